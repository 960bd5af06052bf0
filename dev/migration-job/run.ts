// The program of the Cloud Run job `migrate`: one file with all migrations in it (dev/build/migration.ts), inside the
// database's network. `node migrate-<hash>.cjs expand` before the new version serves, `… all` once it does; `… restored` after
// the database was restored from a backup.
import { AuthTypes, Connector, IpAddressTypes } from '@google-cloud/cloud-sql-connector'
import type pg from 'pg'
import * as z from 'zod'
import { ListeningClient } from '../../shared/database/connection/listening-client.ts'
import type { Migrations } from '../../shared/database/connection/migrate.ts'
import { patientAtFirst } from '../../shared/runtime/world/first-connect.ts'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import { type JobPhase, migrate } from './migrate.ts'

/** A job's way into the network may come a minute after the job, and nobody waits for it but the pipeline. */
const REACH_MILLIS = 3 * MINUTE
const ATTEMPT_MILLIS = 10 * SECOND

/** A migration that waits longer for a lock fails, rather than keep everybody waiting behind it. */
const LOCK_MILLIS = 10_000

/** Of Cloud SQL: owns the database and may create roles; Terraform makes the migrator's login a member (sql.tf). */
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

const toPhase = (text: string | undefined): JobPhase => {
  if (text === 'expand' || text === 'all' || text === 'restored') return text
  throw new Error('say which phase: expand, all or restored')
}

const warn = (message: string): void =>
  console.log(JSON.stringify({ severity: 'WARNING', message }))
const tell = (message: string): void => console.log(JSON.stringify({ severity: 'INFO', message }))

async function reach(connection: pg.PoolConfig): Promise<void> {
  const client = new ListeningClient({ ...connection, connectionTimeoutMillis: ATTEMPT_MILLIS })
  await client.connect()
  await client.end()
}

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
    await patientAtFirst(REACH_MILLIS, ATTEMPT_MILLIS)(() => reach(connection))
    const parts = { readers: environment.DATABASE_READERS, writers: environment.DATABASE_WRITERS }
    const people = environment.DATABASE_PEOPLE
    await migrate(connection, phase, migrations, {
      parts,
      people,
      roleAdmin: ROLE_ADMIN,
      tell,
      warn,
    })
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
