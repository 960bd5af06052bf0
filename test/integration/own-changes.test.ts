// A command publishes its own changes and has them marked without waiting for it; what is committed is told to the millisecond.
import { afterEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'

let backend: Backend
afterEach(() => backend.stop())

describe('the lag from a commit to its documents', () => {
  it('is told to the millisecond, though messages tell whole seconds', async () => {
    ;({ backend } = await f.startClocked('2027-03-01T06:00:00.900Z', { subscribe: true }))
    const owner = await backend.user('Olga Owner')
    const { professionalId } = await f.makeProfessional(backend, owner)
    await backend.mirrored(professionalId, 3)
    const lags = () => backend.log.flatMap(({ lagMillis }) => lagMillis ?? [])
    await expect.poll(lags).not.toEqual([])
    // The clock stands still.
    expect(new Set(lags())).toEqual(new Set([0]))
  })
})

describe('a mark that waits', () => {
  const WAITING = `select count(*) as n from pg_stat_activity
    where query like '%mark-published%' and wait_event_type = 'Lock' and datname = current_database()`

  it('keeps no answer, and those that come meanwhile are made with the next one', async () => {
    ;({ backend } = await f.startClocked('2027-03-01T06:00:00Z', { subscribe: true }))
    const owner = await backend.user('Olga Owner')
    const { serviceId } = await f.makeProfessional(backend, owner)
    // Whoever deletes from the outbox waits for whoever holds this lock.
    await backend.database.query(`
      create function wait_for_test() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock(4711); return old; end';
      create trigger waits before delete on unpublished for each row execute function wait_for_test()`)
    const holder = new pg.Client(backend.database.options.connectionString)
    await holder.connect()
    await holder.query('select pg_advisory_lock(4711)')
    try {
      const client = await backend.user('Carl Client')
      // All are answered while the first mark waits still.
      for (const hour of ['09', '10', '11'])
        await f.book(backend, client, serviceId, `2027-03-02T${hour}:00:00Z`)
      await expect.poll(() => f.count(backend, WAITING, [])).toBe(1)
      expect(backend.log.filter(({ severity }) => severity === 'WARNING')).toEqual([])
    } finally {
      await holder.end()
    }
    const waiting = () => f.count(backend, 'select count(*) as n from unpublished', [])
    await expect.poll(waiting).toBe(0)
  })
})
