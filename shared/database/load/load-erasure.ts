// What of an account is in calendars: which they are, and each with the bookings that are to be ended or erased next.
import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import { LOAD_MARGIN_MILLIS } from '../../scheduling/free/plan.ts'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import { REACH_MILLIS } from '../../scheduling/model/reach.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { oldestOpen } from '../rows/oldest-open.ts'
import { isDistributed } from '../connection/distributed.ts'
import { json, nullable, rawStatement } from '../connection/raw-statement.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, parseBooking } from '../rows/booking-row.ts'
import { findPlace } from './place.ts'
import { calendarColumns } from '../rows/calendar-columns.ts'
import { CALENDAR, parseCalendar } from '../rows/calendar-row.ts'
import { timestamp } from '../rows/instants.ts'
import { LOAD_MARGIN } from '../rows/load-margin.ts'

type Db = Kysely<Database> | Transaction<Database>

/** Calendars that are found at once. */
const CALENDARS = 50

/** Calendars in which an account has or held bookings, a few at a time: one that was erased is not found again. */
export async function findCalendarsOf(db: Db, uid: string): Promise<readonly string[]> {
  if (isDistributed(db)) return findCalendarsApart(db, uid)
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

/** The same of all shards: by what names them, and not by what is kept beside it, so that nothing is overlooked. */
async function findCalendarsApart(db: Db, uid: string): Promise<readonly string[]> {
  const found = await Promise.all(
    (['client_uid', 'holder_uid'] as const).map((column) =>
      db
        .selectFrom('bookings')
        .select('professional_id')
        .distinct()
        .where(column, '=', uid)
        .limit(CALENDARS)
        .execute(),
    ),
  )
  return [...new Set(found.flat().map((row) => row.professional_id))]
}

/** The calendar that belongs to an account. */
export async function findOwnCalendar(db: Db, uid: string): Promise<string | undefined> {
  if (isDistributed(db)) return findPlace(db, { ownerUid: uid })
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
const PAST_MILLIS = 1200 * DAY
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
  const id = sql`${professionalId}::uuid`
  const [from, to] = [timestamp(now - PAST_MILLIS), timestamp(now + REACH_MILLIS)]
  const recent = timestamp(now - LOAD_MARGIN_MILLIS)
  const oldest = sql`${oldestOpen(id)} - ${LOAD_MARGIN}`
  const [row] = await loadRow(
    db,
    sql`select ${calendarColumns(from, to, { from: sql`least(${recent}, ${oldest})`, to }, id)},
      (select json_agg(${BOOKING}) from ${BOOKINGS_JOINED}
        where b.professional_id = ${id} and a.professional_id = ${id} and b.booking_id = any (array(
          select n.booking_id from bookings n where n.professional_id = ${id}
            and ${whichBookings(which, now)} order by n.start_at limit ${sql.lit(BOOKINGS_A_SAVE)}))) as bookings
    from calendars c join professionals p on p.professional_id = c.professional_id
    where c.professional_id = ${id} and p.professional_id = ${id}`,
  )
  if (!row) return undefined
  const range = { start: Number.NEGATIVE_INFINITY, end: now + REACH_MILLIS }
  return { calendar: parseCalendar(row, range), bookings: row.bookings?.map(parseBooking) ?? [] }
}
