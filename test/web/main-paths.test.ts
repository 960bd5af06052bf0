// What people come for: a client books in three taps and another screen sees it; a professional runs a session.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { openWeb, type Web } from '../support/browser.ts'
import * as f from '../support/fixtures.ts'
import { openSalon, slotName } from '../support/salon.ts'

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

test('a client books in two taps from Find, and the time goes on the other screen without a reload', async () => {
  const salon = await openSalon(backend, { name: 'Berta Salon' })
  const [carla, dora] = await Promise.all([backend.user('Carla'), backend.user('Dora')])
  const [one, other] = await Promise.all([web.open('/', carla), web.open(salon.address(), dora)])

  const card = one.page.getByRole('article').filter({ hasText: 'Berta Salon' })
  const chip = card.getByRole('link', { name: /^Talk with Berta Salon/ }).first()
  await chip.waitFor()
  const start = new URL((await chip.getAttribute('href')) ?? '', web.url).searchParams.get('start')
  const slot = other.page.getByRole('button', { name: slotName(start ?? '') })
  await slot.waitFor()

  await chip.click()
  await one.page.getByRole('dialog').getByText('Held for you').waitFor()
  await other.page.getByRole('button', { name: `${slotName(start ?? '')}, Taken` }).waitFor()
  await one.page.getByRole('button', { name: 'Confirm booking' }).click()
  await one.page.getByRole('dialog').getByText('Booked', { exact: true }).waitFor()

  const { bookings } = f.granted(await f.get(backend, 'list-bookings', carla, { as: 'client' }))
  expect(bookings.map(({ status, start: at }) => [status, Date.parse(at)])).toEqual([
    ['confirmed', Date.parse(start ?? '')],
  ])
  expect([...one.complaints, ...other.complaints]).toEqual([])
  await Promise.all([one.close(), other.close()])
})

test('a professional starts and finishes a session, and the client sees it', async () => {
  const salon = await openSalon(backend, { name: 'Paula Pro' })
  const client = await backend.user('Carlo')
  await f.book(backend, client, salon.serviceId, salon.at(0))
  const [pro, guest] = await Promise.all([
    web.open('/pro', salon.owner),
    web.open('/bookings', client),
  ])
  await guest.page.getByText('Confirmed').first().waitFor()
  await pro.page.getByRole('button', { name: 'Start', exact: true }).click()
  await guest.page
    .getByText(/In session/)
    .first()
    .waitFor()
  // While one step is on its way, the next one is not taken.
  await pro.page.locator('button:not([aria-busy])', { hasText: /^Finish$/ }).click()
  await expect
    .poll(
      async () => {
        const seen = await f.get(backend, 'list-bookings', client, { as: 'client' })
        return f.granted(seen).bookings.map(({ status }) => status)
      },
      { timeout: 20_000 },
    )
    .toEqual(['completed'])
  expect([...pro.complaints, ...guest.complaints]).toEqual([])
  await Promise.all([pro.close(), guest.close()])
})
