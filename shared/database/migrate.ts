// Forward-only migrations: plain SQL files in the order of their names, run by Kysely's migrator under its lock.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type MigrationProvider, Migrator } from 'kysely/migration'
import pg from 'pg'

function readMigrations(folder: string): MigrationProvider {
  return {
    async getMigrations() {
      const files = (await readdir(folder))
        .filter((file) => /^\d{4}-.*\.sql$/.test(file))
        .toSorted()
      const migrations = files.map(async (file) => {
        const text = await readFile(join(folder, file), 'utf8')
        const up = async (db: Kysely<unknown>) => {
          await sql.raw(text).execute(db)
        }
        return [file.replace(/\.sql$/, ''), { up }] as const
      })
      return Object.fromEntries(await Promise.all(migrations))
    },
  }
}

/**
 * Brings a database to the newest schema. Safe to call by several at once: the migrator's lock lets one work.
 *
 * @returns the names of the migrations that ran now, in order
 * @throws the first failure, named after its file; nothing of this call is kept then
 */
export async function migrate(
  connectionString: string,
  folder: string,
): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString, max: 1 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const { error, results = [] } = await new Migrator({
      db,
      provider: readMigrations(folder),
    }).migrateToLatest()
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
