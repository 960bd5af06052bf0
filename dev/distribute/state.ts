// What a database has to be before it is cut, and whether it is.
import type pg from 'pg'
import { readMigrations } from '../../shared/database/connection/migrate.ts'

/** @throws unless it has the newest schema */
export async function refuseOldSchema(client: pg.ClientBase, migrations: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration')
  const done = new Set(rows.map(({ name }) => name))
  const missing = Object.keys(await readMigrations(migrations)).filter((name) => !done.has(name))
  if (missing.length > 0)
    throw new Error(`the database lacks ${missing.join(', ')}: send \`npm run migrate\` first`)
}

/**
 * Rows that are replicated into a database that is cut go into the coordinator's empty shells, and no error says so.
 *
 * @throws where rows may still be replicated into it
 */
export async function refuseSubscriptions(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select s.subname as name from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = current_database()`,
  )
  if (rows.length > 0)
    throw new Error(
      `the database subscribes to another by ${rows.map(({ name }) => name).join(', ')}: stop writes there, and drop the subscription first`,
    )
}

/** Whether a database was filled and begun to be cut before: from then on each save writes what leads to it. */
export async function isCut(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    `select to_regclass('pg_dist_partition') is not null as is`,
  )
  if (rows[0]?.is !== true) return false
  const { rowCount } = await client.query(
    `select from pg_dist_partition where logicalrelid = 'calendars'::regclass`,
  )
  return rowCount !== 0
}
