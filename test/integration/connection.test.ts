// Connections that break: a request in flight fails in words, the process lives on, and the next one works.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { patientAtFirst } from '../../shared/runtime/world/first-connect.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Line, layLine } from '../support/line.ts'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
})
afterAll(() => backend.stop())

/** Ends every session that sleeps, as a failover would. */
async function endSleepers(): Promise<number> {
  const { rowCount } = await backend.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`,
  )
  return rowCount ?? 0
}

it('a query whose connection is cut is a passing fault, and the next one gets a new connection', async () => {
  const { database } = backend.world
  const cut = sql`select pg_sleep(8)`.execute(database).then(
    () => 'slept',
    (error: unknown) => toDatabaseFault(error)?.kind,
  )
  await expect.poll(endSleepers, { timeout: 5_000 }).toBeGreaterThan(0)
  expect(await cut).toBe('unavailable')
  expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }])
})

it('a connection that is cut between two statements of a transaction fails the transaction only', async () => {
  const { database } = backend.world
  const cut = database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await backend.database.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await backend.world.sleep(200)
    await sql`select 1`.execute(transaction)
  })
  await expect(cut).rejects.toThrow(/terminat|not queryable/i)
  expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }])
})

it('a statement is planned once, whatever values it is sent with', async () => {
  const planned = await backend.world.database.connection().execute(async (on) => {
    for (const status of [
      'confirmed',
      'held',
      'pending',
      'cancelled',
      'expired',
      'declined',
      'held',
    ])
      await on.selectFrom('bookings').select('booking_id').where('status', '=', status).execute()
    const { rows } = await sql<{ generic: number; custom: number }>`
      select generic_plans as generic, custom_plans as custom from pg_prepared_statements
      where statement like '%from "bookings" where "status"%'`.execute(on)
    return rows
  })
  expect(planned).toEqual([{ generic: 7, custom: 0 }])
})

it('a primary that was replaced, and reads alone, is a passing fault, and nobody gets its connection again', async () => {
  const { database } = backend.world
  const sessionOf = sql<{ pid: number }>`select pg_backend_pid() as pid`
  let replaced: number | undefined
  const refused: unknown = await database
    .connection()
    .execute(async (on) => {
      replaced = (await sessionOf.execute(on)).rows[0]?.pid
      await sql`set default_transaction_read_only = on`.execute(on)
      await sql`update calendars set revision = revision`.execute(on)
    })
    .catch((error: unknown) => error)
  expect(toDatabaseFault(refused)?.kind).toBe('unavailable')
  const asked = Array.from({ length: 20 }, () => sessionOf.execute(database))
  const pids = (await Promise.all(asked)).map(({ rows }) => rows[0]?.pid)
  expect(pids).not.toContain(replaced)
})

describe('the first connection of an instance', () => {
  const ATTEMPT_MILLIS = 300

  /** A database behind a line, tried for so long at first; the line is cut before anything connects. */
  async function behind(how: 'refuse' | 'swallow', millis: number) {
    const { postgres, database: name } = inject('parts')
    const line = await layLine(new URL(postgres).host)
    await line.cut(how)
    const url = new URL(`${postgres}${name}`)
    url.host = line.host
    const connecting = patientAtFirst(millis, ATTEMPT_MILLIS)
    const limits = { ...LIMITS, connections: 2, connectMillis: ATTEMPT_MILLIS }
    const database = openDatabase({ config: { connectionString: url.href }, connecting }, limits)
    return { line, database }
  }

  const one = (database: ReturnType<typeof openDatabase>) =>
    sql<{ one: number }>`select 1 as one`.execute(database).then(({ rows }) => rows)

  const stop = async ({
    line,
    database,
  }: {
    line: Line
    database: ReturnType<typeof openDatabase>
  }) => {
    await database.destroy()
    await line.cut('refuse')
  }

  it.each(['refuse', 'swallow'] as const)(
    'waits for a network that comes late, for all who ask (until then lines %s)',
    async (how) => {
      const place = await behind(how, 20_000)
      const asked = Array.from({ length: 10 }, () => one(place.database))
      await sleep(3 * ATTEMPT_MILLIS)
      await place.line.mend()
      expect(await Promise.all(asked)).toEqual(asked.map(() => [{ one: 1 }]))
      await stop(place)
    },
  )

  it('gives up when its time is over, as a passing fault', async () => {
    const place = await behind('refuse', 1_000)
    const error: unknown = await one(place.database).catch((caught: unknown) => caught)
    expect(toDatabaseFault(error)?.kind).toBe('unavailable')
    await stop(place)
  })

  it('is the only one that waits', async () => {
    const place = await behind('refuse', 60_000)
    await place.line.mend()
    await one(place.database)
    await place.line.cut('refuse')
    // The suite's own limit of a minute would be over first.
    const error: unknown = await one(place.database).catch((caught: unknown) => caught)
    expect(toDatabaseFault(error)?.kind).toBe('unavailable')
    await stop(place)
  })

  it('does not ask again whom Postgres refuses', async () => {
    const { postgres } = inject('parts')
    const connecting = patientAtFirst(60_000, ATTEMPT_MILLIS)
    const config = { connectionString: `${postgres}there_is_no_such_database` }
    const database = openDatabase({ config, connecting })
    await expect(one(database)).rejects.toThrow('does not exist')
    await database.destroy()
  })
})
