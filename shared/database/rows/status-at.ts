// The status of a booking at an instant, in SQL: the clock's steps as scheduling/model/status-at.ts has them; a test compares.
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { type Status, STATUSES, nextStatus } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { timestamp } from './instants.ts'

/** What can be said of a booking `b` with its appointment `a`. */
export type Booked = ExpressionBuilder<
  { a: Database['appointments']; b: Database['bookings'] },
  'a' | 'b'
>

/** The status of a booking at an instant. */
function statusNow(eb: Booked, now: Instant): RawBuilder<Status> {
  const at = timestamp(now)
  const begins = eb.ref('b.start_at')
  const start = eb.fn<Date>('greatest', [begins, eb.fn.coalesce('b.expected_start', begins)])
  const length = eb('b.end_at', '-', begins)
  const end = eb.fn.coalesce(
    'a.ended_at',
    eb.fn<Date>('greatest', [
      sql`${start} + (${length})`,
      eb.fn.coalesce('b.expected_end', 'b.end_at'),
    ]),
  )
  const status = eb.ref('b.status')
  return sql`case
    when ${status} = 'held' and ${eb('b.hold_expires_at', '<=', at)} then 'expired'
    when ${status} = 'pending' and ${eb('b.start_at', '<=', at)} then 'expired'
    when ${status} in ('confirmed', 'in-progress') and ${eb(end, '<=', at)} then 'completed'
    when ${status} = 'confirmed' and ${eb(start, '<=', at)} then 'in-progress'
    else ${status} end`
}

/**
 * Whether a booking is shown in one of these statuses. The planner takes a `case` to hold for half of the rows; of a comparison
 * of computed text it would think that hardly any matches, and read them all to find a page.
 */
export const isShownAs = (eb: Booked, shown: readonly Status[], now: Instant) =>
  eb
    .case()
    .when(statusNow(eb, now), '=', eb.fn.any(eb.val<Status[]>([...shown])))
    .then(sql.lit(true))
    .else(sql.lit(false))
    .end()

/** What time may make of a booking that is stored in a status, itself included. */
function shownAs(stored: Status): readonly Status[] {
  const next = nextStatus(stored, 'clock')
  return next === undefined ? [stored] : [stored, ...shownAs(next)]
}

/** Whether a booking that is stored in one of these statuses is shown in one of those, whatever the time. */
export function isAlwaysShownAs(stored: readonly Status[], shown: readonly Status[]): boolean {
  return stored.flatMap(shownAs).every((status) => shown.includes(status))
}

/** The statuses of which a booking is stored in one, where it is shown in one of these. */
export function storedFor(shown: readonly Status[]): readonly Status[] {
  return STATUSES.filter((stored) => shownAs(stored).some((status) => shown.includes(status)))
}
