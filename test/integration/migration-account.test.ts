// The migration job as the account that is deployed, on a Postgres 18 of its own with the roles that Cloud SQL makes: logins of
// service accounts, and `cloudsqlsuperuser`, which is no superuser. From nothing, again, and before its role was granted.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type JobPhase, migrate } from '../../dev/migration-job/migrate.ts'
import { freePort } from '../../dev/parts/ports.ts'
import { type PostgresPart, startPostgres } from '../../dev/parts/postgres.ts'
import { isContract, readMigrations } from '../../shared/database/connection/migrate.ts'

const MIGRATOR = 'job-migrate@project.iam'
const READER = 'fn-get-account@project.iam'
const WRITER = 'fn-create-booking@project.iam'

const folder = mkdtempSync(join(tmpdir(), 'migration-account-'))
chmodSync(folder, 0o755) // as root, Postgres runs as another user, who must get in
let server: PostgresPart

const urlOf = (user: string): string => {
  const url = new URL(server.url('availability'))
  url.username = encodeURIComponent(user)
  return url.href
}

async function ask<T extends pg.QueryResultRow>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(statement)).rows
  } finally {
    await client.end()
  }
}

async function runJob(phase: JobPhase): Promise<readonly string[]> {
  const told: string[] = []
  const migrations = await readMigrations(join(import.meta.dirname, '../../migrations'))
  await migrate({ connectionString: urlOf(MIGRATOR), lock_timeout: 10_000 }, phase, migrations, {
    parts: { readers: [READER], writers: [WRITER] },
    people: [],
    roleAdmin: 'cloudsqlsuperuser',
    tell: (message) => told.push(message),
    warn: (message) => told.push(message),
  })
  return told
}

const tables = () =>
  ask<{ name: string; owner: string }>(
    urlOf(MIGRATOR),
    `select tablename as name, tableowner as owner from pg_tables where schemaname = 'public' order by 1`,
  )

const grantTheRole = () => ask(server.url('postgres'), `grant cloudsqlsuperuser to "${MIGRATOR}"`)

beforeAll(async () => {
  const log = join(folder, 'postgres.log')
  server = await startPostgres({ folder, port: await freePort(), log, fsync: false })
  const statements = [
    'create role cloudsqlsuperuser nologin nosuperuser createrole createdb',
    'create role cloudsqliamserviceaccount nologin nosuperuser',
    ...[MIGRATOR, READER, WRITER].map(
      (name) => `create role "${name}" login nosuperuser in role cloudsqliamserviceaccount`,
    ),
    'create database availability owner cloudsqlsuperuser',
  ]
  for (const statement of statements) await ask(server.url('postgres'), statement)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

describe('the migration job', () => {
  it('runs on the version that Cloud SQL is asked for', async () => {
    const [row] = await ask<{ server_version: string }>(urlOf(MIGRATOR), 'show server_version')
    expect(row?.server_version).toMatch(/^18\./)
  })

  it('can do nothing before its login has the role, which is why it has it from the start', async () => {
    await expect(runJob('expand')).rejects.toMatchObject({
      cause: { message: 'permission denied for schema public' },
    })
    expect(await tables()).toEqual([])
  })

  it('makes everything from nothing once it has', async () => {
    await grantTheRole()
    const migrations = await readMigrations(join(import.meta.dirname, '../../migrations'))
    const all = Object.keys(migrations)
    const first = all.findIndex(isContract)
    const expanding = first === -1 ? all : all.slice(0, first)
    expect((await runJob('expand'))[0]).toBe(
      `expand: ${expanding.length} migrations ran (${expanding.join(', ')})`,
    )
    const rest = all.slice(expanding.length)
    expect((await runJob('all'))[0]).toBe(`all: ${rest.length} migrations ran (${rest.join(', ')})`)
    const made = await tables()
    expect(made.map(({ name }) => name)).toContain('bookings')
    expect(new Set(made.map(({ owner }) => owner))).toEqual(new Set([MIGRATOR]))
  })

  it.each(['expand', 'all', 'restored'] as const)(
    'changes nothing when it runs %s again',
    async (phase) => {
      const before = await tables()
      expect((await runJob(phase))[0]).toBe(`${phase}: 0 migrations ran ()`)
      expect(await tables()).toEqual(before)
    },
  )

  it('lets the functions do their part, and no more', async () => {
    await ask(urlOf(WRITER), 'delete from bookings')
    await ask(urlOf(READER), 'select from bookings')
    await expect(ask(urlOf(READER), 'delete from bookings')).rejects.toThrow('permission denied')
    await expect(ask(urlOf(WRITER), 'create table mine (id int)')).rejects.toThrow(
      'permission denied for schema public',
    )
  })
})
