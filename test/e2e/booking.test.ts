// One booking travels from an HTTPS call to the documents that apps listen to.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, plain, startBackend } from '../support/backend.ts'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend()
})
afterAll(() => backend.stop())

test('a booked slot vanishes from the day document and from the search alike', async () => {
  const owner = await backend.user('Ana Owner')
  const client = await backend.user('Carl Client')
  const made = await backend.post('save-professional', owner, {
    name: 'Ana',
    timeZone: 'Europe/Berlin',
  })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const { professionalId } = made.body.professional
  const saved = await backend.post('save-service', owner, { name: 'Check-up', durationMinutes: 30 })
  const { serviceId } = saved.body.service
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '12:00' }))
  const { revision } = (await backend.post('set-working-hours', owner, { hours })).body
  await backend.mirrored(professionalId, revision)

  const from = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const to = new Date(Date.now() + 6 * 86_400_000).toISOString()
  const search = async () =>
    (await backend.get('search-availability', client, { professionalId, serviceId, from, to })).body
  const before = await search()
  const { start } = before.slots[4]
  const date = start.slice(0, 10)
  const booked = await backend.post('create-booking', client, { serviceId, start })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  await backend.mirrored(professionalId, revision + 1)

  const after = await search()
  expect(after.revision).toBe(revision + 1)
  expect(after.slots).toEqual(
    before.slots.filter((slot: { start: string }) => slot.start !== start),
  )
  const day = plain(
    (await backend.firestore.doc(`professionals/${professionalId}/days/${date}`).get()).data(),
  )
  const onDate = after.slots.filter((slot: { start: string }) => slot.start.startsWith(date))
  expect(day.slots[serviceId]).toEqual(
    expect.arrayContaining(
      onDate.map(({ start: at, seatsLeft }: { start: string; seatsLeft: number }) => ({
        start: at,
        seatsLeft,
      })),
    ),
  )
  expect(day.slots[serviceId]).not.toContainEqual({ start, seatsLeft: 1 })
  const { bookingId } = booked.body.booking
  const own = plain(
    (await backend.firestore.doc(`accounts/${client.uid}/bookings/${bookingId}`).get()).data(),
  )
  expect(own).toMatchObject({ bookingId, status: 'confirmed', start, client: { uid: client.uid } })
  const agenda = plain(
    (await backend.firestore.doc(`accounts/${owner.uid}/agenda/${bookingId}`).get()).data(),
  )
  expect(agenda).toMatchObject({ bookingId, capacity: 1, client: { name: 'Carl Client' } })
  const unpublished = await backend.database.query('select count(*)::int as n from unpublished')
  expect(unpublished.rows[0].n).toBe(0)
})
