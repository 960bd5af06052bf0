// The logins of the cloud, on a real Postgres: the migrator is nobody's superuser, functions have just their part, and that
// is enough for what they do.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { grantParts } from '../../dev/migration-job/grants.ts'
import { grantPeople } from '../../dev/migration-job/people.ts'
import { applyMigrations, readMigrations } from '../../shared/database/connection/migrate.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { book, get, granted, makeProfessional, nth, post, slotsOf } from '../support/fixtures.ts'

const runbook = join(import.meta.dirname, '../../docs/runbook.md')
const suffix = randomUUID().slice(0, 8)
const database = `grants_${suffix}`
/** Stands for Cloud SQL's `cloudsqlsuperuser`: owns the database and may make roles, no superuser. */
const admin = `admin_${suffix}`
const login = (name: string): string => `${name}-${suffix}@project.iam`
const [migrator, reader, writer, stranger, person] = ['migrate', 'read', 'write', 'new', 'pat'].map(
  login,
) as [string, string, string, string, string]

const urlOf = (user: string): string => {
  const url = new URL(`${inject('parts').postgres}${database}`)
  url.username = encodeURIComponent(user)
  return url.href
}

const as = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const asRoot = (...statements: readonly string[]) =>
  as(`${inject('parts').postgres}postgres`, async (client) => {
    for (const statement of statements) await client.query(statement)
  })

const grant = (parts: Parameters<typeof grantParts>[1]) =>
  as(urlOf(migrator), (client) => grantParts(client, parts, admin))

const grantTo = (people: readonly string[]) =>
  as(urlOf(migrator), (client) => grantPeople(client, people, admin))

/** Makes all further sessions of a backend's database act as a login, and ends those that there are. */
const actAs = async (backend: Backend, user: string): Promise<void> => {
  const { rows } = await backend.database.query<{ name: string; self: string }>(
    'select current_database() as name, session_user as self',
  )
  const [{ name, self } = { name: '', self: '' }] = rows
  await asRoot(
    `alter role ${pg.escapeIdentifier(self)} in database ${name} set role to ${pg.escapeIdentifier(user)}`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  await sleep(200) // until the pools know that their sessions are over
}

let backend: Backend

beforeAll(async () => {
  const names = [migrator, reader, writer, stranger, person].map((name) =>
    pg.escapeIdentifier(name),
  )
  await asRoot(
    `create role ${admin} nologin createrole createdb`,
    ...names.map((name) => `create role ${name} login`),
    `grant ${admin} to ${names[0]}`,
    `create database ${database} owner ${admin}`,
  )
  const migrations = await readMigrations(join(import.meta.dirname, '../../migrations'))
  await applyMigrations({ connectionString: urlOf(migrator) }, migrations, 'all')
  await grant({ readers: [reader], writers: [writer] })
  backend = await startBackend({ subscribe: false })
  const client = await backend.database.connect()
  await grantParts(client, { readers: [reader], writers: [writer] })
  client.release()
})

afterAll(async () => {
  await backend.stop()
  await asRoot(`drop database ${database} with (force)`)
})

describe('the migrator', () => {
  it('is not stopped by grants made before', async () => {
    await expect(grant({ readers: [reader], writers: [writer] })).resolves.toBeUndefined()
  })

  it('takes from a login what is not its part any more', async () => {
    await grant({ readers: [reader, stranger], writers: [writer] })
    const select = () => as(urlOf(stranger), (client) => client.query('select from calendars'))
    await expect(select()).resolves.toBeDefined()
    await grant({ readers: [reader], writers: [writer] })
    await expect(select()).rejects.toThrow('permission denied')
  })
})

describe('a login with the part of', () => {
  it.each([
    [reader, 'delete from bookings'],
    [reader, 'update kysely_migration set name = name'],
    [writer, 'update kysely_migration set name = name'],
    [writer, 'drop table bookings'],
    [writer, 'truncate bookings'],
    [writer, 'create table mine (id int)'],
    [stranger, 'select from bookings'],
  ])('%s may not %s', async (user, statement) => {
    await expect(as(urlOf(user), (client) => client.query(statement))).rejects.toThrow(
      /permission denied|must be owner/,
    )
  })

  it('a writer is enough for commands and jobs, of a reader for queries', async () => {
    const [owner, client] = [await backend.user('Owner'), await backend.user('Client')]
    await actAs(backend, writer)
    const made = await makeProfessional(backend, owner)
    const slot = nth(await slotsOf(backend, client, made), 0)
    const { bookingId } = await book(backend, client, made.serviceId, slot.start)
    granted(await post(backend, 'relay-changes', undefined, {}))

    await actAs(backend, reader)
    const { professionalId } = made
    const queries: Record<string, Record<string, string>> = {
      'get-professional': { professionalId },
      'get-booking': { bookingId },
      'list-bookings': { as: 'client' },
      'get-account': {},
    }
    expect((await slotsOf(backend, client, made)).length).toBeGreaterThan(0)
    granted(await get(backend, 'get-schedule', owner))
    for (const [name, query] of Object.entries(queries))
      granted(await get(backend, name, client, query))
    const refused = await backend.post('cancel-booking', client, { bookingId })
    expect(refused.status).toBeGreaterThanOrEqual(500)
  })
})

describe('a person', () => {
  const asPerson = (statement: string, ...values: unknown[]) =>
    as(urlOf(person), (client) => client.query<Record<string, unknown>>(statement, values))

  it('reads and vacuums, where the migrator may not grant the roles of Postgres itself', async () => {
    expect(await grantTo([person])).toEqual(['pg_monitor', 'pg_signal_backend'])
    await expect(asPerson('select from bookings')).resolves.toBeDefined()
    const { rows } = await as(urlOf(migrator), (client) =>
      client.query<{ vacuumed: boolean }>(
        `select has_table_privilege($1, 'bookings', 'maintain') as vacuumed`,
        [person],
      ),
    )
    expect(rows).toEqual([{ vacuumed: true }])
  })

  it.each([
    'delete from bookings',
    `update professionals set name = 'x'`,
    'truncate bookings',
    'drop table bookings',
    'create table mine (id int)',
    'update kysely_migration set name = name',
  ])('may not %s', async (statement) => {
    await grantTo([person])
    await expect(asPerson(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('can do what the runbook asks, once the migrator may grant it', async () => {
    await asRoot(`grant pg_monitor, pg_signal_backend to ${admin} with admin option`)
    expect(await grantTo([person])).toEqual([])
    const statements = [
      ...readFileSync(runbook, 'utf8').matchAll(/`((?:select|vacuum|analyze) [^`]+)`/g),
    ]
    expect(statements.length).toBeGreaterThanOrEqual(5)
    for (const [, statement = ''] of statements) await asPerson(statement.replace('(PID)', '(0)'))
  })

  it('sees the statements of functions, and ends their sessions', async () => {
    await asRoot(`grant pg_monitor, pg_signal_backend to ${admin} with admin option`)
    await grantTo([person])
    const ended = as(urlOf(writer), (client) => {
      client.on('error', () => undefined) // the session's end
      return client.query(`select pg_sleep(60) /* of a function */`)
    })
    const outcome = ended.catch((error: unknown) => String(error))
    const find = `select pid from pg_stat_activity where query like '%of a function%' and usename = $1`
    let pids: unknown[] = []
    while (pids.length === 0) pids = (await asPerson(find, writer)).rows.map(({ pid }) => pid)
    await asPerson('select pg_terminate_backend($1)', pids[0])
    expect(await outcome).toMatch(/terminating connection|Connection terminated/)
  })

  it('keeps their part through a migration, and loses it once they are not named any more', async () => {
    await grantTo([person])
    await grant({ readers: [reader], writers: [writer] })
    await expect(asPerson('select from bookings')).resolves.toBeDefined()
    await grantTo([])
    await expect(asPerson('select from bookings')).rejects.toThrow('permission denied')
  })

  it('who has no login any more stops nothing', async () => {
    await expect(grantTo([person, 'gone@example.com'])).resolves.toBeDefined()
  })
})
