// However much there is, a list or a job reads what it shows or claims: by indexes, and a number of rows that does not grow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATUSES, type Status } from '../../shared/contract/status.ts'
import { claimDue, giveBackDue } from '../../shared/database/clock/due.ts'
import { claimReconciliations } from '../../shared/database/clock/reconciliations.ts'
import { listBookings } from '../../shared/database/lists/list-bookings.ts'
import { claimUnpublished, markPublished } from '../../shared/database/save/outbox.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Node, nodesOf, readBy } from '../support/plans.ts'
import { type Recorded, type Recorder, record } from '../support/recorded.ts'

const NOW = Date.UTC(2027, 2, 10, 9)
const PROFESSIONAL = '00000000-0000-7000-8000-000000000001'
const CALENDARS = 50_000
const BOOKINGS = 40_000
const BACKLOG = 50_000

/** Tables that grow with professionals, bookings or time. */
const GROWING = ['calendars', 'appointments', 'bookings', 'changes', 'unpublished']

let backend: Backend
let recorder: Recorder

/** Many calendars, one with a long past, and an outbox that has waited long: some of it leased, and most of one calendar's. */
async function fill(): Promise<void> {
  const { database } = backend
  const now = formatInstant(NOW)
  await database.query(
    `insert into calendars (professional_id, revision, due_at, reconciled_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 1,
      $1::timestamptz + n * interval '1 second', $1::timestamptz - n * interval '1 second'
    from generate_series(1, ${CALENDARS}) n`,
    [now],
  )
  await database.query(
    `with a as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity,
        seats_taken, state)
      select '${PROFESSIONAL}', gen_random_uuid(), '${PROFESSIONAL}', tstzrange(s, s + interval '30 minutes'),
        tstzrange(s, s + interval '30 minutes'), 1, 1,
        case when s > $1 then 'active' else 'gone' end
      from (select $1::timestamptz - n * interval '1 hour' as s from generate_series(-200, ${BOOKINGS - 201}) n) starts
      returning *)
    insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
      client_uid, client_name, created_at, updated_at)
    select professional_id, gen_random_uuid(), appointment_id, service_id,
      case when lower(during) <= $1::timestamptz then 'completed' when extract(hour from lower(during)) = 0 then 'pending'
        else 'confirmed' end,
      lower(during), upper(during), 1, 'carl', 'Carl', $1, $1 from a`,
    [now],
  )
  await database.query(
    `with c as (insert into changes (professional_id, revision, change_id, type, at, by_kind)
      select case when n % 10 = 0 then ('00000000-0000-7000-8000-' || lpad((n / 10)::text, 12, '0'))::uuid
        else '${PROFESSIONAL}' end, n + 1, gen_random_uuid(), 'schedule.changed', $1::timestamptz - interval '1 hour', 'system'
      from generate_series(1, ${BACKLOG}) n returning professional_id, revision, at)
    insert into unpublished (professional_id, revision, at, leased_until)
    select professional_id, revision, at, case when revision % 2 = 0 then $1::timestamptz + interval '30 seconds' end from c`,
    [now],
  )
  await database.query(GROWING.map((table) => `analyze ${table}`).join('; '))
}

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  recorder = await record(backend)
  await fill()
})
afterAll(async () => {
  await recorder.stop()
  await backend.stop()
})

/** The rows that a plan's scans of growing tables read, those included that they throw away. */
const rowsOf = (plan: Node): number =>
  nodesOf(plan)
    .filter(
      (node) =>
        GROWING.includes(node['Relation Name'] ?? '') && node['Node Type'] !== 'ModifyTable',
    )
    .map(readBy)
    .reduce((sum, rows) => sum + rows, 0)

/** A statement's plan; of a `generic` one, no value was known when it was made. */
async function explain({ text, values }: Recorded, options: string): Promise<Node> {
  const query = `explain (${options}, format json) ${text}`
  const isGeneric = options.includes('generic_plan')
  const client = await backend.database.connect()
  try {
    await client.query('begin')
    // Tables of this size are read whole on a slow disk; what is asked is how the statement reads one that is much larger.
    await client.query('set local random_page_cost = 1')
    const { rows } = isGeneric
      ? await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(query)
      : await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>({
          text: query,
          values: [...values],
        })
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
    if (!plan) throw new Error('there is no plan')
    return plan
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** Runs something and tells of each statement which growing tables it reads whole, and how many rows it reads. */
async function costOf(run: () => Promise<unknown>, plans = ['generic_plan', 'analyze']) {
  recorder.statements.length = 0
  await run()
  const costs = recorder.statements.map(async (statement) => {
    const found = await Promise.all(plans.map((options) => explain(statement, options)))
    const custom = found.at(-1)
    const wholes = found
      .flatMap(nodesOf)
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .flatMap((node) => node['Relation Name'] ?? [])
      .filter((table) => GROWING.includes(table))
    return { wholes, rows: custom ? rowsOf(custom) : 0 }
  })
  const all = await Promise.all(costs)
  return {
    wholes: all.flatMap(({ wholes }) => wholes),
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
  }
}

describe('a page of bookings', () => {
  // Its limit is a parameter: a plan that is made without knowing it is dear, so that Postgres never comes to prefer it.
  const costOfPage = (status: readonly Status[], more: object = {}) =>
    costOf(
      () =>
        listBookings(recorder.database, {
          whose: { professionalId: PROFESSIONAL },
          status,
          order: 'asc',
          now: NOW,
          limit: 51,
          ...more,
        }),
      ['analyze'],
    )

  it.each(STATUSES)('that are %s is read by an index', async (status) => {
    const { wholes, rows } = await costOfPage([status])
    expect(wholes).toEqual([])
    expect(rows).toBeLessThan(3_000)
  })

  it('of every status is read by an index, from either end, and from the middle', async () => {
    const after = { start: NOW - 200 * DAY, bookingId: PROFESSIONAL }
    for (const more of [
      {},
      { order: 'desc' },
      { after },
      { from: NOW },
      { to: NOW - 300 * DAY, order: 'desc' },
    ]) {
      const { wholes, rows } = await costOfPage(STATUSES, more)
      expect(wholes).toEqual([])
      expect(rows).toBeLessThan(3_000)
    }
  })
})

describe('a job', () => {
  it('claims what waits in the outbox past what is leased, without reading all of it', async () => {
    const { wholes, rows } = await costOf(() => claimUnpublished(recorder.database, NOW))
    expect(wholes).toEqual([])
    expect(rows).toBeLessThan(20_000)
  })

  it('claims calendars that are due by an index', async () => {
    const { wholes, rows } = await costOf(() => claimDue(recorder.database, NOW + MINUTE))
    expect(wholes).toEqual([])
    expect(rows).toBeLessThan(3_000)
  })

  it('claims calendars to compare by an index', async () => {
    const { wholes, rows } = await costOf(() => claimReconciliations(recorder.database, NOW + DAY))
    expect(wholes).toEqual([])
    expect(rows).toBeLessThan(3_000)
  })

  it('gives back and marks by an index', async () => {
    const marked = [{ professionalId: PROFESSIONAL, revision: 2 }]
    const { wholes } = await costOf(async () => {
      await giveBackDue(recorder.database, [PROFESSIONAL], NOW)
      await markPublished(recorder.database, marked)
    })
    expect(wholes).toEqual([])
  })
})

describe('a command on a schedule', () => {
  it('loads the bookings around the time that it changes, of thousands to come', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, { professional: { timeZone: 'UTC' } })
    await backend.database.query(
      `with a as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity,
          seats_taken, state)
        select $1, gen_random_uuid(), $2, tstzrange(s, s + interval '30 minutes'), tstzrange(s, s + interval '30 minutes'),
          1, 1, 'active'
        from (select now() + n * interval '1 hour' as s from generate_series(1, 5000) n) starts returning *)
      insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_uid, client_name, created_at, updated_at)
      select professional_id, gen_random_uuid(), appointment_id, service_id, 'confirmed', lower(during), upper(during), 1,
        'carl', 'Carl', now(), now() from a`,
      [made.professionalId, made.serviceId],
    )
    const date = f.inDays(backend, 40).slice(0, 10)
    for (const [name, body] of [
      ['set-activity', { state: 'away', until: f.inDays(backend, 0.1) }],
      ['set-date-hours', { date, intervals: [] }],
      ['add-time-off', { startDate: date, endDate: date }],
      [
        'set-external-busy',
        { source: 'x', from: f.inDays(backend, 50), to: f.inDays(backend, 51), intervals: [] },
      ],
    ] as const) {
      recorder.statements.length = 0
      f.granted(await f.post(recorder.backend, name, owner, body))
      const rows = recorder.statements.flatMap((one) =>
        one.name === 'load-calendar' ? one.rows : [],
      )
      const { bookings, appointments } = f.nth(rows, 0) as Record<string, readonly unknown[]>
      // Three days around the change, and eight more where what is near might matter.
      expect([name, (bookings?.length ?? 0) < 24 * 12]).toEqual([name, true])
      expect([name, (appointments?.length ?? 0) < 24 * 28]).toEqual([name, true])
      expect(bookings?.length).toBeGreaterThan(0)
    }
  })
})

describe('limits per client', () => {
  it('are counted by an index, of a calendar with thousands of bookings to come', async () => {
    const owner = await backend.user('Olga Owner')
    const client = await backend.user('Carl Client')
    const made = await f.makeProfessional(backend, owner, {
      professional: { timeZone: 'UTC', policy: { perClient: { maxUpcoming: 3 } } },
    })
    const { professionalId, serviceId } = made
    // Of guests, and of accounts; one of them is the client's.
    await backend.database.query(
      `with a as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity,
          seats_taken, state)
        select $1, gen_random_uuid(), $2, tstzrange(s, s + interval '30 minutes'), tstzrange(s, s + interval '30 minutes'),
          1, 1, 'active'
        from (select now() + n * interval '1 hour' as s from generate_series(200, 5000) n) starts returning *)
      insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_uid, client_name, client_email, created_at, updated_at)
      select professional_id, gen_random_uuid(), appointment_id, service_id, 'confirmed', lower(during), upper(during), 1,
        case when n % 2 = 0 then 'account-' || n end, 'Guest', case when n = 99 then $3 else 'guest-' || n || '@example.com' end,
        now(), now()
      from (select a.*, row_number() over () as n from a) numbered`,
      [professionalId, serviceId, client.email],
    )
    // And thousands of holds that the client gave up at once.
    await backend.database.query(
      `with a as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity,
          seats_taken, state)
        select $1, gen_random_uuid(), $2, tstzrange(s, s + interval '30 minutes'), tstzrange(s, s + interval '30 minutes'),
          1, 0, 'gone'
        from (select now() + n * interval '1 hour' as s from generate_series(200, 5000) n) starts returning *)
      insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_uid, client_name, hold_expires_at, held_until, created_at, updated_at)
      select professional_id, gen_random_uuid(), appointment_id, service_id, 'expired', lower(during), upper(during), 1,
        $3, 'Carl', now() + interval '10 minutes', now(), now(), now() from a`,
      [professionalId, serviceId, client.uid],
    )
    await backend.database.query('analyze bookings, appointments')
    const query = {
      professionalId,
      serviceId,
      from: f.inDays(backend, 1),
      to: f.inDays(backend, 2),
    }
    const start = `${f.inDays(backend, 3).slice(0, 10)}T12:00:00Z`
    for (const ask of [
      () => f.get(recorder.backend, 'search-availability', client, query),
      () => f.post(recorder.backend, 'hold-slot', client, { serviceId, start }),
    ]) {
      const { wholes, rows } = await costOf(async () => f.granted(await ask()), ['analyze'])
      expect(wholes).toEqual([])
      // Around the time that is asked about, and the client's own.
      expect(rows).toBeLessThan(600)
    }
    const loads = recorder.statements.flatMap((one) =>
      one.name === 'load-calendar' ? one.rows : [],
    )
    const { own } = f.nth(loads, 0) as { own: readonly unknown[] }
    expect(own).toHaveLength(1)
  })
})
