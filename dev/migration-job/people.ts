// People in the database: they read what queries read, see what runs, end a session and vacuum. They write nothing.
import pg from 'pg'
import { READERS } from './grants.ts'
import { ensureMembers, ensureRole, quote } from './roles.ts'

const PEOPLE = 'availability_people'

/** Postgres' own roles: what runs and how, and ending it. */
const PREDEFINED = ['pg_monitor', 'pg_signal_backend']

/** From here on a table can be vacuumed by whoever has the right to `maintain` it. */
const MAINTAIN_VERSION = 170_000

const INSUFFICIENT_PRIVILEGE = '42501'

/** Grants a role where the one who grants may; a right to look is not worth a deployment. */
async function tryGrant(client: pg.ClientBase, role: string): Promise<boolean> {
  await client.query('savepoint predefined')
  try {
    await client.query(`grant ${role} to ${PEOPLE}`)
    return true
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error
    await client.query('rollback to savepoint predefined')
    return false
  }
}

/** Whoever has a login: one that was deleted by hand must not stop a migration. */
async function findLogins(
  client: pg.ClientBase,
  names: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    'select rolname as name from pg_roles where rolname = any ($1) and rolcanlogin',
    [names],
  )
  return rows.map(({ name }) => name)
}

/**
 * Gives exactly these people their part, after the functions' parts were granted ({@link grantParts}, whose `roleAdmin` it
 * takes). Returns the predefined roles that the caller may not grant: then somebody who may has to, once.
 */
export async function grantPeople(
  client: pg.ClientBase,
  people: readonly string[],
  roleAdmin?: string,
): Promise<readonly string[]> {
  await client.query('begin')
  if (roleAdmin !== undefined) await client.query(`set local role ${quote(roleAdmin)}`)
  await ensureRole(client, PEOPLE)
  await ensureMembers(client, PEOPLE, await findLogins(client, people))
  await client.query(`grant ${READERS} to ${PEOPLE}`)
  const refused: string[] = []
  for (const role of PREDEFINED) if (!(await tryGrant(client, role))) refused.push(role)
  await client.query('reset role')
  const { rows } = await client.query<{ readonly version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  if ((rows[0]?.version ?? 0) >= MAINTAIN_VERSION)
    await client.query(`grant maintain on all tables in schema public to ${PEOPLE}`)
  await client.query('commit')
  return refused
}
