// Cancelling a booking, or giving up a hold.
import { mayStep } from '../../contract/status.ts'
import { formatInstant } from '../../time/instant.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import { statusAt } from '../model/status-at.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { cancelUntil, refuseVersion } from '../model/deadlines.ts'
import type { BookingStep } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { leaveSeats } from '../effects/make-way.ts'
import { steppedBooking } from '../effects/steps.ts'
import { ofBooking, tell } from '../effects/tell.ts'

/**
 * Decides on the cancellation of a booking of this calendar. A hold is released (`expired`); a client may cancel a
 * `confirmed` booking only while the policy's notice lasts, a `pending` one always; nobody once it has begun.
 */
export function decideCancellation(
  calendar: Calendar,
  booking: Booking,
  request: { readonly reason?: string; readonly version?: number },
  { by, now, newId }: Circumstances,
): Decision<Booking> {
  const status = statusAt(booking, now)
  if (status === 'cancelled') return refuse('already-cancelled', 'the booking is cancelled already')
  const to = status === 'held' ? 'expired' : 'cancelled'
  if (!mayStep(status, to, 'cancel-booking'))
    return refuse('not-changeable', `a booking that is ${status} cannot be cancelled`)
  if (status !== 'held' && now >= booking.start)
    return refuse('not-changeable', 'a booking cannot be cancelled once its start has come')
  const mismatch = refuseVersion(booking, request.version)
  if (mismatch) return mismatch
  const until = cancelUntil(calendar, booking.start)
  if (status === 'confirmed' && by.kind === 'client' && now > until)
    return refuse('too-late-to-cancel', `it could be cancelled until ${formatInstant(until)}`)
  const { reason } = request
  const step: BookingStep =
    to === 'expired'
      ? { bookingId: booking.bookingId, status: to }
      : {
          bookingId: booking.bookingId,
          status: to,
          cancelledBy: by.kind,
          ...(reason !== undefined && { cancelReason: reason }),
        }
  const rows = { bookingSteps: [step], ...leaveSeats(calendar, new Set([booking.bookingId])) }
  const told = ofBooking(status === 'held' ? 'booking.expired' : 'booking.cancelled', booking)
  return {
    effects: tell(calendar, rows, [told], newId),
    answer: steppedBooking(booking, step, now),
  }
}
