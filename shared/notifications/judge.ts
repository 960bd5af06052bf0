// Whether what somebody is about to be told is still true: asked when it is sent, of the present state.
import type { ChangeType } from '../contract/messages/change.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import type { CausedBooking } from './cause.ts'
import type { Happening } from './happening.ts'

/** How much later an appointment has to be expected before anybody is told. */
export const DELAY_MILLIS = 5 * MINUTE

/** Changes of which only the last one counts: each says anew what becomes of a booking. */
const TELLING: readonly ChangeType[] = [
  'booking.requested',
  'booking.confirmed',
  'booking.declined',
  'booking.cancelled',
  'booking.rescheduled',
  'booking.expired',
]

/** How much later than agreed a booking is expected, in ms; nothing once it is on time. */
export const delayOf = ({ start, expectedStart = start }: CausedBooking): number =>
  Math.max(0, expectedStart - start)

function isNewest({ history }: CausedBooking, revision: number): boolean {
  return !history.some((one) => one.revision > revision && TELLING.includes(one.type))
}

/**
 * Whether something that happened to a booking is still so.
 *
 * @param revision of the change that is told of
 * @param toldStart when the booking began as the message was planned
 */
export function isStillTrue(
  happening: Happening,
  booking: CausedBooking | undefined,
  {
    revision,
    toldStart,
    now,
  }: {
    readonly revision: number
    readonly toldStart: Instant
    readonly now: Instant
  },
): boolean {
  // What is about the calendar itself stays so; a booking that is gone for good is nothing to tell of.
  if (!booking) return happening.endsWith('-changed') || happening === 'erased'
  const { status, start } = booking
  switch (happening) {
    case 'requested':
    case 'confirmed':
    case 'declined':
    case 'cancelled':
    case 'moved':
    case 'move-requested':
    case 'request-expired':
      return isNewest(booking, revision)
    case 'delayed':
      return status === 'confirmed' && delayOf(booking) >= DELAY_MILLIS
    case 'on-time':
      return status === 'confirmed' && delayOf(booking) < DELAY_MILLIS && now < start
    case 'no-show':
      return status === 'no-show'
    case 'no-show-taken-back':
      return status === 'completed'
    case 'reminder':
      return status === 'confirmed' && start === toldStart && now < start
    default:
      return true
  }
}
