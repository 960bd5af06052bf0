// A database of one test's own, with the newest schema.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface Clone {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** Tables that hold the product's rows: not what the migrator and the engine keep, and no shard by itself. */
const TABLES = `select string_agg(format('%I', relname), ', ') as names from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname !~ '^(kysely|pg_dist)_' and relname !~ '_[0-9]{6,}$'`

/** How many of this process use the cluster's database. */
let sharing = 0

/** A cluster's database cannot be cloned: it is emptied, unless this file uses it already, and test files come one after another. */
async function emptyDatabase(url: string): Promise<Clone> {
  sharing++
  const drop = () => {
    sharing--
    return Promise.resolve()
  }
  if (sharing > 1) return { url, drop }
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ names: string }>(TABLES)
  await client.query(`truncate ${rows[0]?.names} cascade`)
  await client.end()
  return { url, drop }
}

/** Makes a copy of the template; `drop` removes it, whoever is connected. With CITUS_URL, empties that one. */
export async function cloneDatabase(): Promise<Clone> {
  const cluster = process.env['CITUS_URL']
  if (cluster !== undefined) return emptyDatabase(cluster)
  const { postgres, template } = inject('parts')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new pg.Client(`${postgres}postgres`)
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name} template ${template}`)
  return { url: `${postgres}${name}`, drop: () => run(`drop database ${name} with (force)`) }
}
