// The committed snapshot and types of the database are those of the migrations.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readDistributed } from '../../dev/distribute/distribute.ts'
import { readDistributedSnapshot } from '../../dev/schema/distributed.ts'
import { readSnapshot } from '../../dev/schema/snapshot.ts'
import { makeTypes } from '../../dev/schema/types.ts'
import { migrate, readMigrations } from '../../shared/database/connection/migrate.ts'
import { statementsOf } from '../../shared/database/connection/statements.ts'

const ROOT = join(import.meta.dirname, '../..')
const committed = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const name = `schema_${randomUUID().replaceAll('-', '')}`
const { postgres } = inject('parts')
const url = `${postgres}${name}`

const run = async (statement: string) => {
  const client = new pg.Client(`${postgres}postgres`)
  await client.connect()
  await client.query(statement)
  await client.end()
}

beforeAll(async () => {
  await run(`create database ${name}`)
  await migrate(url, join(ROOT, 'migrations'))
})

afterAll(() => run(`drop database ${name} with (force)`))

describe('after the migrations', () => {
  it('the database is as migrations/schema.sql shows it (npm run schema writes it anew)', async () => {
    expect(await readSnapshot(url)).toBe(committed('migrations/schema.sql'))
  })

  it('its tables are as shared/database/connection/tables.ts types them (npm run schema writes it anew)', async () => {
    expect(await makeTypes(url)).toBe(committed('shared/database/connection/tables.ts'))
  })

  it('migrating again changes nothing', async () => {
    expect(await migrate(url, join(ROOT, 'migrations'))).toEqual([])
  })

  it('each statement of them is one to Postgres, and together they make the same', async () => {
    const clone = `${name}_split`
    await run(`create database ${clone}`)
    const client = new pg.Client(`${postgres}${clone}`)
    await client.connect()
    const texts = Object.values(await readMigrations(join(ROOT, 'migrations')))
    // With a name it is sent by the extended protocol, which takes no two at once.
    for (const [n, text] of texts.flatMap(statementsOf).entries())
      await client.query({ text, name: `statement-${n}` })
    await client.end()
    expect(await readSnapshot(`${postgres}${clone}`)).toBe(committed('migrations/schema.sql'))
    await run(`drop database ${clone} with (force)`)
  })

  it('cutting it makes of it what migrations/distributed/schema.sql shows (npm run schema writes it anew)', async () => {
    const files = await readDistributed(join(ROOT, 'migrations'))
    expect(await readDistributedSnapshot(url, files)).toBe(
      committed('migrations/distributed/schema.sql'),
    )
  })
})
