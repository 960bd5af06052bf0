// The professional, or an admin, approves or declines a request.
import { DecidedBooking } from '../../shared/contract/booking.ts'
import { DecideBooking } from '../../shared/contract/booking.ts'
import { ownersBooking, toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toScheduleAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { decideApproval } from '../../shared/scheduling/booking/decide-approval.ts'

/** Decides on a pending booking: `booking.confirmed` or `booking.declined`. */
export const decideBooking = command({
  name: 'decide-booking',
  input: DecideBooking,
  output: DecidedBooking,
  calendar: ({ bookingId }) => ({ locator: { bookingId } }),
  as: 'party',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const found = ownersBooking(calendar, given)
    return found.refused ? found : decideApproval(calendar, found.booking, given.input, given)
  },
  answer: (booking, outcome) => ({
    booking: toBookingAnswer(booking, outcome),
    ...toScheduleAnswer(outcome),
  }),
})
