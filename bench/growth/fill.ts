// Fills a database with many professionals and appointments by SQL, the same ones each time: what a place has that grew for years. Every
// calendar has the same weeks to come, however long its past is.
import type pg from 'pg'

export interface Many {
  readonly professionals: number
  /** In all; of each calendar sixty are to come, the others past. */
  readonly appointments: number
  /** An RFC 3339 text. */
  readonly now: string
}

/** One of so many professionals takes no bookings. */
const INACTIVE = 50
/** The number of an active one: the first is 0. */
export const activeNumber = (index: number): number =>
  index + 1 + Math.floor(index / (INACTIVE - 1))

/** Of each calendar: two a day for thirty days. */
const UPCOMING = 60
export const SERVICES = 3

/** An id by kind and number. */
const id = (kind: string, number: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
export const idOf = (kind: 'professional' | 'service', number: number): string =>
  `0000000${kind === 'professional' ? 1 : 2}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** One of a list, by chance that is the same each time. */
const oneOf = (all: readonly string[], number: string, seed: number) =>
  `(array[${all.map((one) => `'${one}'`).join(',')}])[1 + abs(hashint8extended(${number}, ${seed}) % ${all.length})]`

const FIRST = [
  'anna',
  'boris',
  'chiara',
  'dmitri',
  'elif',
  'farid',
  'greta',
  'hiro',
  'ines',
  'jonas',
  'kofi',
  'lena',
  'mina',
  'noor',
  'olga',
  'pavel',
  'quinn',
  'rosa',
  'samir',
  'tove',
]
const LAST = [
  'adler',
  'brandt',
  'costa',
  'dumas',
  'eriksen',
  'fischer',
  'garcia',
  'hoffmann',
  'ivanov',
  'jansen',
  'keller',
  'lindgren',
  'moreau',
  'novak',
  'okafor',
  'petrov',
  'rossi',
  'schmidt',
  'tanaka',
  'weber',
]
const SPECIALTIES = [
  'physiotherapy',
  'massage',
  'osteopathy',
  'nutrition',
  'yoga',
  'dentistry',
  'speech therapy',
  'psychology',
]
const OFFERS = ['first visit', 'follow up', 'assessment', 'treatment', 'class', 'consultation']

const WEEK = JSON.stringify(
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' })),
)
const POLICY = JSON.stringify({
  slotStepMinutes: 30,
  minNoticeMinutes: 0,
  horizonDays: 30,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  weekStartsOn: 1,
})

/** Tables whose indexes are made after they were filled. */
const LARGE = ['professionals', 'services', 'openings', 'appointments', 'bookings', 'changes']
/** Who books; more of them do not make any of it slower to fill. */
const clientsOf = ({ professionals }: Many): number => Math.min(professionals * 10, 100_000)

/** Takes their indexes away; what is returned makes them again. */
async function withoutIndexes(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
      from pg_constraint where contype = 'x' and conrelid = any ($1::regclass[])
      union all
      select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index i where indrelid = any ($1::regclass[])
        and not exists (select from pg_constraint n where n.conindid = i.indexrelid)`,
    [LARGE],
  )
  for (const { drop } of rows) await client.query(drop)
  return rows.map(({ make }) => make)
}

const eachOf = ({ professionals, appointments }: Many): number =>
  Math.max(1, Math.floor(appointments / professionals))

/** At which revision every calendar is: one for each appointment. */
export const revisionOf = eachOf

/** The calendars, and what stands beside them. */
function calendarsOf(many: Many): readonly string[] {
  const { professionals, now } = many
  const revision = revisionOf(many)
  const each = `generate_series(1, ${professionals}) n`
  const nextFree = `date_trunc('day', timestamptz '${now}') + interval '1 day 9 hours' + (n % 480) * interval '30 minutes'`
  const name = `initcap(${oneOf(FIRST, 'n', 1)}) || ' ' || initcap(${oneOf(LAST, 'n', 2)})`
  const specialty = oneOf(SPECIALTIES, 'n', 3)
  // Ten of them, however many there are, are found by a word that the others do not have.
  const headline = `'care for everybody' || case when n % greatest(${professionals} / 10, 1) = 0 then ' zymurgy' else '' end`
  return [
    `insert into calendars (professional_id, revision, due_at, reconciled_at)
      select ${id('1', 'n')}, ${revision}, timestamptz '${now}' + interval '1 day' + n * interval '1 second',
        timestamptz '${now}' - (n % 86000) * interval '1 second' from ${each}`,
    `insert into professionals (professional_id, owner_uid, name, headline, specialties, time_zone, active, policy, folded, specialty_keys)
      select ${id('1', 'n')}, 'owner-' || n, name, headline, array[specialty], 'Etc/UTC', n % ${INACTIVE} <> 0, '${POLICY}',
        lower(name) || E'\\n' || headline || E'\\n' || specialty, array[specialty]
      from (select n, ${name} as name, ${headline} as headline, ${specialty} as specialty from ${each}) made`,
    `insert into services (professional_id, service_id, name, duration_minutes, buffer_before_minutes, buffer_after_minutes,
        capacity, approval, active, folded, created_at)
      select ${id('1', 'n')}, ${id('2', `n * ${SERVICES} + k`)}, offer, 30, 0, 0, 1, 'automatic', true, offer, '${now}'
      from (select n, k, ${oneOf(OFFERS, `n * ${SERVICES} + k`, 4)} as offer from ${each}, generate_series(0, ${SERVICES - 1}) k) made`,
    `insert into weekly_rules (professional_id, effective_from, hours) select ${id('1', 'n')}, '2020-01-01', '${WEEK}' from ${each}`,
    `insert into openings (professional_id, service_id, next_free_at, exact_until, revision)
      select ${id('1', 'n')}, ${id('2', `n * ${SERVICES} + k`)}, ${nextFree}, timestamptz '${now}' + interval '20 hours', ${revision}
      from ${each}, generate_series(0, ${SERVICES - 1}) k`,
    `insert into accounts (uid, name, created_at, updated_at) select 'client-' || n, 'Client ' || n, '${now}', '${now}'
      from generate_series(1, ${clientsOf(many)}) n`,
  ]
}

/** Appointments of an hour every other hour, each with a booking and a change. */
function appointmentsOf(many: Many): readonly string[] {
  const { professionals, now } = many
  const each = eachOf(many)
  const upcoming = Math.min(UPCOMING, each)
  // From the last to come back into the past: two a day to come, four a day before.
  const starts = `select n, k, n * ${each} + k as a, date_trunc('day', timestamptz '${now}') +
      case when k < ${upcoming} then interval '1 day' * (1 + k / 2) + interval '1 hour' * (10 + 4 * (k % 2))
        else interval '-1 day' * (1 + (k - ${upcoming}) / 4) + interval '1 hour' * (9 + 2 * ((k - ${upcoming}) % 4)) end as s
    from generate_series(1, ${professionals}) n, generate_series(0, ${each - 1}) k`
  const service = id('2', `n * ${SERVICES} + k % ${SERVICES}`)
  const client = `'client-' || (1 + abs(hashint8extended(a, 5) % ${clientsOf(many)}))`
  return [
    `insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      select ${id('1', 'n')}, ${id('3', 'a')}, ${service}, tstzrange(s, s + interval '30 minutes'),
        tstzrange(s, s + interval '30 minutes'), 1, 1, 'active' from (${starts}) made`,
    `insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats, client_uid,
        client_name, created_at, updated_at)
      select ${id('1', 'n')}, ${id('4', 'a')}, ${id('3', 'a')}, ${service},
        case when s > timestamptz '${now}' then 'confirmed' when a % 20 = 0 then 'no-show' else 'completed' end,
        s, s + interval '30 minutes', 1, ${client}, 'Client', s - interval '3 days', s from (${starts}) made`,
    `insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id, appointment_id, service_id)
      select ${id('1', 'n')}, k + 1, ${id('5', 'a')}, ${id('6', 'a')}, 'booking.confirmed',
        s - interval '3 days', 'client', array[to_char(s, 'YYYY-MM-DD')], ${id('4', 'a')}, ${id('3', 'a')}, ${service} from (${starts}) made`,
  ]
}

/** Fills a database that has none of them yet; what others have made there stays. */
export async function fillMany(
  client: pg.ClientBase,
  many: Many,
  say: (sentence: string) => void = () => {},
): Promise<void> {
  const { professionals, appointments } = many
  say(`${professionals} professionals and ${appointments} appointments are made`)
  // Neither foreign keys nor indexes are looked at row by row.
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'`,
  )
  const make = await withoutIndexes(client)
  for (const statement of [...calendarsOf(many), ...appointmentsOf(many)])
    await client.query(statement)
  say('their indexes are made')
  for (const statement of make) await client.query(statement)
  await client.query('reset session_replication_role')
  await client.query('vacuum analyze')
}
