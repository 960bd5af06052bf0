// A professional sets up what can be booked: from an empty account to the first free time that a client sees; hours, services,
// why a time is not offered, the profile, and who may not book.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { eventually, openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon } from '../support/salon.ts'

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

const dateOf = (at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(at))

test('an empty account becomes one with a free time that a client sees', async () => {
  const [owner, client] = await Promise.all([backend.user('Nina New'), backend.user('Carla')])
  const { page, complaints, close } = await web.open('/pro/start', owner)
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await page.getByRole('button', { name: 'Next: your first service' }).click()
  await page.getByText('Fill this in.').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('Nina New')
  await page.getByRole('button', { name: 'Next: your first service' }).click()
  await page.getByText('What can be booked?').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('First talk')
  await page.getByRole('button', { name: '45 min' }).click()
  await page.getByRole('button', { name: 'Next: your hours' }).click()
  await page.getByRole('button', { name: 'Start offering times' }).click()
  await page.getByText(/^Your first free time: /).waitFor()
  const guest = await web.open('/', client)
  const card = guest.page.getByRole('article').filter({ hasText: 'Nina New' })
  await card
    .getByRole('link', { name: /^First talk with Nina New, / })
    .first()
    .click()
  await guest.page.getByRole('dialog').getByText('Held for you', { exact: true }).waitFor()
  expect([...complaints, ...guest.complaints]).toEqual([])
  await Promise.all([close(), guest.close()])
})

test('bookings that new hours leave out are named before they are saved', async () => {
  const salon = await openSalon(backend, { name: 'Clara Conflict' })
  const client = await backend.user('Carlo Client')
  await f.book(backend, client, salon.serviceId, salon.at(30))
  const { page, complaints, close } = await web.open('/pro/hours', salon.owner)
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await page.getByRole('button', { name: new RegExp(`^Remove .* on ${day}$`) }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('1 booking does not fit').waitFor()
  const hoursOf = async () =>
    f
      .granted(await f.get(backend, 'get-schedule', salon.owner, {}))
      .workingHours.map(({ hours }) => hours.length)
  expect(await hoursOf()).toEqual([7])
  await sheet.getByRole('button', { name: 'Save anyway' }).click()
  await eventually(async () => expect(await hoursOf()).toContain(0))
  expect(complaints).toEqual([])
  await close()
})

test('a service is added, says what is wrong at its field, and can be booked', async () => {
  const salon = await openSalon(backend, { name: 'Sara Service' })
  const { page, complaints, close } = await web.open('/pro/services/new', salon.owner)
  await page.getByLabel('Name').fill('Evening class')
  await page.getByLabel('Duration').fill('half an hour')
  await page.getByRole('button', { name: 'Add service' }).click()
  await page.getByText(/^A whole number from /).waitFor()
  expect(await page.getByLabel('Duration').inputValue()).toBe('half an hour')
  await page.getByLabel('Duration').fill('50')
  await page.getByLabel('Time after').fill('10')
  await page.getByText('Clients book 50 min; it takes 1 h of your day.').waitFor()
  await page.getByRole('button', { name: 'Add service' }).click()
  await eventually(async () => {
    const { services } = f.granted(await f.get(backend, 'get-schedule', salon.owner, {}))
    expect(services).toContainEqual(
      expect.objectContaining({
        name: 'Evening class',
        durationMinutes: 50,
        bufferAfterMinutes: 10,
      }),
    )
  })
  expect(complaints).toEqual([])
  await close()
})

test('a time that is not offered is explained, with the way to what keeps it out', async () => {
  const salon = await openSalon(backend, { name: 'Elsa Explain' })
  const client = await backend.user('Carlo Client')
  const booking = await f.book(backend, client, salon.serviceId, salon.at(30))
  const asked = new URLSearchParams({ service: salon.serviceId, start: booking.start })
  const { page, complaints, close } = await web.open(
    `/pro/explain?${asked.toString()}`,
    salon.owner,
  )
  await page.getByRole('heading', { name: 'It is taken' }).waitFor()
  await page.getByRole('link', { name: /Open the agenda/ }).waitFor()
  await page.getByLabel('Date').fill(dateOf(f.inDays(backend, 3)))
  await page.getByText(/is offered: clients can book it now\.$/).waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('a headline that is saved in the profile is on the page of a client', async () => {
  const salon = await openSalon(backend, { name: 'Petra Profile' })
  const client = await backend.user('Carla')
  const [pro, guest] = await Promise.all([
    web.open('/pro/profile', salon.owner),
    web.open(salon.address(), client),
  ])
  await guest.page.getByRole('heading', { name: 'Petra Profile' }).first().waitFor()
  await pro.page.getByLabel('Headline').fill('Physiotherapist for runners')
  await pro.page.getByRole('button', { name: 'Save', exact: true }).click()
  await guest.page.getByText('Physiotherapist for runners').waitFor()
  expect([...pro.complaints, ...guest.complaints]).toEqual([])
  await Promise.all([pro.close(), guest.close()])
})

test('who is blocked cannot hold a time, what they have booked can be cancelled, and they book again when it is lifted', async () => {
  const salon = await openSalon(backend, { name: 'Bruni Block' })
  const client = await backend.user('Bob')
  const kept = await f.book(backend, client, salon.serviceId, salon.at(26))
  const other = await f.book(backend, client, salon.serviceId, salon.at(28))
  const { page, complaints, close } = await web.open('/pro/clients', salon.owner)
  await page.getByRole('button', { name: 'Block somebody' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.locator('label', { hasText: 'E-mail' }).first().click()
  await sheet.getByRole('textbox', { name: 'E-mail' }).fill(client.email)
  await sheet.getByRole('button', { name: 'Block', exact: true }).click()
  await sheet.getByRole('heading', { name: '2 bookings still to come' }).waitFor()
  await sheet
    .getByRole('button', { name: /^Cancel / })
    .last()
    .click()
  await sheet.getByRole('button', { name: /^Cancel .* now$/ }).click()
  await sheet.getByText('Cancelled', { exact: true }).waitFor()
  const { bookings } = f.granted(await f.get(backend, 'list-bookings', client, { as: 'client' }))
  expect(Object.fromEntries(bookings.map(({ bookingId, status }) => [bookingId, status]))).toEqual({
    [kept.bookingId]: 'confirmed',
    [other.bookingId]: 'cancelled',
  })
  await sheet.getByRole('button', { name: 'Done' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByText(client.email).first().waitFor()
  const hold = { serviceId: salon.serviceId, start: salon.at(30) }
  expect((await f.post(backend, 'hold-slot', client, hold)).status).not.toBe(200)
  await page.getByRole('button', { name: /^Unblock / }).click()
  await page.getByText('Nobody is blocked.').waitFor()
  f.granted(await f.post(backend, 'hold-slot', client, hold))
  expect(complaints).toEqual([])
  await close()
})
