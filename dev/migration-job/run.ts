// The program of the Cloud Run job `migrate`: one file with all migrations in it (dev/build/migration.ts), inside the
// database's network. `node migrate-<hash>.cjs expand` before the new version serves, `… all` once it does; `… restored` after
// the database was restored from a backup.
import { AuthTypes, Connector, IpAddressTypes } from '@google-cloud/cloud-sql-connector'
import pg from 'pg'
import * as z from 'zod'
import {
  applyMigrations,
  type Migrations,
  type Phase,
} from '../../shared/database/connection/migrate.ts'
import { foldDatabase } from './fold.ts'
import { grantParts } from './grants.ts'
import { moveOn } from './move-on.ts'
import { grantPeople } from './people.ts'

/** A migration that waits longer for a lock fails, rather than keep everybody waiting behind it. */
const LOCK_MILLIS = 10_000

/** Of Cloud SQL: may create roles; the pipeline makes the migrator's login a member. */
const ROLE_ADMIN = 'cloudsqlsuperuser'

const logins = z.string().transform((text) => text.split(',').filter(Boolean))

const Environment = z.object({
  CLOUD_SQL_INSTANCE: z.string().min(1),
  DATABASE_NAME: z.string().min(1),
  DATABASE_USER: z.string().min(1),
  DATABASE_READERS: logins,
  DATABASE_WRITERS: logins,
  // A job that was made before there was this variable runs the program of the next release.
  DATABASE_PEOPLE: logins.default([]),
})

const toPhase = (text: string | undefined): Phase | 'restored' => {
  if (text === 'expand' || text === 'all' || text === 'restored') return text
  throw new Error('say which phase: expand, all or restored')
}

const warn = (message: string): void =>
  console.log(JSON.stringify({ severity: 'WARNING', message }))
const tell = (message: string): void => console.log(JSON.stringify({ severity: 'INFO', message }))

async function run(migrations: Migrations): Promise<void> {
  const phase = toPhase(process.argv[2])
  const environment = Environment.parse(process.env)
  const connector = new Connector()
  const options = await connector.getOptions({
    instanceConnectionName: environment.CLOUD_SQL_INSTANCE,
    ipType: IpAddressTypes.PRIVATE,
    authType: AuthTypes.IAM,
  })
  const connection: pg.PoolConfig = {
    ...options,
    user: environment.DATABASE_USER,
    database: environment.DATABASE_NAME,
    lock_timeout: LOCK_MILLIS,
  }
  try {
    const done = await applyMigrations(connection, migrations, phase === 'restored' ? 'all' : phase)
    tell(`${phase}: ${done.length} migrations ran (${done.join(', ')})`)
    tell(`${await foldDatabase(connection)} professionals and services folded for searches`)
    const client = new pg.Client(connection)
    await client.connect()
    try {
      const parts = { readers: environment.DATABASE_READERS, writers: environment.DATABASE_WRITERS }
      await grantParts(client, parts, ROLE_ADMIN)
      const refused = await grantPeople(client, environment.DATABASE_PEOPLE, ROLE_ADMIN)
      if (refused.length > 0)
        warn(
          `people lack ${refused.join(' and ')}: the migrator may not grant that (docs/runbook.md)`,
        )
      if (phase === 'restored') tell(`${await moveOn(client)} calendars moved on`)
    } finally {
      await client.end()
    }
  } finally {
    connector.close()
  }
}

/** What went wrong, down through its causes. */
function toWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${toWords(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

/** Runs the job; ends the process with 1 where it fails, so that the pipeline stops. */
export const runMigrationJob = (migrations: Migrations): void => {
  run(migrations).catch((error: unknown) => {
    console.error(JSON.stringify({ severity: 'ERROR', message: toWords(error) }))
    process.exitCode = 1
  })
}
