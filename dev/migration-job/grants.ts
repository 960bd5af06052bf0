// Who may do what in the database. A login that Cloud SQL makes for a service account may do nothing; here it gets a part:
// queries read, all other functions write. Nobody but the migrator changes tables.
import type pg from 'pg'
import { ensureMembers, ensureRole, quote } from './roles.ts'

export const READERS = 'availability_readers'
const WRITERS = 'availability_writers'

/** The migrator's own tables. */
const MIGRATOR_TABLES = ['kysely_migration', 'kysely_migration_lock']

/** The logins of each part. */
export interface Parts {
  readonly readers: readonly string[]
  readonly writers: readonly string[]
}

async function grantTables(client: pg.ClientBase): Promise<void> {
  await client.query(`grant usage on schema public to ${READERS}, ${WRITERS}`)
  await client.query(`grant select on all tables in schema public to ${READERS}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema public to ${WRITERS}`,
  )
  await client.query(`grant usage, select on all sequences in schema public to ${WRITERS}`)
  await client.query(`revoke all on ${MIGRATOR_TABLES.join(', ')} from ${READERS}, ${WRITERS}`)
}

/**
 * Grants every login its part and takes from the others what they had. To be called after every migration, by the owner of
 * the tables; `roleAdmin` names a role of which the caller is a member and which may create roles, where the caller may not.
 */
export async function grantParts(
  client: pg.ClientBase,
  { readers, writers }: Parts,
  roleAdmin?: string,
): Promise<void> {
  await client.query('begin')
  if (roleAdmin !== undefined) await client.query(`set local role ${quote(roleAdmin)}`)
  await ensureRole(client, READERS)
  await ensureRole(client, WRITERS)
  await ensureMembers(client, READERS, readers)
  await ensureMembers(client, WRITERS, writers)
  await client.query('reset role')
  await grantTables(client)
  await client.query('commit')
}
