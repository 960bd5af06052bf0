// Whether functions of the database may keep their plans where Citus carries them out. Some of its versions (12.1 to 14.0, from the spring of
// 2026 until they are mended) keep one more plan each time that one is used, 20 kB and more of a session that lives for long:
// https://github.com/citusdata/citus/pull/8824
import type pg from 'pg'

/** As often as it takes to tell growth from the steps in which a session gets its memory. */
const TIMES = 200
/** Less than is kept of so many plans, and more than a session that keeps one takes meanwhile. */
const GROWTH_MAX = 1_000_000

const PROBE = {
  name: 'probe-plans',
  text: `insert into places (kind, key, professional_id) values ('booking', $1, '00000000-0000-0000-0000-000000000000')`,
}

async function insertTimes(client: pg.ClientBase, times: number, prefix: string): Promise<void> {
  for (let n = 0; n < times; n++) await client.query({ ...PROBE, values: [`${prefix}-${n}`] })
}

async function memoryOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    'select sum(total_bytes) as bytes from pg_backend_memory_contexts',
  )
  return Number(rows[0]?.bytes)
}

type Grows = 'yes' | 'no' | 'unknown'

const isForbidden = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42501'

/** Whether a session grows by each use of a plan that it keeps: one is used again and again, and what it wrote is undone. */
async function growsByPlans(client: pg.ClientBase): Promise<Grows> {
  await client.query('begin')
  try {
    await client.query('set local plan_cache_mode = force_generic_plan')
    await insertTimes(client, 10, 'first')
    await memoryOf(client)
    const before = await memoryOf(client)
    await insertTimes(client, TIMES, 'next')
    return (await memoryOf(client)) - before > GROWTH_MAX ? 'yes' : 'no'
  } catch (error) {
    // Only superusers and members of pg_read_all_stats may look at a session's memory.
    if (isForbidden(error)) return 'unknown'
    throw error
  } finally {
    await client.query('rollback')
  }
}

const TOLD: Readonly<Record<Grows, string>> = {
  yes: 'functions plan each statement anew: this version of Citus keeps one more plan each time it uses one. Send this again once Citus is a newer one.',
  no: 'functions keep their plans',
  unknown:
    'functions plan each statement anew, since a version of Citus may keep one more plan each time it uses one, and this account may not look: ' +
    'grant it pg_read_all_stats, and send this again.',
}

/** Ours that send statements: all but those of extensions. */
const FUNCTIONS = `select f.oid::regprocedure::text as name from pg_proc f join pg_language l on l.oid = f.prolang
  where f.pronamespace = current_schema()::regnamespace and l.lanname = 'plpgsql'
    and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')`

/**
 * Lets functions keep their plans, or has each statement of theirs planned anew where a session would grow by what it keeps.
 *
 * @param tell gets a line that says which
 */
export async function setPlans(client: pg.ClientBase, tell: (line: string) => void): Promise<void> {
  const grows = await growsByPlans(client)
  const { rows } = await client.query<{ name: string }>(FUNCTIONS)
  const how = grows === 'no' ? 'reset plan_cache_mode' : `set plan_cache_mode = 'force_custom_plan'`
  for (const { name } of rows) await client.query(`alter function ${name} ${how}`)
  tell(TOLD[grows])
}
