// Connections that break: a request in flight fails in words, the process lives on, and the next one works.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { type Backend, startBackend } from '../support/backend.ts'

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
