// Migrations in two phases: what the version that serves can live with, and what it cannot.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import {
  applyMigrations,
  type Migrations,
  type Phase,
} from '../../shared/database/connection/migrate.ts'

const first = { '0001-table': 'create table things (old int)' }
const column = { ...first, '0002-column': 'alter table things add column new int' }
const contract = { ...column, '0003-old.contract': 'alter table things drop column old' }
const next = { ...contract, '0004-more': 'alter table things add column more int' }

let url: string

const run = async (connectionString: string, statement: string): Promise<pg.QueryResult> => {
  const client = new pg.Client(connectionString)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

const apply = (migrations: Migrations, phase: Phase) =>
  applyMigrations({ connectionString: url }, migrations, phase)

beforeEach(async () => {
  const { postgres } = inject('parts')
  const name = `phases_${randomUUID().replaceAll('-', '')}`
  await run(`${postgres}postgres`, `create database ${name}`)
  url = `${postgres}${name}`
})

// The driver's pool is over before its sessions are; one that is cut off then would be an error of nobody's.
afterEach(async () => {
  const { postgres } = inject('parts')
  const name = new URL(url).pathname.slice(1)
  const sessions = async () => {
    const statement = `select from pg_stat_activity where datname = '${name}'`
    return (await run(`${postgres}postgres`, statement)).rowCount
  }
  while ((await sessions()) !== 0) await sleep(20)
  await run(`${postgres}postgres`, `drop database ${name}`)
})

describe('a deployment', () => {
  it('expands before the new version serves, and contracts after', async () => {
    await apply(first, 'all')
    expect(await apply(contract, 'expand')).toEqual(['0002-column'])
    expect(await apply(contract, 'expand')).toEqual([])
    expect(await apply(contract, 'all')).toEqual(['0003-old.contract'])
    expect(await apply(next, 'expand')).toEqual(['0004-more'])
  })

  it('makes a new database whole at once', async () => {
    expect(await apply(next, 'all')).toHaveLength(4)
  })

  it('does not jump over a version whose contraction is still to come', async () => {
    await apply(column, 'all')
    await expect(apply(next, 'expand')).rejects.toThrow(
      'migration 0004-more comes after 0003-old.contract',
    )
    const { rows } = await run(url, 'select count(*)::int as n from kysely_migration')
    expect(rows).toEqual([{ n: 2 }])
  })

  it('keeps nothing of a phase that fails', async () => {
    await apply(first, 'all')
    const broken = { ...column, '0003-broken': 'alter table nowhere add column x int' }
    await expect(apply(broken, 'expand')).rejects.toThrow('migration 0003-broken failed')
    await expect(run(url, 'select new from things')).rejects.toThrow('does not exist')
  })
})
