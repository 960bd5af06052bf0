// One booking and its history.
import { type Kysely, sql } from 'kysely'
import type { Override } from '../contract/booking.ts'
import type { ChangeType } from '../contract/change.ts'
import type { ActorKind } from '../contract/status.ts'
import type { Booking } from '../scheduling/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, toBooking } from './booking-row.ts'
import { millis } from './calendar-row.ts'
import type { Database } from './connection.ts'

/** A booking and whose calendar it is in; undefined where there is none. */
export async function findBooking(
  db: Kysely<Database>,
  bookingId: string,
): Promise<(Booking & { readonly professionalId: string }) | undefined> {
  const { rows } = await sql<{ booking: BookingRow }>`
    select ${BOOKING} as booking from ${BOOKINGS_JOINED} where b.booking_id = ${bookingId}::uuid`.execute(
    db,
  )
  const row = rows[0]?.booking
  return row && { ...toBooking(row), professionalId: row.professionalId }
}

/** One step of a booking's history. */
export interface HistoryStep {
  readonly at: Instant
  readonly type: ChangeType
  readonly by: ActorKind
  readonly override?: readonly Override[]
}

/** What happened to a booking, oldest first. */
export async function findHistory(
  db: Kysely<Database>,
  bookingId: string,
): Promise<readonly HistoryStep[]> {
  const { rows } = await sql<HistoryStep & { override: readonly Override[] | null }>`
    select ${millis(sql`at`)} as at, type, by_kind as by, override from changes
    where booking_id = ${bookingId}::uuid order by revision`.execute(db)
  return rows.map(({ override, ...step }) => ({ ...step, ...(override && { override }) }))
}
