// Connections that end at the worst moment, by a server that says so in the same packet as everything else: the request fails as
// one that can be tried again, with the fault that was first, the process lives on, and the next request gets a new connection.
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { startBackend } from '../support/backend.ts'
import {
  FAILED,
  FATAL,
  GREETING,
  READY,
  type StandIn,
  done,
  startPostgresStandIn,
} from '../support/postgres-stand-in.ts'

const open: { stop: () => Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop()
})

async function openOn(standIn: StandIn) {
  const database = openDatabase({
    config: { connectionString: `postgres://someone@${standIn.host}/db?sslmode=disable` },
  })
  open.push(standIn, { stop: () => database.destroy() })
  return database
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => toDatabaseFault(error)?.kind ?? String(error),
  )

/** Where a server ends the first session, and what it says then. */
const ENDS: Record<string, readonly [statement: string, said: readonly Buffer[]]> = {
  'instead of a greeting': ['connect', [FATAL]],
  'in the packet that greets': ['connect', [GREETING, FATAL]],
  'without a greeting and without a word': ['connect', []],
  'in the middle of a statement': ['select 1', [FATAL]],
  'in the packet that answers a statement': ['select 1', [done('SELECT'), FATAL]],
  'in a statement without a word': ['select 1', []],
  'as a transaction begins': ['begin', [FATAL]],
  'in the packet that answers the begin': ['begin', [done('BEGIN'), READY, FATAL]],
  'at the commit': ['commit', [FATAL]],
}

describe.each(Object.entries(ENDS))('a server that ends the session %s', (_, [where, said]) => {
  it('fails that request as one to be tried again, and no other', async () => {
    const database = await openOn(
      await startPostgresStandIn((statement, which) =>
        statement === where && which === 1 ? said : undefined,
      ),
    )
    const work = () =>
      database.transaction().execute((transaction) => sql`select 1`.execute(transaction))
    expect(await kindOf(work())).toBe('unavailable')
    expect(await kindOf(work())).toBe('done')
  })
})

it('a session that ends in the packet of its last answer is not given to anybody', async () => {
  const database = await openOn(
    await startPostgresStandIn((statement, which) =>
      statement === 'select 1' && which === 1 ? [done('SELECT'), READY, FATAL] : undefined,
    ),
  )
  expect(await kindOf(sql`select 1`.execute(database))).toBe('done')
  expect(await kindOf(sql`select 1`.execute(database))).toBe('done')
})

describe.each([
  ['says that it ends', [FATAL]],
  ['says nothing any more', []],
  ['refuses it', [FAILED, READY]],
])('a rollback to which the server %s', (_, said) => {
  it('does not hide what it was for, and its connection is used no more', async () => {
    const standIn = await startPostgresStandIn((statement, which) => {
      if (statement === 'select 1/0') return [FAILED, READY]
      return statement === 'rollback' && which === 1 ? said : undefined
    })
    const database = await openOn(standIn)
    const work = database
      .transaction()
      .execute((transaction) => sql`select 1/0`.execute(transaction))
    await expect(work).rejects.toThrow('division by zero')
    expect(await kindOf(sql`select 1`.execute(database))).toBe('done')
    expect(standIn.heard.filter((one) => one === 'connect')).toHaveLength(2)
  })
})

it('a function answers what it cannot ask with its own words', async () => {
  const standIn = await startPostgresStandIn(() => [GREETING, FATAL])
  const connectionString = `postgres://someone@${standIn.host}/db?sslmode=disable`
  const backend = await startBackend({
    subscribe: false,
    world: { database: openDatabase({ config: { connectionString } }) },
  })
  open.push(standIn, backend)
  const user = await backend.user('Ada')
  const replies = [
    await backend.get('get-account', user),
    await backend.post('save-account', user, { name: 'Ada' }),
  ]
  for (const { status, body } of replies) {
    expect(status).toBe(503)
    expect(body).toMatchObject({ reason: 'unavailable' })
  }
})
