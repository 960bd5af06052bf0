// Round trips of a transaction: what nobody waits for is sent with what comes after it. The server here is a stand-in that answers
// nothing before it has heard all that must come together; whoever waited for each answer would wait for good.
import { type Transaction, sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../shared/database/connection/connection.ts'
import { namedAhead, withCommit } from '../../shared/database/connection/statement-name.ts'
import {
  FAILED,
  READY,
  type StandIn,
  done,
  startPostgresStandIn,
} from '../support/postgres-stand-in.ts'

const open: { stop: () => Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop()
})

function openOn(standIn: StandIn) {
  const database = openDatabase({
    config: { connectionString: `postgres://someone@${standIn.host}/db?sslmode=disable` },
  })
  open.push(standIn, { stop: () => database.destroy() })
  return database
}

/** Nothing yet: what comes after is answered together with this. */
const LATER = [Buffer.alloc(0)]

const LOCK = sql`select 1 ${namedAhead('lock-it')}`
const SAVE = sql`${withCommit()} update it`

async function lockLoadAndSave(transaction: Transaction<Database>): Promise<string> {
  await LOCK.execute(transaction)
  await sql`load it`.execute(transaction)
  await SAVE.execute(transaction)
  return 'saved'
}

const DONE = [done('SELECT'), READY]

describe('a transaction that locks, loads and saves', () => {
  it('takes two round trips', async () => {
    const standIn = await startPostgresStandIn((statement) => {
      if (statement === 'begin' || statement.includes('lock-it')) return LATER
      if (statement === 'load it') return [done('BEGIN'), READY, ...DONE, ...DONE]
      if (statement.includes('update it')) return LATER
      return statement === 'commit' ? [...DONE, done('COMMIT'), READY] : undefined
    })
    const work = openOn(standIn).transaction().execute(lockLoadAndSave)
    expect(await work).toBe('saved')
    expect(standIn.heard).toHaveLength(6)
  })

  it('fails for what failed first, and commits nothing', async () => {
    const standIn = await startPostgresStandIn((statement) => {
      if (statement.includes('lock-it')) return [FAILED, READY]
      return statement === 'load it' ? DONE : undefined
    })
    const work = openOn(standIn).transaction().execute(lockLoadAndSave)
    await expect(work).rejects.toThrow('division by zero')
    expect(standIn.heard.at(-1)).toBe('rollback')
    expect(standIn.heard).not.toContain('commit')
  })

  it('whose save fails is told so, and is rolled back by its own commit', async () => {
    const standIn = await startPostgresStandIn((statement) => {
      if (statement.includes('update it')) return [FAILED, READY]
      return statement === 'commit' ? [done('ROLLBACK'), READY] : undefined
    })
    const work = openOn(standIn).transaction().execute(lockLoadAndSave)
    await expect(work).rejects.toThrow('division by zero')
    expect(standIn.heard.at(-1)).toBe('commit')
  })

  it('asks nothing more after the statement that ends it', async () => {
    const standIn = await startPostgresStandIn(() => undefined)
    const work = openOn(standIn)
      .transaction()
      .execute(async (transaction) => {
        await lockLoadAndSave(transaction)
        await sql`load it`.execute(transaction)
      })
    await expect(work).rejects.toThrow('committed')
  })

  it('sends neither lock nor save ahead of anything where there is no transaction', async () => {
    const standIn = await startPostgresStandIn((statement) =>
      statement.includes('lock-it') ? [FAILED, READY] : undefined,
    )
    const database = openOn(standIn)
    await expect(LOCK.execute(database)).rejects.toThrow('division by zero')
    await SAVE.execute(database)
    expect(standIn.heard).not.toContain('commit')
  })
})
