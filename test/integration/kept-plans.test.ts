// Functions of a cluster keep their plans, unless the session would grow by each use of one.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { setPlans } from '../../dev/distribute/plans.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'

let clone: Clone
let client: pg.Client

beforeAll(async () => {
  clone = await cloneDatabase()
  client = new pg.Client({ connectionString: clone.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await clone.drop()
})

/** The functions that have a say about plans. */
async function planningAnew(): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select proname as name from pg_proc where 'plan_cache_mode=force_custom_plan' = any (proconfig) order by proname`,
  )
  return rows.map(({ name }) => name)
}

const ALL = [
  'open_service',
  'outdate_openings',
  'save_booking_apart_v1',
  'save_booking_v1',
  'save_decision_apart_v1',
  'save_decision_v1',
  'save_schedule_v1',
]

const told: string[] = []
const set = () => setPlans(client, (line) => told.push(line))
beforeEach(() => told.splice(0))

/* As such a version of Citus does: what is kept of each use is found by nobody any more, and is not undone with what was written. */
const KEEP_MORE = `
  create function keep_more() returns trigger language plpgsql as $$
  begin
    execute format('prepare %I as select %s', 'kept ' || gen_random_uuid(), repeat('1 + ', 500) || '1');
    return new;
  end $$;
  create trigger keep_more before insert on places for each row execute function keep_more()`

it('where sessions grow by plans, every function of ours plans anew; where they do not any more, none does', async () => {
  await client.query(KEEP_MORE)
  await set()
  expect(told).toEqual([expect.stringMatching(/^functions plan each statement anew: this version/)])
  expect(await planningAnew()).toEqual(['keep_more', ...ALL])

  await client.query('drop trigger keep_more on places; drop function keep_more')
  await set()
  expect(told.at(-1)).toBe('functions keep their plans')
  expect(await planningAnew()).toEqual([])
  const { rows } = await client.query('select from places')
  expect(rows).toEqual([])
})

it('whoever may not look has them plan anew, and is told what they lack', async () => {
  const role = `distributor_${randomUUID().slice(0, 8)}`
  await client.query(
    `create role ${role}; grant all on all tables in schema public to ${role}; grant all on schema public to ${role}`,
  )
  const owned = ALL.map((name) => `alter function ${name} owner to ${role}`).join('; ')
  await client.query(`${owned}; set role ${role}`)
  await set()
  await client.query('reset role')
  expect(told).toEqual([expect.stringContaining('grant it pg_read_all_stats')])
  expect(await planningAnew()).toEqual(ALL)
  await client.query(
    `reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`,
  )
})
