// Who may do what in the database. A login that Cloud SQL makes for a service account may do nothing; here it gets a part:
// queries read, all other functions write. Nobody but the migrator changes tables.
import pg from 'pg'

const READERS = 'availability_readers'
const WRITERS = 'availability_writers'

/** The migrator's own tables. */
const MIGRATOR_TABLES = ['kysely_migration', 'kysely_migration_lock']

/** The logins of each part. */
export interface Parts {
  readonly readers: readonly string[]
  readonly writers: readonly string[]
}

const quote = (name: string): string => pg.escapeIdentifier(name)

async function ensureRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${quote(role)} nologin`)
}

/** Makes exactly these logins members of the role. */
async function ensureMembers(
  client: pg.ClientBase,
  role: string,
  wanted: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ readonly name: string }>(
    `select m.rolname as name from pg_auth_members a join pg_roles m on m.oid = a.member
      join pg_roles r on r.oid = a.roleid where r.rolname = $1 and m.rolcanlogin`,
    [role],
  )
  const present = rows.map(({ name }) => name)
  for (const name of wanted.filter((login) => !present.includes(login)))
    await client.query(`grant ${quote(role)} to ${quote(name)}`)
  for (const name of present.filter((login) => !wanted.includes(login)))
    await client.query(`revoke ${quote(role)} from ${quote(name)}`)
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
