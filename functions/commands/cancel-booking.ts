// A client, the professional or an admin cancels a booking; a hold is released.
import { OneBooking, CancelBooking } from '../../shared/contract/booking.ts'
import { toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { decideCancellation } from '../../shared/scheduling/booking/decide-cancellation.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'

/** Cancels one booking: `booking.cancelled`, or `booking.expired` for a hold. */
export const cancelBooking = command({
  name: 'cancel-booking',
  input: CancelBooking,
  output: OneBooking,
  refuses: [
    'already-cancelled',
    'not-changeable',
    'not-found',
    'too-late-to-cancel',
    'version-mismatch',
  ],
  calendar: ({ bookingId }) => ({ locator: { bookingId } }),
  as: 'party',
  decide: (calendar, { input, booking, ...circumstances }) => {
    if (!booking) return refuse('not-found', `there is no booking ${input.bookingId}`)
    const { reason, version } = input
    const request = {
      ...(reason !== undefined && { reason }),
      ...(version !== undefined && { version }),
    }
    return decideCancellation(calendar, booking, request, circumstances)
  },
  answer: (booking, outcome) => ({ booking: toBookingAnswer(booking, outcome) }),
})
