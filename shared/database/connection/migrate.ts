// Forward-only migrations: plain SQL files in the order of their names, run by Kysely's migrator under its lock.
//
// A file `NNNN-name.sql` expands: the version that serves can live with it. One `NNNN-name.contract.sql` takes something
// away that an older version uses: it may run only once the new version serves.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { ListeningClient } from './listening-client.ts'
import { statementsOf } from './statements.ts'

/** Each migration's SQL by its name: the file's, without `.sql`. */
export type Migrations = Readonly<Record<string, string>>

/** `expand`: while the old version serves, up to the first that contracts. `all`: once the new one does. */
export type Phase = 'expand' | 'all'

/** Whether a migration takes away what an older version uses. */
export const isContract = (name: string): boolean => name.endsWith('.contract')

/** The migrations of a folder. */
export async function readMigrations(folder: string): Promise<Migrations> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.*\.sql$/.test(file)).toSorted()
  const entries = files.map(
    async (file) =>
      [file.slice(0, -'.sql'.length), await readFile(join(folder, file), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

/** Shards are changed one after another, so that a transaction may change one table after another. */
const ONE_BY_ONE = `set local citus.multi_shard_modify_mode = 'sequential'`

function makeMigrator(
  db: Kysely<unknown>,
  migrations: Migrations,
  isDistributed = false,
): Migrator {
  const steps = Object.entries(migrations).map(([name, text]) => {
    const up = async (on: Kysely<unknown>) => {
      if (isDistributed) await sql.raw(ONE_BY_ONE).execute(on)
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(on)
    }
    return [name, { up }] as const
  })
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(steps)) },
  })
}

/** Those that may run while the old version serves. What is done stays among them: Kysely misses it otherwise. */
async function expandingOnly(db: Kysely<unknown>, migrations: Migrations): Promise<Migrations> {
  const all = await makeMigrator(db, migrations).getMigrations()
  const pending = all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
  const later = pending.slice(pending.findIndex(isContract))
  const first = later.find(isContract)
  if (first === undefined) return migrations
  const early = later.find((name) => !isContract(name))
  if (early !== undefined)
    throw new Error(
      `migration ${early} comes after ${first}, which may only run once the version that it came with serves: deploy that version first`,
    )
  return Object.fromEntries(Object.entries(migrations).filter(([name]) => !later.includes(name)))
}

/**
 * Brings a database to the newest schema that the phase allows. Safe to call by several at once: the migrator's lock lets
 * one work. Each statement is sent by itself, all within one transaction.
 *
 * @param isDistributed whether tables are distributed already
 * @returns the names of the migrations that ran now, in order
 * @throws the first failure, named after its file; nothing of this call is kept then
 */
export async function applyMigrations(
  connection: pg.PoolConfig,
  migrations: Migrations,
  phase: Phase,
  isDistributed = false,
): Promise<readonly string[]> {
  const pool = new pg.Pool({ ...connection, Client: ListeningClient, max: 1 })
  // A server that ends just after may tell a connection that is closing; without a listener that would end the process.
  pool.on('error', () => {})
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const allowed = phase === 'all' ? migrations : await expandingOnly(db, migrations)
    const { error, results = [] } = await makeMigrator(db, allowed, isDistributed).migrateToLatest()
    if (error !== undefined) {
      const failed = results.find(({ status }) => status === 'Error')
      const what = failed
        ? `migration ${failed.migrationName} failed`
        : 'the database cannot be migrated'
      throw new Error(what, { cause: error })
    }
    return results.map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}

/** Brings a database to the newest schema, from a folder: {@link applyMigrations} in phase `all`. */
export async function migrate(
  connectionString: string,
  folder: string,
  isDistributed = false,
): Promise<readonly string[]> {
  return applyMigrations({ connectionString }, await readMigrations(folder), 'all', isDistributed)
}
