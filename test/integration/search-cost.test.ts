// What a page of search-professionals costs, and that nobody is left out, however many there are.
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startGateway } from '../../dev/gateway.ts'
import { DAY, HOUR, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { findAll, findPage } from '../support/search.ts'
import type { User } from '../support/users.ts'

const NOW = '2027-03-10T08:30:00Z'
const NINE = '2027-03-10T09:00:00Z'

let backend: Backend
let clock: f.Clock
let client: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(NOW))
  client = await backend.user('Carl')
})
afterAll(() => backend.stop())
beforeEach(() => {
  clock.now = Date.parse(NOW)
})

const inMillis = (millis: number) => formatInstant(Date.parse(NOW) + millis)

const idsOf = async (query: Record<string, string>) =>
  (await findAll(backend, client, { pageSize: '90', ...query })).map(
    ({ professional }) => professional.professionalId,
  )

// ---- Many professionals, inserted at once ----

const POLICY = {
  horizonDays: 20,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  weekStartsOn: 1,
}

interface Many {
  readonly specialty: string
  readonly count: number
  /** Minutes from now to what is stored as next free of the first; of each next one, a second later. */
  readonly nextFree?: number
  readonly isBusy?: boolean
  readonly minNoticeMinutes?: number
}

/** Professionals who work from 9 to 17 in steps of half an hour; without `nextFree`, none of their openings is known. */
async function makeMany({
  specialty,
  count,
  nextFree,
  isBusy = false,
  minNoticeMinutes = 0,
}: Many): Promise<void> {
  await backend.database.query(
    `with ids as (select gen_random_uuid() as id, gen_random_uuid() as service_id, n from generate_series(1, $1) n),
      c as (insert into calendars select id, 1, 'infinity' from ids),
      p as (insert into professionals (professional_id, owner_uid, name, specialties, time_zone, active, policy)
        select id, 'owner ' || id, 'One of many', array[$2], 'UTC', true, $3::jsonb from ids),
      w as (insert into weekly_rules select id, '2020-01-01', $4::jsonb from ids),
      a as (insert into activities select id, 'busy', $5, $6, null from ids where $7),
      o as (insert into openings (professional_id, service_id, next_free_at, exact_until, revision)
        select id, service_id, $8::timestamptz + n * interval '1 second',
          case when $8 is null then '-infinity' else 'infinity' end::timestamptz, case when $8 is null then 0 else 1 end from ids)
    insert into services (professional_id, service_id, name, duration_minutes, buffer_before_minutes,
      buffer_after_minutes, capacity, approval, active, created_at)
    select id, service_id, 'Offer', 30, 0, 0, 1, 'automatic', true, now() from ids`,
    [
      count,
      specialty,
      JSON.stringify({ ...POLICY, minNoticeMinutes }),
      JSON.stringify(f.everyDay('09:00', '17:00')),
      inMillis(-HOUR),
      inMillis(MINUTE),
      isBusy,
      nextFree === undefined ? null : inMillis(nextFree * MINUTE),
    ],
  )
}

describe('a page', () => {
  let statements = 0
  let counted: Awaited<ReturnType<typeof startGateway>>

  beforeAll(async () => {
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const database = backend.world.database.withPlugin(counter)
    counted = await startGateway({ world: { ...backend.world, database }, port: 0 })
  })
  afterAll(() => counted.stop())

  /** The statements of one page, and how many it lists. */
  async function bill(query: Record<string, string>): Promise<readonly [number, number]> {
    statements = 0
    const { professionals } = await findPage({ ...backend, get: getCounted }, client, query)
    return [statements, professionals.length]
  }

  const getCounted: Backend['get'] = async (name, user, query = {}) => {
    const search = new URLSearchParams(query as Record<string, string>)
    const response = await fetch(`${counted.url}/${name}?${search.toString()}`, {
      headers: { Authorization: `Bearer ${user?.token}` },
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  it('costs the same few statements for any number of professionals', async () => {
    await makeMany({ specialty: 'few', count: 3, nextFree: 30 })
    await makeMany({ specialty: 'many', count: 60, nextFree: 30 })
    await makeMany({ specialty: 'unknown', count: 60 })
    const [soon, later] = [inMillis(DAY), inMillis(2 * DAY)]
    for (const [specialty, listed] of [
      ['few', 3],
      ['many', 60],
      ['unknown', 60],
    ] as const) {
      const query = { specialty, pageSize: '100' }
      // The candidates; their calendars.
      expect(await bill(query)).toEqual([2, listed])
      expect(await bill({ ...query, to: soon })).toEqual([2, listed])
      // Once more, around now.
      expect(await bill({ ...query, from: soon, to: later })).toEqual([3, listed])
      // Nobody is at work yet: all are looked at.
      expect(await bill({ ...query, availableNow: 'true' })).toEqual([2, 0])
      expect(await bill({ ...query, availableNow: 'true', from: soon })).toEqual([2, 0])
    }
    // Fewer than three slots in a fortnight: the rest of the horizon.
    await backend.database.query(
      `update weekly_rules set effective_from = '2027-03-29' where professional_id in
        (select professional_id from professionals where specialties && array['many', 'unknown'])`,
    )
    for (const specialty of ['many', 'unknown']) {
      const query = { specialty, pageSize: '100' }
      expect(await bill(query)).toEqual([3, 60])
      expect(await bill({ ...query, from: soon })).toEqual([4, 60])
    }
  })

  it('goes on in bounded rounds where most are not available', async () => {
    const specialty = 'rounds'
    clock.now = Date.parse(NINE)
    await makeMany({ specialty, count: 450, nextFree: 40, isBusy: true })
    await makeMany({ specialty, count: 1, nextFree: 60 })
    // Free at 10:00, which has to be computed: not to be listed before those who come first were looked at.
    await makeMany({ specialty, count: 1, minNoticeMinutes: 45 })
    await backend.database.query('update activities set until = $1', ['2027-03-10T09:01:00Z'])
    const query = { specialty, availableNow: 'true', pageSize: '5' }
    expect(await bill(query)).toEqual([8, 0])
    const found = await findAll(backend, client, query)
    expect(found.map(({ nextSlots }) => nextSlots[0]?.start)).toEqual([
      NINE,
      '2027-03-10T10:00:00Z',
    ])
    expect(found.map(({ activity }) => activity.state)).toEqual(['available', 'available'])
    // Fewer of those who are busy come within the hour now: one page gets to the end of them.
    await backend.database.query(
      `update openings set next_free_at = next_free_at + interval '45 minutes' where professional_id in
        (select professional_id from activities join professionals using (professional_id) where $1 = any (specialties))`,
      [specialty],
    )
    expect((await findPage(backend, client, query)).professionals).toEqual(found)
  })

  it('leaves nobody out where more openings are out of date than are computed', async () => {
    const specialty = 'unknown too'
    await makeMany({ specialty, count: 230 })
    for (const range of [{}, { to: inMillis(DAY) }]) {
      const ids = await idsOf({ specialty, ...range })
      expect(ids).toHaveLength(230)
      expect(new Set(ids).size).toBe(230)
    }
  })

  it('of a range that begins later is of the first 200 that match', async () => {
    const specialty = 'later'
    await makeMany({ specialty, count: 230, nextFree: 30 })
    const range = { from: inMillis(DAY), to: inMillis(2 * DAY) }
    const ids = await idsOf({ specialty, ...range })
    const { rows } = await backend.database.query<{ id: string }>(
      `select professional_id as id from openings join professionals using (professional_id)
        where $1 = any (specialties) order by next_free_at limit 200`,
      [specialty],
    )
    expect(ids).toEqual(rows.map(({ id }) => id).toSorted())
  })
})
