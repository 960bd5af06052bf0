// The professional, or an admin, approves or declines a request.
import { DecidedBooking, DecideBooking } from '../../shared/contract/booking.ts'
import { ownersBooking, toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toConflictAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { isLive } from '../../shared/contract/status.ts'
import { decideApproval } from '../../shared/scheduling/booking/decide-approval.ts'
import { findMisfits } from '../../shared/scheduling/free/conflicts.ts'

/** Decides on a pending booking: `booking.confirmed` or `booking.declined`. */
export const decideBooking = command({
  name: 'decide-booking',
  input: DecideBooking,
  output: DecidedBooking,
  refuses: ['not-found', 'not-changeable'],
  calendar: ({ bookingId }) => ({ locator: { bookingId } }),
  as: 'party',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const found = ownersBooking(calendar, given)
    return found.refused ? found : decideApproval(calendar, found.booking, given.input, given)
  },
  answer: (booking, outcome) => {
    // One that was declined takes no time that it could not have.
    const staying = isLive(booking.status) ? [booking] : []
    return {
      booking: toBookingAnswer(booking, outcome),
      ...toConflictAnswer(findMisfits(outcome.after, staying, outcome.now), outcome),
    }
  },
})
