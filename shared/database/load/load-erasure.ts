// What of an account is in calendars: which they are, and each with the bookings that are to be ended or erased next.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import { LOAD_MARGIN } from '../../scheduling/free/plan.ts'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import { REACH_MILLIS } from '../../scheduling/model/reach.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { json, nullable, rawStatement } from '../connection/raw-statement.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import { CALENDAR, calendarColumns, timestamp, parseCalendar } from '../rows/calendar-row.ts'

type Db = Kysely<Database> | Transaction<Database>

/** Calendars that are found at once. */
const CALENDARS = 50

/** Calendars in which an account has or held bookings, a few at a time: one that was erased is not found again. */
export async function findCalendarsOf(db: Db, uid: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom(
      db
        .selectFrom('bookings')
        .select('professional_id')
        .where('client_uid', '=', uid)
        .unionAll(db.selectFrom('bookings').select('professional_id').where('holder_uid', '=', uid))
        .as('theirs'),
    )
    .select('professional_id')
    .distinct()
    .limit(CALENDARS)
    .execute()
  return rows.map((row) => row.professional_id)
}

/** The calendar that belongs to an account. */
export async function findOwnCalendar(db: Db, uid: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('professionals')
    .select('professional_id')
    .where('owner_uid', '=', uid)
    .executeTakeFirst()
  return row?.professional_id
}

/** Which bookings: an account's own, an owner's to come, or those that an owner wrote a reason for. */
export type Erasable = { readonly of: string } | 'upcoming' | 'reasons'

function whichBookings(which: Erasable, now: Instant): RawBuilder<unknown> {
  if (which === 'upcoming')
    return sql`n.status in ('held', 'pending', 'confirmed') and n.start_at > ${timestamp(now)}`
  if (which === 'reasons')
    return sql`n.cancel_reason is not null and n.cancelled_by = 'professional'`
  return sql`(n.client_uid = ${which.of} or n.holder_uid = ${which.of})`
}

/** Bookings that one save ends or erases. */
const BOOKINGS_A_SAVE = 200
/** What is over longer than this is deleted: its note with it. */
const PAST = 1200 * DAY
const MARGIN = sql.raw(`interval '${LOAD_MARGIN / DAY} days'`)

const loadRow = rawStatement('load-erasable', {
  ...CALENDAR,
  bookings: nullable(json<readonly BookingRow[]>()),
})

/** A calendar in one snapshot, with everything of its schedule, and the next of these bookings. */
export async function loadErasable(
  db: Db,
  professionalId: string,
  which: Erasable,
  now: Instant,
): Promise<{ readonly calendar: Calendar; readonly bookings: readonly Booking[] } | undefined> {
  const [from, to] = [timestamp(now - PAST), timestamp(now + REACH_MILLIS)]
  const recent = timestamp(now - LOAD_MARGIN)
  const oldest = sql`(select min(b.start_at) - ${MARGIN} from bookings b where b.professional_id = c.professional_id
    and b.status in ('held', 'pending', 'confirmed', 'in-progress'))`
  const [row] = await loadRow(
    db,
    sql`select ${calendarColumns(from, to, { from: sql`least(${recent}, ${oldest})`, to })},
      (select json_agg(${BOOKING}) from ${BOOKINGS_JOINED}
        where b.professional_id = c.professional_id and b.booking_id = any (array(
          select n.booking_id from bookings n where n.professional_id = c.professional_id
            and ${whichBookings(which, now)} order by n.start_at limit ${sql.lit(BOOKINGS_A_SAVE)}))) as bookings
    from calendars c join professionals p on p.professional_id = c.professional_id
    where c.professional_id = ${professionalId}::uuid`,
  )
  if (!row) return undefined
  const range = { start: Number.NEGATIVE_INFINITY, end: now + REACH_MILLIS }
  return { calendar: parseCalendar(row, range), bookings: row.bookings?.map(parseBooking) ?? [] }
}

/** What is to come of an account: as a client, or in the calendar that belongs to it. */
export interface Upcoming {
  readonly count: number
  /** The first of them. */
  readonly bookings: readonly { readonly bookingId: string; readonly start: Instant }[]
}

const NAMED = 20

/** Bookings to come of an account, those that an erasure would cancel. */
export async function findUpcoming(db: Db, uid: string, now: Instant): Promise<Upcoming> {
  const rows = await db
    .selectFrom('bookings as b')
    .where((eb) =>
      eb.or([
        eb('b.client_uid', '=', uid),
        eb(
          'b.professional_id',
          'in',
          eb
            .selectFrom('professionals as p')
            .select('p.professional_id')
            .where('p.owner_uid', '=', uid),
        ),
      ]),
    )
    .where('b.status', 'in', ['pending', 'confirmed'])
    .where('b.start_at', '>', timestamp(now))
    .select(['b.booking_id as bookingId'])
    .select(() => [
      sql<number>`(extract(epoch from b.start_at) * 1000)::bigint`.as('start'),
      sql<number>`count(*) over ()`.as('count'),
    ])
    .orderBy('b.start_at')
    .orderBy('b.booking_id')
    .limit(NAMED)
    .execute()
  return {
    count: rows[0]?.count ?? 0,
    bookings: rows.map(({ bookingId, start }) => ({ bookingId, start })),
  }
}
