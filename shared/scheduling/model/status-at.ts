// What time alone makes of a booking: every read and decision sees it, whether or not it has been written down yet.
import type { Status } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import type { Booking, Standing } from './calendar.ts'

const NEVER = Number.POSITIVE_INFINITY

type Clocked = Standing &
  Pick<Booking, 'start' | 'end' | 'expectedStart' | 'expectedEnd' | 'endedAt'>

/** When time ends a claim to seats: a hold at its expiry, a request that nobody decided on at its start; others never. */
export function lapseOf(claim: Standing, start: Instant): Instant {
  if (claim.status === 'pending') return start
  return claim.status === 'held' ? claim.holdExpiresAt : NEVER
}

/** Whether time has ended a claim to seats. */
export function hasLapsed(claim: Standing, start: Instant, now: Instant): boolean {
  return lapseOf(claim, start) <= now
}

/** The status of a booking at an instant: the clock's steps of the status table. */
export function statusAt(booking: Clocked, now: Instant): Status {
  const { status, start, end } = booking
  const expectedStart = Math.max(start, booking.expectedStart ?? start)
  const expectedEnd =
    booking.endedAt ?? Math.max(expectedStart + end - start, booking.expectedEnd ?? 0)
  if (hasLapsed(booking, start, now)) return 'expired'
  switch (status) {
    case 'confirmed':
    case 'in-progress':
      if (expectedEnd <= now) return 'completed'
      return status === 'confirmed' && now < expectedStart ? 'confirmed' : 'in-progress'
    default:
      return status
  }
}
