// Roles of the database and who is a member of them.
import pg from 'pg'

export const quote = (name: string): string => pg.escapeIdentifier(name)

/** Makes a role that nobody logs in as, where there is none yet. */
export async function ensureRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${quote(role)} nologin`)
}

/** Makes exactly these logins members of the role. */
export async function ensureMembers(
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
