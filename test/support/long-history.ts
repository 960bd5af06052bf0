// What an old and large installation has beside its calendars, by SQL: rows in every table that grows, and of some people very many.
import type pg from 'pg'

/** Whose history is long. */
export interface Whose {
  readonly professionalId: string
  readonly serviceId: string
  readonly clientUid: string
  readonly ownerUid: string
  /** An RFC 3339 text. */
  readonly now: string
}

const LONG = 12_000
const BESIDE = 6_000

/** Rows of one table by a query over `n` from 1 on. */
const rows = (table: string, columns: string, values: string, count: number) =>
  `insert into ${table} (${columns}) select ${values} from generate_series(1, ${count}) n on conflict do nothing`

function statementsFor({
  professionalId,
  serviceId,
  clientUid,
  ownerUid,
  now,
}: Whose): readonly string[] {
  const [p, at] = [`'${professionalId}'::uuid`, `timestamptz '${now}'`]
  const ago = `${at} - n * interval '40 minutes'`
  const id = (kind: string) =>
    `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
  const uid = `case when n % 2 = 0 then '${clientUid}' else 'client-' || n end`
  return [
    rows(
      'appointments',
      'professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state',
      `${p}, ${id('7')}, '${serviceId}', tstzrange(${ago}, ${ago} + interval '30 minutes'),
        tstzrange(${ago}, ${ago} + interval '30 minutes'), 1, 1, 'active'`,
      LONG,
    ),
    rows(
      'bookings',
      `professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats, client_uid, client_name,
        client_email, created_at, updated_at`,
      `${p}, ${id('8')}, ${id('7')}, '${serviceId}', (array['completed', 'no-show', 'cancelled'])[1 + n % 3], ${ago},
        ${ago} + interval '30 minutes', 1, ${uid}, 'Client', 'c' || n || '@example.com', ${ago}, ${ago}`,
      LONG,
    ),
    rows(
      'changes',
      'professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id',
      `${p}, -n, ${id('9')}, ${id('9')}, 'booking.confirmed', ${ago}, 'client', '{2026-01-01}', ${id('8')}`,
      LONG,
    ),
    rows(
      'notifications',
      'notification_id, cause_id, professional_id, recipient, uid, role, type, items, decided_at, read_at, read_shown',
      `${id('a')}, ${id('9')}, case when n % 2 = 0 then ${p} else ${id('1')} end, 'account:' || ${uid}, ${uid}, 'client',
        'booking.confirmed', '[]', ${ago}, ${ago}, true`,
      LONG,
    ),
    rows(
      'deliveries',
      'notification_id, channel, state, attempts, due_at, ended_at',
      `${id('a')}, 'mail', 'sent', 1, ${ago}, ${ago}`,
      LONG,
    ),
    rows(
      'reminders',
      'professional_id, booking_id, due_at, reminder_id',
      `${p}, ${id('8')}, ${at} + n * interval '9 minutes', ${id('b')}`,
      BESIDE,
    ),
    rows(
      'told_delays',
      'professional_id, booking_id, expected_start',
      `${p}, ${id('8')}, ${ago}`,
      BESIDE,
    ),
    rows(
      'devices',
      'device_id, uid, token, platform, created_at',
      `${id('c')}, 'client-' || n, 'token-' || n, 'web', ${ago}`,
      BESIDE,
    ),
    rows(
      'idempotency_keys',
      'account, function, key, body_hash, answer, created_at',
      `${uid}, 'create-booking', 'key-' || n, '', '{}', ${at} - n * interval '10 seconds'`,
      LONG,
    ),
    rows('command_rates', 'account, minute, commands', `'client-' || n, ${ago}, 1`, BESIDE),
    rows('unpublished', 'professional_id, revision, at', `${id('1')}, n, ${ago}`, BESIDE),
    rows('unpublished_accounts', 'uid, version, at', `'client-' || n, 1, ${ago}`, BESIDE),
    rows(
      'erasures',
      'uid, at, step, since, due_at, done_at',
      `'gone-' || n, ${ago}, 'done', ${ago}, ${ago}, ${ago}`,
      BESIDE,
    ),
    rows(
      'time_off',
      'professional_id, time_off_id, during',
      `${id('1')}, ${id('d')}, tstzrange(${ago}, ${at})`,
      BESIDE,
    ),
    rows(
      'external_busy',
      'professional_id, source, during',
      `${id('1')}, 'other', tstzrange(${ago}, ${at})`,
      BESIDE,
    ),
    rows(
      'date_hours',
      'professional_id, date, intervals',
      `${id('1')}, (${ago})::date, '[]'`,
      BESIDE,
    ),
    rows('activities', 'professional_id, state, since', `${id('1')}, 'available', ${ago}`, BESIDE),
    rows(
      'blocks',
      'professional_id, kind, key, created_at',
      `${id('1')}, 'client', 'client-' || n, ${ago}`,
      BESIDE,
    ),
    rows(
      'guest_addresses',
      'owner_uid, date, address_digest',
      `case when n % 100 = 0 then '${ownerUid}' else 'owner-' || n end, (${ago})::date, 'digest-' || n`,
      BESIDE,
    ),
    rows('places', 'kind, key, professional_id', `'booking', ${id('8')}::text, ${p}`, BESIDE),
    rows(
      'client_bookings',
      'client_uid, booking_id, professional_id, start_at, status',
      `'client-' || n, ${id('8')}, ${p}, ${ago}, 'completed'`,
      BESIDE,
    ),
    rows('suppressed_addresses', 'address_digest, at', `'digest-' || n, ${ago}`, BESIDE),
  ]
}

/** Fills what `fillMany` leaves empty. */
export async function fillHistory(client: pg.ClientBase, whose: Whose): Promise<void> {
  await client.query('set session_replication_role = replica; set synchronous_commit = off')
  for (const statement of statementsFor(whose)) await client.query(statement)
  await client.query('reset session_replication_role')
  await client.query('analyze')
}
