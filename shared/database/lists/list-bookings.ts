// Bookings of a client, or of a professional, by start, page by page.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Status } from '../../contract/status.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { BOOKING, BOOKINGS_JOINED, type BookingRow, toBooking } from '../rows/booking-row.ts'
import { timestamp } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

/** Whose bookings. */
export type Whose =
  | { readonly clientUid: string; readonly professionalId?: string }
  | { readonly professionalId: string }

/** Where a page ended. */
export interface Position {
  readonly start: Instant
  readonly bookingId: string
}

export interface Listing {
  readonly whose: Whose
  readonly from?: Instant
  readonly to?: Instant
  readonly status: readonly Status[]
  readonly order: 'asc' | 'desc'
  readonly now: Instant
  readonly after?: Position
  readonly limit: number
}

// The clock's steps of the status table, as scheduling/model/status-at.ts has them; a test compares the two.
function statusNow(now: Instant): RawBuilder<Status> {
  const start = sql`greatest(b.start_at, coalesce(b.expected_start, b.start_at))`
  const end = sql`coalesce(a.ended_at, greatest(${start} + (b.end_at - b.start_at), coalesce(b.expected_end, b.end_at)))`
  return sql`case
    when b.status = 'held' and b.hold_expires_at <= ${timestamp(now)} then 'expired'
    when b.status = 'pending' and b.start_at <= ${timestamp(now)} then 'expired'
    when b.status in ('confirmed', 'in-progress') and ${end} <= ${timestamp(now)} then 'completed'
    when b.status = 'confirmed' and ${start} <= ${timestamp(now)} then 'in-progress'
    else b.status end`
}

function conditions({
  whose,
  from,
  to,
  status,
  order,
  now,
  after,
}: Listing): RawBuilder<unknown>[] {
  const all = [sql`${statusNow(now)} = any (${[...status]}::text[])`]
  if ('clientUid' in whose) all.push(sql`b.client_uid = ${whose.clientUid}`)
  if (whose.professionalId !== undefined)
    all.push(sql`b.professional_id = ${whose.professionalId}::uuid`)
  if (from !== undefined) all.push(sql`b.start_at >= ${timestamp(from)}`)
  if (to !== undefined) all.push(sql`b.start_at < ${timestamp(to)}`)
  if (after) {
    const beyond = sql.raw(order === 'asc' ? '>' : '<')
    all.push(
      sql`(b.start_at, b.booking_id) ${beyond} (${timestamp(after.start)}, ${after.bookingId}::uuid)`,
    )
  }
  return all
}

/** One page of bookings with whose calendars they are in, ordered by start and id. */
export async function listBookings(
  db: Kysely<Database>,
  listing: Listing,
): Promise<readonly (Booking & { readonly professionalId: string })[]> {
  const order = sql.raw(listing.order)
  const { rows } = await sql<{ booking: BookingRow }>`
    select ${BOOKING} as booking from ${BOOKINGS_JOINED}
    where ${sql.join(conditions(listing), sql` and `)}
    order by b.start_at ${order}, b.booking_id ${order} limit ${listing.limit}`.execute(db)
  return rows.map(({ booking }) => ({
    ...toBooking(booking),
    professionalId: booking.professionalId,
  }))
}
