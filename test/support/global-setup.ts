// Starts the real parts once for all integration tests, and a template database that each test file clones.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startAuth } from '../../dev/parts/auth.ts'
import { startFirestore } from '../../dev/parts/firestore.ts'
import { freePort } from '../../dev/parts/ports.ts'
import { startPostgres } from '../../dev/parts/postgres.ts'
import { startPubsub } from '../../dev/parts/pubsub.ts'
import { migrate } from '../../shared/database/connection/migrate.ts'

/** Where the parts of this run are. */
export interface Parts {
  /** A connection string whose database name is still to be put after it. */
  readonly postgres: string
  /** The database that test files clone. Nobody connects to it: Postgres does not clone what is in use. */
  readonly template: string
  /** One with the newest schema for tests that want to connect to any. */
  readonly database: string
  readonly firestoreHost: string
  readonly pubsubHost: string
  readonly authHost: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    parts: Parts
  }
}

const TEMPLATE = 'template_calendars'
const DATABASE = 'calendars'

async function makeDatabase(url: (database: string) => string, name: string): Promise<void> {
  const client = new pg.Client(url('postgres'))
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  await migrate(url(name), join(import.meta.dirname, '../../migrations'))
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  const folder = mkdtempSync(join(tmpdir(), 'availability-test-'))
  chmodSync(folder, 0o755)
  const log = (name: string) => join(folder, `${name}.log`)
  const projectId = 'demo-test'
  const [postgres, firestore, pubsub, auth] = await Promise.all([
    startPostgres({
      folder: join(folder, 'postgres'),
      port: await freePort(),
      log: log('postgres'),
      fsync: false,
    }),
    startFirestore({
      port: await freePort(),
      log: log('firestore'),
      rules: join(import.meta.dirname, '../../firestore.rules'),
    }),
    startPubsub({ port: await freePort(), log: log('pubsub') }),
    startAuth({
      port: await freePort(),
      projectId,
      accounts: join(folder, 'accounts.json'),
      log: log('auth'),
    }),
  ])
  for (const name of [TEMPLATE, DATABASE])
    await makeDatabase((database) => postgres.url(database), name)
  provide('parts', {
    postgres: postgres.url(''),
    template: TEMPLATE,
    database: DATABASE,
    firestoreHost: firestore.host,
    pubsubHost: pubsub.host,
    authHost: auth.host,
  })
  return async () => {
    await Promise.all([firestore.stop(), pubsub.stop(), auth.stop(), postgres.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}
