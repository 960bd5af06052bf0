// A client's whole day: somebody is found, a time held, booked, put into a calendar, moved and given up; what was typed is
// kept, what is decided by hand is followed live, and what is somebody else's stays theirs.
import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, slotName } from '../support/salon.ts'
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

const DAY = 86_400_000

/** A date some days from today, by the clock of Berlin, and how the strip names it. */
const dayAfter = (days: number) => {
  const at = new Date(Date.now() + days * DAY)
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(at)
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'full' })
  return { date, name: name.format(new Date(`${date}T12:00:00Z`)) }
}

const slotsOf = (page: Page) => page.locator('button.slot.free')

const startOf = async (slot: ReturnType<typeof slotsOf>) =>
  new Date(Number(await slot.getAttribute('data-start'))).toISOString()

const bookingsOf = async (user: User) =>
  f.granted(await f.get(backend, 'list-bookings', user, { as: 'client' })).bookings

test('a client finds, holds, books, keeps in a calendar, moves and cancels', async () => {
  const salon = await openSalon(backend, {
    name: 'Berta Back',
    professional: {
      headline: 'Backs that do not ache',
      specialties: ['Posture'],
      policy: { cancelNoticeMinutes: 60 },
    },
  })
  await openSalon(backend, { name: 'Nora Neck', professional: { specialties: ['Necks'] } })
  const [carla, dora] = await Promise.all([backend.user('Carla'), backend.user('Dora')])
  const { page, complaints, close } = await web.open('/', carla)

  // By words, then by a chip; both stand in the address.
  const cards = page.getByRole('article')
  await cards.filter({ hasText: 'Nora Neck' }).waitFor()
  await page.getByRole('searchbox', { name: 'Search name or specialty' }).fill('berta')
  await cards.filter({ hasText: 'Nora Neck' }).waitFor({ state: 'detached' })
  await cards.filter({ hasText: 'Berta Back' }).waitFor()
  await page.getByRole('searchbox').fill('')
  await cards.filter({ hasText: 'Nora Neck' }).waitFor()
  await page.getByRole('button', { name: 'Posture' }).click()
  await cards.filter({ hasText: 'Nora Neck' }).waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('specialty')).toBe('Posture')
  await page.getByRole('link', { name: 'All times of Berta Back' }).click()

  // A day by the arrows of the strip, from whichever it begins with.
  const days = page.getByRole('radiogroup', { name: 'Day' })
  const chosen = days.getByRole('radio', { checked: true })
  await slotsOf(page).first().waitFor()
  await chosen.focus()
  const wished = dayAfter(3)
  for (let presses = 0; presses < 5; presses++) {
    if (new URL(page.url()).searchParams.get('day') === wished.date) break
    await page.keyboard.press('ArrowRight')
  }
  expect(new URL(page.url()).searchParams.get('day')).toBe(wished.date)
  expect(await chosen.getAttribute('aria-label')).toContain(wished.name)

  // Hold, note, the policy before the button.
  const slot = slotsOf(page).nth(10)
  const start = await startOf(slot)
  await slot.click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Held for you', { exact: true }).waitFor()
  await sheet.getByText(/^Free to cancel until /).waitFor()
  await sheet.getByLabel('Note for Berta Back (optional)').fill('The left side')
  await sheet.getByRole('button', { name: 'Confirm booking' }).click()
  await sheet.getByText('Booked', { exact: true }).waitFor()
  const [booking] = await bookingsOf(carla)
  expect(booking).toMatchObject({ status: 'confirmed', note: 'The left side' })
  expect(Date.parse(booking?.start ?? '')).toBe(Date.parse(start))

  // The calendar's file is of this booking.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Calendar file' }).click(),
  ])
  const calendar = ICAL.Component.fromString(await readFile(await download.path(), 'utf8'))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  expect(download.suggestedFilename()).toBe('booking.ics')
  expect(event.uid).toBe(`${booking?.bookingId}@${new URL(web.url).hostname}`)
  expect(event.startDate.toJSDate().toISOString()).toBe(start)
  expect(event.endDate.toJSDate().getTime() - Date.parse(start)).toBe(3_600_000)
  expect(event.summary).toBe('Talk with Berta Back')

  // It is found in Bookings, and moved from there; the time that it had is another's at once.
  await sheet.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Bookings' }).first().click()
  await page.getByRole('link', { name: /Talk with Berta Back/ }).click()
  const other = await web.open(salon.address(start), dora)
  const taken = other.page.locator(`[data-start="${Date.parse(start)}"]`)
  await slotsOf(other.page).first().waitFor()
  expect(await taken.count()).toBe(0)
  await page.getByRole('button', { name: 'Move booking' }).click()
  await page.getByRole('button', { name: `${slotName(start)}, Your time` }).waitFor()
  const next = new Date(Date.parse(start) + 2 * 3_600_000).toISOString()
  await page.getByRole('button', { name: slotName(next), exact: true }).click()
  await sheet.getByText('Your present time becomes free for others at once').waitFor()
  await sheet.getByRole('button', { name: 'Move booking' }).click()
  await page.getByText(/^Moved to /).waitFor()
  await other.page.getByRole('button', { name: slotName(start), exact: true }).click()
  await other.page.getByRole('dialog').getByText('Held for you', { exact: true }).waitFor()

  // It is given up, with what that means said before; then the story is told in words.
  await page.getByRole('button', { name: 'Cancel booking' }).click()
  await sheet.getByText('Cancel this booking?').waitFor()
  await sheet.getByText(/^Free to cancel until /).waitFor()
  await sheet.getByLabel('Reason for Berta Back (optional)').fill('A cold')
  await sheet.getByRole('button', { name: 'Cancel booking' }).click()
  await page.getByText('You cancelled it. Reason: A cold').first().waitFor()
  for (const sentence of ['You booked it.', 'You moved it.', 'You cancelled it.'])
    await page.getByText(sentence).first().waitFor()
  expect(await page.getByRole('button', { name: 'Move booking' }).count()).toBe(0)
  expect((await bookingsOf(carla)).filter(({ status }) => status !== 'cancelled')).toEqual([])
  expect([...complaints, ...other.complaints]).toEqual([])
  await Promise.all([close(), other.close()])
})

test('a link to a booking of somebody else says whose eyes it is for', async () => {
  const salon = await openSalon(backend)
  const [carla, dora] = await Promise.all([backend.user('Carla'), backend.user('Dora')])
  const { bookingId } = await f.book(backend, carla, salon.serviceId, salon.at(30))
  const { page, close } = await web.open(`/bookings/${bookingId}`, dora)
  await page.getByText('This booking is not yours to see').waitFor()
  await page.getByText(dora.email).waitFor()
  await page.getByRole('button', { name: 'Show my bookings' }).click()
  await page.getByText('Nothing is booked').waitFor()
  expect(await page.getByText('Talk').count()).toBe(0)
  await close()
})

test('reload keeps the day and the service; reload and back keep what was typed', async () => {
  const salon = await openSalon(backend, { name: 'Resi Reload' })
  const second = f.granted(
    await f.post(backend, 'save-service', salon.owner, { name: 'Class', durationMinutes: 30 }),
  )
  await backend.mirrored(salon.professionalId, second.revision)
  const client = await backend.user('Carla')
  const { page, complaints, close } = await web.open(salon.address(), client)
  const wished = dayAfter(2)
  await page.getByRole('radio', { name: /^Class/ }).check()
  await page.locator(`[data-date="${wished.date}"]:not([aria-disabled])`).click()
  await page.reload()
  await slotsOf(page).first().waitFor()
  expect(await page.getByRole('radio', { name: /^Class/ }).isChecked()).toBe(true)
  expect(await page.locator(`[data-date="${wished.date}"]`).getAttribute('aria-checked')).toBe(
    'true',
  )

  const note = page.getByRole('dialog').getByLabel('Note for Resi Reload (optional)')
  const held = await startOf(slotsOf(page).first())
  await slotsOf(page).first().click()
  await note.fill('Third floor')
  await page.reload()
  await expect.poll(() => note.inputValue(), { timeout: 20_000 }).toBe('Third floor')
  await page.getByRole('dialog').getByText('Held for you', { exact: true }).waitFor()
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  // What was held is free again, and the place in the strip is as it was.
  await page.locator(`.slot.free[data-start="${Date.parse(held)}"]`).waitFor()
  expect(new URL(page.url()).searchParams.get('day')).toBe(wished.date)
  await slotsOf(page).nth(2).click()
  await expect.poll(() => note.inputValue(), { timeout: 20_000 }).toBe('Third floor')
  expect(complaints).toEqual([])
  await close()
})

test('what is decided by hand is sent as a request, and is confirmed live', async () => {
  const salon = await openSalon(backend, {
    name: 'Mona Manual',
    service: { approval: 'manual' },
  })
  const client = await backend.user('Carla')
  // A day that has all its hours before it.
  const { page, complaints, close } = await web.open(salon.address(salon.at(48)), client)
  await slotsOf(page).nth(3).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText(/Mona Manual decides on the request/).waitFor()
  await sheet.getByRole('button', { name: 'Send request' }).click()
  await sheet.getByText('Request sent', { exact: true }).waitFor()
  await sheet.getByRole('button', { name: 'Show the booking' }).click()
  await page.getByText('Mona Manual has yet to decide on it.').waitFor()
  const [request] = await bookingsOf(client)
  f.granted(
    await f.post(backend, 'decide-booking', salon.owner, {
      bookingId: request?.bookingId,
      decision: 'approve',
    }),
  )
  await page.getByText('Confirmed', { exact: true }).waitFor()
  await page.getByText('Mona Manual confirmed it.').waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('several seats of a class are taken at once, and the others see how many are left', async () => {
  const salon = await openSalon(backend, {
    name: 'Gita Group',
    service: { name: 'Back class', capacity: 5 },
  })
  const [client, other] = await Promise.all([backend.user('Carla'), backend.user('Dora')])
  const one = await web.open(salon.address(), client)
  const slot = one.page.getByRole('button', { name: /, 5 seats left$/ }).first()
  const start = await startOf(slot)
  const two = await web.open(salon.address(start), other)
  await two.page.getByRole('button', { name: `${slotName(start)}, 5 seats left` }).waitFor()
  await slot.click()
  const sheet = one.page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'One seat more' }).click()
  await sheet.locator('output:not([aria-busy])', { hasText: '2' }).waitFor()
  await sheet.getByRole('button', { name: 'Confirm booking' }).click()
  await sheet.getByText('Booked', { exact: true }).waitFor()
  expect((await bookingsOf(client)).map(({ seats }) => seats)).toEqual([2])
  await two.page.getByRole('button', { name: `${slotName(start)}, 3 seats left` }).waitFor()
  expect([...one.complaints, ...two.complaints]).toEqual([])
  await Promise.all([one.close(), two.close()])
})
