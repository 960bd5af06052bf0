// A professional's whole day: what they do now, as clients see it; a session from its start to its end; time blocked, callers
// booked in, bookings moved and cancelled, requests decided.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { eventually, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, zoneByDay } from '../support/salon.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let web: Web

beforeAll(async () => {
  backend = await startBackend({ projectId: 'demo-test' })
  web = await openWeb(backend)
})
afterAll(async () => {
  await web.stop()
  await backend.stop()
})

const BERLIN = { timeZone: 'Europe/Berlin' }
const dateOf = (at: string) => new Intl.DateTimeFormat('en-CA', BERLIN).format(new Date(at))
/** As a field of a form takes it. */
const timeOf = (at: string | number, zone = BERLIN) =>
  new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  )

/** As the page writes it: `9:00`. */
const writtenOf = (at: string | number, zone = BERLIN) => timeOf(at, zone).replace(/^0/, '')

const bookingOf = async (owner: User, { bookingId }: { readonly bookingId: string }) =>
  f.granted(await f.get(backend, 'get-booking', owner, { bookingId }))

const becomes = (owner: User, booking: f.Booked, status: string) =>
  eventually(async () => expect((await bookingOf(owner, booking)).booking.status).toBe(status))

test('who goes away for half an hour is away on the page of a client, and comes back there', async () => {
  const salon = await openSalon(backend, { name: 'Anke Away' })
  const client = await backend.user('Carla')
  const [pro, guest] = await Promise.all([
    web.open('/pro', salon.owner),
    web.open(salon.address(), client),
  ])
  await guest.page.getByText('Available now').waitFor()
  const asked = Date.now()
  await pro.page.locator('label', { hasText: 'Away' }).click()
  await guest.page.getByText(/^Away until \d{1,2}:\d\d$/).waitFor()
  const { activity } = f.granted(
    await f.get(backend, 'get-schedule', salon.owner, { professionalId: salon.professionalId }),
  )
  const minutes = (Date.parse(activity.until ?? '') - asked) / 60_000
  expect([activity.state, Math.round(minutes / 5) * 5]).toEqual(['away', 30])
  await pro.page.locator('label', { hasText: 'Available' }).click()
  await guest.page.getByText('Available now').waitFor()
  expect([...pro.complaints, ...guest.complaints]).toEqual([])
  await Promise.all([pro.close(), guest.close()])
})

test('a session runs late, begins, is not attended, and is attended after all', async () => {
  // Of the next one today is what the page shows: there must be a next one today.
  const zone = { timeZone: zoneByDay() }
  const salon = await openSalon(backend, { name: 'Lara Late', professional: zone })
  const client = await backend.user('Carlo')
  const booking = await f.book(backend, client, salon.serviceId, salon.at(0))
  const { page, complaints, close } = await web.open('/pro', salon.owner)
  await page.getByRole('button', { name: 'Running 10 minutes late' }).click()
  const expected = writtenOf(Date.parse(booking.start) + 600_000, zone)
  await page.getByText(`Now expected ${expected}; the client is told.`).waitFor()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await becomes(salon.owner, booking, 'in-progress')
  await page.getByRole('button', { name: /^No-show: .* did not come$/ }).click()
  await becomes(salon.owner, booking, 'no-show')
  // It is not the one of now any more; in the day it can still be taken back.
  await page.getByRole('region', { name: 'The day' }).getByText(/Talk/).click()
  await page.getByRole('dialog').getByText('They came after all').click()
  await becomes(salon.owner, booking, 'completed')
  expect(complaints).toEqual([])
  await close()
})

test('blocked time names the bookings that fall in it, and cancels them where that is wished', async () => {
  const salon = await openSalon(backend, { name: 'Bea Block' })
  const client = await backend.user('Carlo')
  const booking = await f.book(backend, client, salon.serviceId, salon.at(24))
  const { page, complaints, close } = await web.open('/pro/agenda', salon.owner)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.locator('label', { hasText: /^Block$/ }).click()
  await sheet.getByLabel('Date').fill(dateOf(booking.start))
  await sheet.getByLabel('From').fill(timeOf(booking.start))
  await sheet.getByLabel('To', { exact: true }).fill(timeOf(booking.end))
  await sheet.getByText('1 booking falls in this time.').waitFor()
  await sheet.getByLabel('Cancel and tell the clients').check()
  await sheet.getByLabel('Reason for the clients (optional)').fill('A burst pipe')
  await sheet.getByRole('button', { name: 'Block and cancel 1 booking' }).click()
  await page.getByText(/^Blocked: .* 1 booking is cancelled/).waitFor()
  expect((await bookingOf(salon.owner, booking)).booking).toMatchObject({
    status: 'cancelled',
    cancelReason: 'A burst pipe',
  })
  expect(complaints).toEqual([])
  await close()
})

test('a caller is booked in outside of the hours once the rule is set aside in words', async () => {
  const owner = await backend.user('Carin Caller')
  const made = await f.makeProfessional(backend, owner, { professional: { name: 'Carin Caller' } })
  await backend.mirrored(made.professionalId, made.revision)
  const tomorrow = dateOf(f.inDays(backend, 1))
  const { page, complaints, close } = await web.open('/pro/agenda?add=1', owner)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Date').fill(tomorrow)
  await sheet.getByLabel('Time').fill('20:00')
  await sheet.getByLabel('Name of the client').fill('Gus Guest')
  await sheet.getByLabel('E-mail').fill('gus@example.com')
  await sheet.getByRole('button', { name: /^Book for / }).click()
  await sheet.getByText(/^In the way: .*outside your working hours/).waitFor()
  await sheet.getByRole('button', { name: 'Book it anyway' }).click()
  await page.getByText(/^Booked: Gus Guest/).waitFor()
  const { bookings } = f.granted(
    await f.get(backend, 'list-bookings', owner, { as: 'professional' }),
  )
  expect(bookings.map(({ start }) => [dateOf(start), timeOf(start)])).toEqual([[tomorrow, '20:00']])
  const { history } = await bookingOf(owner, f.nth(bookings, 0))
  expect(history.flatMap(({ override = [] }) => override)).toContain('outside-hours')
  expect(complaints).toEqual([])
  await close()
})

test('a booking is moved by the form, and cancelled with a reason', async () => {
  const salon = await openSalon(backend, { name: 'Mia Mover' })
  const client = await backend.user('Carlo')
  const booking = await f.book(backend, client, salon.serviceId, salon.at(26))
  const day = dateOf(booking.start)
  const address = `/pro/agenda?date=${day}&booking=${booking.bookingId}`
  const { page, complaints, close } = await web.open(address, salon.owner)
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Move', exact: true }).click()
  await sheet.getByRole('button', { name: 'Later 5' }).click()
  await sheet.getByRole('button', { name: /^Move to / }).click()
  await sheet.getByText(/not one of your usual start times/).waitFor()
  await sheet.getByRole('button', { name: 'Move it anyway' }).click()
  await sheet.getByText(/^Moved to .* The client is told\.$/).waitFor()
  const moved = await bookingOf(salon.owner, booking)
  expect(Date.parse(moved.booking.start) - Date.parse(booking.start)).toBe(300_000)

  await sheet.getByRole('button', { name: 'Cancel booking' }).click()
  await sheet.getByLabel('Reason for the client (optional)').fill('I am ill')
  await sheet.getByRole('button', { name: 'Cancel booking' }).click()
  await sheet.waitFor({ state: 'detached' })
  expect((await bookingOf(salon.owner, booking)).booking).toMatchObject({
    status: 'cancelled',
    cancelReason: 'I am ill',
  })
  expect(complaints).toEqual([])
  await close()
})

test('requests are approved and declined, and the tab counts those that wait', async () => {
  const salon = await openSalon(backend, { name: 'Rita Request', service: { approval: 'manual' } })
  const [carlo, dora] = await Promise.all([backend.user('Carlo'), backend.user('Dora')])
  const yes = await f.book(backend, carlo, salon.serviceId, salon.at(30))
  const no = await f.book(backend, dora, salon.serviceId, salon.at(33))
  const { page, complaints, close } = await web.open('/pro/requests', salon.owner)
  const tab = page.getByRole('link', { name: /^Requests/ })
  await tab.getByText('2').waitFor()
  const requestAt = ({ client }: f.Booked) =>
    page.getByRole('article').filter({ hasText: client.name })
  await requestAt(yes)
    .getByRole('button', { name: /^Approve/ })
    .click()
  await requestAt(yes)
    .getByText(/^Approved\./)
    .waitFor()
  await tab.getByText('1').waitFor()
  await requestAt(no)
    .getByRole('button', { name: /^Decline/ })
    .click()
  await page.getByLabel(/^Reason for /).fill('Full that day')
  await page.getByRole('button', { name: 'Decline', exact: true }).click()
  await requestAt(no)
    .getByText(/^Declined\./)
    .waitFor()
  await tab.locator('.shell-count').waitFor({ state: 'detached' })
  expect((await bookingOf(salon.owner, yes)).booking.status).toBe('confirmed')
  expect((await bookingOf(salon.owner, no)).booking.status).toBe('declined')
  expect(complaints).toEqual([])
  await close()
})

test("a quarter of an hour says in a week's agenda whose it is", async () => {
  const salon = await openSalon(backend, { name: 'Quinn Quick', service: { durationMinutes: 15 } })
  const start = salon.at(24)
  await f.book(backend, salon.owner, salon.serviceId, start, { client: { name: 'Ida' } })
  const { page, complaints, close } = await web.open(
    `/pro/agenda?view=week&date=${dateOf(start)}`,
    salon.owner,
    { size: 'desktop' },
  )
  const name = page.locator('.agenda-name', { hasText: 'Ida' })
  await name.waitFor()
  // What stands below the card's edge is cut off.
  const cutOff = await name.evaluate(`((name) => {
    const text = document.createRange()
    text.selectNodeContents(name.lastChild)
    return text.getBoundingClientRect().bottom - name.closest('.agenda-card').getBoundingClientRect().bottom
  })(document.querySelector('.agenda-name'))`)
  expect(cutOff).toBeLessThanOrEqual(2)
  expect(complaints).toEqual([])
  await close()
})
