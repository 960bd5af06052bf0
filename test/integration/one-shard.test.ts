// What somebody waits for, what happens for each change, and what a job does to what it found, asks one shard where Postgres is
// distributed: every statement of every function, as a whole life sends them, is planned on tables that are cut by professional.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { DAY, formatInstant } from '../../shared/time/instant.ts'
import type { Database } from '../../shared/database/connection/connection.ts'
import { saveApart } from '../../shared/database/save/save-by-function.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'
import { playRefusals } from '../support/examples/refusals.ts'
import { LINK_KEYS, playSuccesses } from '../support/examples/successes.ts'
import { type Recorder, startRecorder } from '../support/examples/recorder.ts'
import { sendRare } from '../support/rare-statements.ts'
import { type Recorded, recording } from '../support/recorded.ts'
import { everySave, newIds } from '../support/saves.ts'
import { cutIntoShards, lockedShards, shardsOf } from '../support/shards.ts'

/** Who asks all shards, with which of its statements, and why it may. */
const ASK_ALL: readonly (readonly [by: FunctionName, statement: string, why: string])[] = [
  ['search-professionals', 'find-candidates', 'searches over professionals'],
  [
    'search-professionals',
    'read-calendars',
    'loads the professionals of a page, each from its own shard',
  ],
  ['list-bookings', 'select b', 'the calendars of a client, as many as are named'],
  ['list-professionals', 'list-professionals', 'lists all professionals, to an admin'],
  ['list-professionals', 'load-listed-professionals', 'lists all professionals, to an admin'],
  ['erase-account', 'select bookings', 'whatever names somebody, once in a life'],
  ['erase-account', 'delete blocks', 'whatever names somebody, once in a life'],
  ['erase-accounts', 'select bookings', 'whatever names somebody, once in a life'],
  ['erase-accounts', 'delete blocks', 'whatever names somebody, once in a life'],
  ['relay-changes', 'measure-outbox', 'what waits, once a minute'],
  ['relay-changes', 'select unpublished', 'finds whose changes wait; each is claimed at its shard'],
  ['tick', 'find-due-calendars', 'finds what is due; each is claimed at its shard'],
  ['tick', 'select reminders', 'finds what is due; each is claimed at its shard'],
  [
    'reconcile-availability',
    'find-due-calendars',
    'finds whose turn it is; each is claimed at its shard',
  ],
  ['delete-expired', 'find-old-reminders', 'finds what is old; each is deleted at its shard'],
  ['delete-expired', 'next-calendars', 'walks over all calendars, once a day'],
]

const names = Object.keys(manifest) as FunctionName[]
const jobs = names.filter((name) => manifest[name].room === 'jobs')

const statements = new Map<FunctionName, Recorded[]>()
const rare: Recorded[] = []
let clone: Clone
let shards: pg.Pool

/** Runs every job at once, days and years later; somebody is erased meanwhile. */
async function runJobs({ backend, call, now, until }: Recorder): Promise<void> {
  const start = now()
  const input = { confirm: 'erase', cancelBookings: true }
  for (const [as, days] of [
    ['carl', 8],
    ['ana', 1_200],
  ] as const) {
    await call('erase-account', { as, input })
    until(formatInstant(start + days * DAY))
    for (const name of jobs) await backend.post(name, undefined, {})
  }
}

/** Sends what no call of a life comes to. */
async function playRare({ backend: { world, database }, now }: Recorder): Promise<void> {
  const { newId, config } = world
  if (!('url' in config.database)) throw new Error('the tests know their database by its address')
  const { rows } = await database.query<{ id: string }>(
    'select professional_id as id from calendars limit 1',
  )
  const whose = { professionalId: rows[0]?.id ?? '', clientUid: 'carl', now: formatInstant(now()) }
  const statements = { database: recording(world.database, rare), statements: rare }
  await sendRare(statements, config.database.url, whose, newId)
}

beforeAll(async () => {
  const recorder = await startRecorder({
    linkKeys: LINK_KEYS,
    isDatabaseDistributed: true,
    worldOf: (name, world) => {
      const sent: Recorded[] = []
      statements.set(name, sent)
      return { ...world, database: recording(world.database, sent) }
    },
  })
  await playRefusals(recorder, await playSuccesses(recorder))
  await runJobs(recorder)
  await playRare(recorder)
  await recorder.stop()
  clone = await cloneDatabase()
  shards = new pg.Pool({ connectionString: clone.url, max: 1 })
  await cutIntoShards(shards)
})
afterAll(async () => {
  await shards.end()
  await clone.drop()
})

/** The statements of a function, each text once. */
const textsOf = (name: FunctionName): readonly Recorded[] => [
  ...new Map(statements.get(name)?.map((one) => [one.text, one])).values(),
]

/** The names of those that ask more than one shard. */
async function spread(name: FunctionName): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const one of textsOf(name)) if ((await shardsOf(shards, one)).size > 1) found.add(one.name)
  return found
}

it('every function is looked at', () => {
  expect(names.filter((name) => textsOf(name).length === 0)).toEqual([])
})

it.each(names)('%s asks one shard at a time, or is said to ask all', async (name) => {
  const said = ASK_ALL.filter(([by]) => by === name).map(([, statement]) => statement)
  expect([...(await spread(name))].toSorted()).toEqual(said.toSorted())
})

/** Of what a whole life sends hardly ever, what asks all. */
const RARE_ASK_ALL: Readonly<Record<string, string>> = {
  'select professionals': 'folds all names, for a migration',
}

it('what only faults, races and choices of an account send asks one shard too, or is said to ask all', async () => {
  const found = new Set<string>()
  for (const one of rare) if ((await shardsOf(shards, one)).size > 1) found.add(one.name)
  expect([...found].toSorted()).toEqual(Object.keys(RARE_ASK_ALL).toSorted())
})

it('a save asks one shard, whatever its function does there', async () => {
  // One that does not commit with a save: its locks are looked at after it.
  const pool = new pg.Pool({
    connectionString: `${clone.url}?options=-c%20plan_cache_mode=force_custom_plan`,
    max: 1,
  })
  const database = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  for (const save of everySave(newIds())) {
    const locked = await database.transaction().execute(async (transaction) => {
      await saveApart(transaction, save)
      return lockedShards(transaction)
    })
    expect(locked.size, JSON.stringify(save)).toBe(1)
  }
  await database.destroy()
})

/** Each is like one that was sent once, or might be. */
const PLANTED = [
  ['a booking by its id alone', 'select status from bookings where booking_id = $1::uuid'],
  [
    'a part that finds its professional in the one around it',
    `select (select count(*) from services s where s.professional_id = c.professional_id) from calendars c
      where c.professional_id = $1::uuid`,
  ],
  ['a count of an account', `select count(*) from bookings where client_uid = $1::text`],
  [
    'an update of what another part names',
    `with r as (update calendars set revision = revision + 1 where professional_id = $1::uuid returning professional_id)
      update appointments a set state = 'gone' from r where a.professional_id = r.professional_id`,
  ],
  [
    'a claim of whatever is due',
    `update calendars set due_at = 'infinity' where professional_id in (select professional_id from calendars
      where due_at <= now() limit 10 for update skip locked) and $1::uuid is not null`,
  ],
] as const

it.each(PLANTED)('notices %s', async (_, text) => {
  const values = ['00000000-0000-7000-8000-000000000001']
  expect((await shardsOf(shards, { text, values })).size).toBeGreaterThan(1)
})

it('lets whoever names a professional in every part ask one', async () => {
  const text = `select (select count(*) from services s where s.professional_id = $1::uuid) from calendars c
    join professionals p on p.professional_id = c.professional_id where c.professional_id = $1::uuid`
  const values = ['00000000-0000-7000-8000-000000000001']
  expect((await shardsOf(shards, { text, values })).size).toBe(1)
})
