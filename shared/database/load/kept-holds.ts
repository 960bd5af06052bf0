// For how long an account's holds with one professional kept seats in the last two hours, as a column.
import { type RawBuilder, sql } from 'kysely'
import type { AccountUid, BookingId } from '../../contract/values/ids.ts'
import { HELD_WITHIN_MILLIS, type KeptHold } from '../../scheduling/booking/hold-budget.ts'
import type { Instant } from '../../time/instant.ts'
import { json, nullable } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'

type KeptTuple = readonly [bookingId: BookingId, start: Instant, end: Instant, isOpen: boolean]

/** The column {@link keptColumn}, as a raw statement declares it. */
export const KEPT = { kept: nullable(json<readonly KeptTuple[]>()) }

/**
 * The holds of an account in a calendar that ended within two hours, and those that are open. They are few: what kept
 * nothing for a second is not among them, and all others are counted in seconds.
 */
export function keptColumn(
  holdsOf: AccountUid | undefined,
  now: Instant,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (holdsOf === undefined) return sql`null::json as kept`
  return sql`(select json_agg(json_build_array(h.booking_id, ${millis(sql.raw('h.created_at'))},
      ${millis(sql.raw('h.held_until'))}, h.status = 'held'))
    from bookings h where h.client_uid = ${holdsOf} and h.held_until > ${timestamp(now - HELD_WITHIN_MILLIS)}
      and h.held_until > h.created_at and h.professional_id = ${id}) as kept`
}

/** The holds of a row. */
export function toKept(rows: readonly KeptTuple[] | null): readonly KeptHold[] {
  return (rows ?? []).map(([bookingId, start, end, isOpen]) => ({ bookingId, start, end, isOpen }))
}
