// What time alone makes of a booking: every read and decision sees it, whether or not it has been written down yet.
import type { Status } from '../contract/status.ts'
import type { Instant } from '../time/instant.ts'
import type { Booking } from './calendar.ts'

type Clocked = Pick<
  Booking,
  'status' | 'start' | 'end' | 'expectedStart' | 'expectedEnd' | 'endedAt' | 'holdExpiresAt'
>

/** The status of a booking at an instant: the clock's steps of the status table. */
export function statusAt(booking: Clocked, now: Instant): Status {
  const { status, start, end, holdExpiresAt } = booking
  const expectedStart = Math.max(start, booking.expectedStart ?? start)
  const expectedEnd =
    booking.endedAt ?? Math.max(expectedStart + end - start, booking.expectedEnd ?? 0)
  switch (status) {
    case 'held':
      return holdExpiresAt !== undefined && holdExpiresAt <= now ? 'expired' : 'held'
    case 'pending':
      return start <= now ? 'expired' : 'pending'
    case 'confirmed':
    case 'in-progress':
      if (expectedEnd <= now) return 'completed'
      return status === 'confirmed' && now < expectedStart ? 'confirmed' : 'in-progress'
    default:
      return status
  }
}
