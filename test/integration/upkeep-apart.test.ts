// What is deleted and erased where Postgres is distributed: what leads to bookings goes with them, and nobody stays named there.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

const START = Date.parse(at('08:00'))

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), {
    config: { isDatabaseDistributed: true },
  }))
  practice = await openPractice(backend, clock)
})
afterAll(() => backend.stop())

async function deleteAt(now: number): Promise<void> {
  await backend.database.query('delete from retention_passes')
  clock.now = now
  f.granted(await f.post(backend, 'delete-expired', undefined, {}))
}

/** The bookings that places lead to, and those of clients. */
async function listed(): Promise<{ readonly places: Set<string>; readonly clients: Set<string> }> {
  const all = async (text: string) =>
    new Set((await backend.database.query<{ id: string }>(text)).rows.map(({ id }) => id))
  return {
    places: await all(`select key as id from places where kind = 'booking'`),
    clients: await all('select booking_id::text as id from client_bookings'),
  }
}

it('a booking that is deleted takes along what leads to it, and one that is kept does not', async () => {
  const { serviceId, anna, ben } = practice
  const held = await practice.ask(anna, 'hold-slot', { serviceId, start: at('09:00') })
  await practice.ask(anna, 'cancel-booking', { bookingId: held.booking.bookingId })
  const { bookingId } = await practice.book(ben, '10:00')
  await deleteAt(START + 7 * DAY - MINUTE)
  expect((await listed()).places).toEqual(new Set([held.booking.bookingId, bookingId]))
  await deleteAt(START + 7 * DAY + MINUTE)
  expect(await listed()).toEqual({ places: new Set([bookingId]), clients: new Set([bookingId]) })
})

it('a booking whose client is forgotten is nobody’s, and still found', async () => {
  practice.wait('08:00')
  const { bookingId } = await practice.book(practice.anna, '11:00')
  await deleteAt(START + 1097 * DAY)
  const { places, clients } = await listed()
  expect(places).toContain(bookingId)
  expect(clients).toEqual(new Set())
  const { booking } = await practice.booking(practice.owner, bookingId)
  expect(booking.client).toEqual({ name: 'deleted client' })
})
