// A distributed Postgres whose sessions grow by each use of a plan has its functions plan anew: `npm run distribute` finds out.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { setPlans } from '../../dev/distribute/plans.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'

let clone: Clone
let client: pg.Client

beforeAll(async () => {
  clone = await cloneDatabase()
})
afterAll(() => clone.drop())
beforeEach(async () => {
  client = new pg.Client(clone.url)
  await client.connect()
  return () => client.end()
})

/** What is told, and the settings of functions that send statements. */
async function setAndLook() {
  const told: string[] = []
  await setPlans(client, (line) => told.push(line))
  const { rows } = await client.query<{ name: string; settings: string }>(
    `select proname as name, array_to_string(proconfig, ' ') as settings from pg_proc
      where pronamespace = 'public'::regnamespace and proconfig is not null order by 1`,
  )
  const { rows: places } = await client.query('select from places')
  expect(places).toEqual([])
  return { told: told.join(), settings: rows.map(({ name, settings }) => `${name} ${settings}`) }
}

/** Each row makes a session greater by a statement that it keeps. */
const GROWING = `create function grow() returns trigger language plpgsql as $$ begin
    execute format('prepare "%s" as select %s', new.key, repeat('1, ', 500) || '1');
    return null;
  end $$;
  create trigger grow after insert on places for each row execute function grow()`

it('they keep their plans where a session does not grow', async () => {
  expect(await setAndLook()).toEqual({ told: 'functions keep their plans', settings: [] })
})

it('they plan anew where a session grows, until it does not', async () => {
  await client.query(`alter function save_decision_v1 set lock_timeout = '6s'`)
  await client.query(GROWING)
  const { told, settings } = await setAndLook()
  expect(told).toMatch(/anew: this version of Citus/)
  expect(settings).toContain('save_booking_apart_v1 plan_cache_mode=force_custom_plan')
  expect(settings).toContain('save_schedule_v1 plan_cache_mode=force_custom_plan')
  expect(settings).toContain('save_decision_v1 lock_timeout=6s plan_cache_mode=force_custom_plan')
  await client.query('drop function grow cascade')
  expect(await setAndLook()).toEqual({
    told: 'functions keep their plans',
    settings: ['save_decision_v1 lock_timeout=6s'],
  })
  await client.query('alter function save_decision_v1 reset all')
})

it('they plan anew where nobody may look, and those of others stay as they are', async () => {
  // A role of every Postgres: it may write any table, and neither see memory nor change what it does not own.
  await client.query('grant create on schema public to pg_write_all_data')
  await client.query('grant select on places to pg_write_all_data')
  await client.query('set role pg_write_all_data')
  await client.query('create function own() returns void language plpgsql as $$ begin end $$')
  const { told, settings } = await setAndLook()
  expect(told).toMatch(/pg_read_all_stats/)
  expect(settings).toEqual(['own plan_cache_mode=force_custom_plan'])
})
