// A database that was restored from a backup is older than its mirror. Moved on, it is followed again.
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { moveOn } from '../../dev/migration-job/move-on.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { book, granted, makeProfessional, nth, post, slotsOf } from '../support/fixtures.ts'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend()
})
afterAll(() => backend.stop())

const using = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await backend.database.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

it('is mirrored again, with what was lost taken out of the days', async () => {
  const [owner, client] = [await backend.user('Owner'), await backend.user('Client')]
  const made = await makeProfessional(backend, owner)
  const { professionalId, revision } = made
  const { start } = nth(await slotsOf(backend, client, made), 0)
  await book(backend, client, made.serviceId, start)
  await backend.mirrored(professionalId, revision + 1)

  const day = backend.firestore.doc(`professionals/${professionalId}/days/${start.slice(0, 10)}`)
  const startsOf = async (): Promise<string[]> => {
    const slots = (await day.get()).get(`slots.${made.serviceId}`) as {
      start: { toDate(): Date }
    }[]
    return slots.map((slot) => slot.start.toDate().toISOString().replace('.000Z', 'Z'))
  }
  expect(await startsOf()).not.toContain(start)

  // What a backup from before the booking does.
  await using(async (database) => {
    for (const table of ['unpublished', 'bookings', 'appointments', 'idempotency_keys'])
      await database.query(`delete from ${table}`)
    await database.query('delete from changes where revision > $1', [revision])
    await database.query('update calendars set revision = $1', [revision])
  })
  expect(await using(moveOn)).toBe(1)

  granted(await post(backend, 'relay-changes', undefined, {}))
  await backend.mirrored(professionalId, revision + 1_000_000)
  expect(await startsOf()).toContain(start)

  // Decisions go on from there.
  await book(backend, client, made.serviceId, start)
  await backend.mirrored(professionalId, revision + 1_000_001)
  expect(await startsOf()).not.toContain(start)
})
