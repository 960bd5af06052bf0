// A stand-in of a distributed Postgres: the product's tables, cut into partitions by a hash of the professional. What a statement
// would ask of shards there, Postgres says of partitions here: its plan names those that its text does not rule out.
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Database } from '../../shared/database/connection/connection.ts'

/** By which a table is cut. */
const SHARD_KEY = 'professional_id'

/** So many shards: that two professionals share one by chance is rare, and plans stay short. */
const SHARDS = 16

/** Those that have the key and are not cut by it: messages are somebody's, and places and a client's bookings are what leads to it. */
const BESIDE = ['notifications', 'places', 'client_bookings']

interface Cut {
  readonly table: string
  readonly constraints: readonly string[]
  readonly indexes: readonly string[]
}

/** The tables that have the key, with what of them can be had of each part: what does not hold the key holds within a part alone. */
const TABLES = `
  select c.relname as table,
    array(select format('constraint %I %s', n.conname, pg_get_constraintdef(n.oid)) from pg_constraint n
      where n.conrelid = c.oid and n.contype in ('p', 'u') and k.attnum = any (n.conkey) order by 1) as constraints,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i
      where i.indrelid = c.oid and not i.indisunique and not i.indisexclusion order by 1) as indexes
  from pg_class c join pg_attribute k on k.attrelid = c.oid and k.attname = '${SHARD_KEY}' and k.attnotnull
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all ($1) order by 1`

/** Cuts the tables of a database, whose rows are lost by it. */
export async function cutIntoShards(database: pg.Pool): Promise<void> {
  const { rows } = await database.query<Cut>(TABLES, [BESIDE])
  for (const { table, constraints, indexes } of rows) {
    const parts = Array.from(
      { length: SHARDS },
      (_, n) =>
        `create table ${table}__${n} partition of ${table} for values with (modulus ${SHARDS}, remainder ${n})`,
    )
    const rules = ['like whole including defaults', ...constraints].join(', ')
    await database.query(
      [
        `alter table ${table} rename to whole`,
        `create table ${table}_cut (${rules.replaceAll('constraint ', 'constraint cut_')}) partition by hash (${SHARD_KEY})`,
        'drop table whole cascade',
        `alter table ${table}_cut rename to ${table}`,
        ...parts,
        ...indexes,
      ].join(';'),
    )
  }
}

interface Node {
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}

function relationsOf(node: Node): readonly string[] {
  const own = node['Relation Name']
  return [...(own === undefined ? [] : [own]), ...(node.Plans ?? []).flatMap(relationsOf)]
}

/** The numbers of the shards that some tables are parts of. */
const shardsIn = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => /__(\d+)$/.exec(name)?.[1] ?? []))

/** Which shards a statement asks of each table that is cut; all of a table whose text leaves it open. */
export async function shardsOf(
  client: pg.ClientBase | pg.Pool,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
    `explain (format json) ${text}`,
    [...values],
  )
  const plans = rows.flatMap((row) => row['QUERY PLAN'])
  return shardsIn(plans.flatMap(({ Plan }) => relationsOf(Plan)))
}

/** Which shards a transaction has asked, whatever the functions do that it called: whose tables it has locked. */
export async function lockedShards(transaction: Kysely<Database>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    name: string
  }>`select c.relname as name from pg_locks l join pg_class c on c.oid = l.relation
    where l.pid = pg_backend_pid() and c.relkind = 'r'`.execute(transaction)
  return shardsIn(rows.map(({ name }) => name))
}
