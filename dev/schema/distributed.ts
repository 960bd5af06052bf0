// What cutting a database by professional makes of its schema, read without Citus: the same files are sent to one Postgres, where
// stand-ins of Citus' functions note what they are told.
import pg from 'pg'
import { statementsOf } from '../../shared/database/connection/statements.ts'
import { readSnapshot } from './snapshot.ts'

const HEAD = `-- What \`npm run distribute\` makes of migrations/schema.sql, written by \`npm run schema\`. Not edited and not run: it has what stands
-- otherwise there, and by which key tables are distributed.
`

/** As much of Citus as the files call; in a schema of its own, which no snapshot shows. */
const STAND_IN = `
  create schema citus_stand_in;
  set search_path = public, citus_stand_in;
  create table citus_stand_in.told (n int generated always as identity, line text);
  create table citus_stand_in.pg_dist_partition (logicalrelid regclass);
  create table citus_stand_in.pg_dist_object (classid regclass, objid oid, distribution_argument_index int);
  create function citus_stand_in.create_reference_table(name text) returns void language sql as
    $$ insert into told (line) values (name || ': whole on every node') $$;
  create function citus_stand_in.create_distributed_table(name text, key text, colocate_with text default 'none') returns void language sql as
    $$ insert into told (line) values (format('%s: by %s', name, key) || case colocate_with when 'none' then '' else ', beside ' || colocate_with end) $$;
  create function citus_stand_in.citus_add_local_table_to_metadata(name text) returns void language sql as
    $$ insert into told (line) values (name || ': whole on the coordinator, known to all nodes') $$;
  create function citus_stand_in.create_distributed_function(f regprocedure, key text, colocate_with text, force_delegation boolean)
    returns void language sql as $$ insert into told (line) select format('%s(): by %s, beside %s', proname, key, colocate_with)
      || case when force_delegation then ', at its shard alone' else '' end from pg_proc where oid = f $$`

/** The parts of a snapshot, a table, function, trigger or extension each, by their first lines. */
function partsOf(snapshot: string): ReadonlyMap<string, string> {
  const parts = snapshot.trim().split('\n\n').slice(1)
  return new Map(parts.map((part) => [part.split('\n')[0] ?? '', part]))
}

const linesOf = (part = ''): readonly string[] =>
  part.split('\n').map((line) => line.replace(/,$/, ''))

/** The lines that another snapshot has less (`-`) and more (`+`), part by part. */
function difference(plain: string, other: string): readonly string[] {
  const [before, after] = [partsOf(plain), partsOf(other)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [linesOf(before.get(name)), linesOf(after.get(name))]
    const less = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`)
    const more = now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)
    return less.length + more.length === 0 ? [] : [[name, ...less, ...more].join('\n')]
  })
}

/** Sends the files of migrations/distributed to a database of the newest schema, and tells what differs after it. */
export async function readDistributedSnapshot(
  connectionString: string,
  files: readonly string[],
): Promise<string> {
  const plain = await readSnapshot(connectionString)
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(STAND_IN)
    for (const statement of files.flatMap(statementsOf))
      if (!/\bcreate extension\b/i.test(statement)) await client.query(statement)
    const { rows } = await client.query<{ line: string }>('select line from told order by n')
    const parts = difference(plain, await readSnapshot(connectionString))
    const lines = rows.map(({ line }) => `-- ${line}`).join('\n')
    return `${[HEAD.trim(), ...parts, lines].join('\n\n')}\n`
  } finally {
    await client.end()
  }
}
