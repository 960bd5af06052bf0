// One booking and its history.
import { type Kysely, sql } from 'kysely'
import type { Override } from '../../contract/booking.ts'
import type { ChangeType } from '../../contract/change.ts'
import type { ActorKind } from '../../contract/status.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, toBooking } from '../rows/booking-row.ts'
import { millis } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

/** A booking and whose calendar it is in. */
export type FoundBooking = Booking & { readonly professionalId: string }

function toFound(row: BookingRow): FoundBooking {
  return { ...toBooking(row), professionalId: row.professionalId }
}

/** A booking; undefined where there is none. */
export async function findBooking(
  db: Kysely<Database>,
  bookingId: string,
): Promise<FoundBooking | undefined> {
  const { rows } = await sql<{ booking: BookingRow }>`
    select ${BOOKING} as booking from ${BOOKINGS_JOINED} where b.booking_id = ${bookingId}::uuid`.execute(
    db,
  )
  return rows[0] && toFound(rows[0].booking)
}

/** One step of a booking's history. */
export interface HistoryStep {
  readonly at: Instant
  readonly type: ChangeType
  readonly by: ActorKind
  readonly override?: readonly Override[]
}

interface HistoryRow extends Omit<HistoryStep, 'override'> {
  readonly override: readonly Override[] | null
}

/** A booking and what happened to it, oldest first, in one snapshot. */
export async function findBookingWithHistory(
  db: Kysely<Database>,
  bookingId: string,
): Promise<
  { readonly booking: FoundBooking; readonly history: readonly HistoryStep[] } | undefined
> {
  const { rows } = await sql<{ booking: BookingRow; history: readonly HistoryRow[] | null }>`
    select ${BOOKING} as booking, (select json_agg(json_build_object('at', ${millis(sql`h.at`)}, 'type', h.type,
        'by', h.by_kind, 'override', h.override) order by h.revision) from changes h
      where h.booking_id = b.booking_id) as history
    from ${BOOKINGS_JOINED} where b.booking_id = ${bookingId}::uuid`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  return {
    booking: toFound(row.booking),
    history:
      row.history?.map(({ override, ...step }) => ({ ...step, ...(override && { override }) })) ??
      [],
  }
}
