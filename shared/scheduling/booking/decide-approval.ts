// The professional's word on a request for a booking.
import type { DecideBooking } from '../../contract/booking.ts'
import { mayStep } from '../../contract/status.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import type { BookingStep } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { leaveSeats } from '../effects/make-way.ts'
import { steppedBooking } from '../effects/steps.ts'
import { ofBooking, tell } from '../effects/tell.ts'

/** Decides on `decide-booking`: a `pending` booking is confirmed, or declined and its seats are free again. */
export function decideApproval(
  calendar: Calendar,
  booking: Booking,
  { decision, reason }: Pick<DecideBooking, 'decision' | 'reason'>,
  { by, now, newId }: Circumstances,
): Decision<Booking> {
  const status = statusAt(booking, now)
  const isApproved = decision === 'approve'
  if (!mayStep(status, isApproved ? 'confirmed' : 'declined', 'decide-booking'))
    return refuse('not-changeable', `the booking is ${status}: only a pending one is decided on`)
  const { bookingId } = booking
  const step: BookingStep = isApproved
    ? { bookingId, status: 'confirmed' }
    : {
        bookingId,
        status: 'declined',
        cancelledBy: by.kind,
        ...(reason !== undefined && { cancelReason: reason }),
      }
  const rows = {
    bookingSteps: [step],
    ...(!isApproved && leaveSeats(calendar, new Set([bookingId]))),
  }
  const told = ofBooking(isApproved ? 'booking.confirmed' : 'booking.declined', booking)
  return {
    effects: tell(calendar, rows, [told], newId),
    answer: steppedBooking(booking, step, now),
  }
}
