// Whether functions of the database may keep their plans where Citus carries them out. Some of its versions (docs/guides/past-one-primary.md,
// "Plans that are kept for good") keep one more each time that one is used, 20 kB and more of a session that lives for long:
// https://github.com/citusdata/citus/pull/8824
import type pg from 'pg'

const TIMES = 200
/** Less than is kept of so many plans (4 MB, measured on 13.2.2), and more than a session that keeps one takes meanwhile (nothing). */
const GROWTH_MAX = 1_000_000

const PROBE = {
  name: 'probe-plans',
  text: `insert into places (kind, key, professional_id) values ('booking', $1, '00000000-0000-0000-0000-000000000000')`,
}

async function insertTimes(client: pg.ClientBase, times: number, prefix: string): Promise<void> {
  for (let n = 0; n < times; n++) await client.query({ ...PROBE, values: [`${prefix}-${n}`] })
}

/** What is in use: a session gets memory in steps, of which a single one may be greater than what is looked for. */
async function memoryOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    'select sum(used_bytes) as bytes from pg_backend_memory_contexts',
  )
  return Number(rows[0]?.bytes)
}

/** Whoever is no superuser needs `pg_read_all_stats` for it. */
async function maySeeMemory(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_table_privilege('pg_backend_memory_contexts', 'select') as may`,
  )
  return rows[0]?.may === true
}

/** What a session keeps of a plan that it uses: the one, or one more each time. */
type Kept = 'one' | 'each' | 'unknown'

/** Tries it: a plan is used again and again, and what it wrote is undone. */
async function keptOf(client: pg.ClientBase): Promise<Kept> {
  if (!(await maySeeMemory(client))) return 'unknown'
  await client.query('begin')
  try {
    await client.query('set local plan_cache_mode = force_generic_plan')
    await insertTimes(client, 10, 'first')
    await memoryOf(client)
    const before = await memoryOf(client)
    await insertTimes(client, TIMES, 'next')
    return (await memoryOf(client)) - before > GROWTH_MAX ? 'each' : 'one'
  } finally {
    await client.query('rollback')
  }
}

/** Those that send statements and are this user's to change: all but those of extensions and of others. */
const FUNCTIONS = `select f.oid::regprocedure::text as name from pg_proc f join pg_language l on l.oid = f.prolang
  where f.pronamespace = current_schema()::regnamespace and f.prokind = 'f' and l.lanname = 'plpgsql' and pg_has_role(f.proowner, 'usage')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e')`

const TOLD: Readonly<Record<Kept, string>> = {
  one: 'functions keep their plans',
  each: 'functions plan each statement anew: this version of Citus keeps one more plan each time it uses one. Send this again once Citus is a newer one.',
  unknown:
    'functions plan each statement anew: this user may not see whether a session grows by its plans. Grant them pg_read_all_stats and send this again.',
}

/**
 * Lets functions keep their plans, or has each statement of theirs planned anew where a session would grow by what it keeps, or may.
 *
 * @param tell gets a line that says which
 */
export async function setPlans(client: pg.ClientBase, tell: (line: string) => void): Promise<void> {
  const kept = await keptOf(client)
  const { rows } = await client.query<{ name: string }>(FUNCTIONS)
  const how = kept === 'one' ? 'reset plan_cache_mode' : `set plan_cache_mode = 'force_custom_plan'`
  for (const { name } of rows) await client.query(`alter function ${name} ${how}`)
  tell(TOLD[kept])
}
