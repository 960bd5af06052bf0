// A client, the professional or an admin moves a booking to another start.
import { TIME_REASONS } from '../../shared/contract/faults/reasons.ts'
import { OneBooking, RescheduleBooking } from '../../shared/contract/booking.ts'
import { toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { refuseTaker } from '../../shared/runtime/command/refuse-taker.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { decideReschedule } from '../../shared/scheduling/booking/decide-reschedule.ts'
import { toTaker } from '../../shared/scheduling/model/taker.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'

/** Moves one booking: `booking.rescheduled`, and `booking.expired` for holds that gave way. */
export const rescheduleBooking = command({
  name: 'reschedule-booking',
  input: RescheduleBooking,
  output: OneBooking,
  refuses: [
    ...TIME_REASONS,
    'not-found',
    'not-changeable',
    'too-late-to-reschedule',
    'unverified',
    'version-mismatch',
  ],
  calendar: ({ bookingId, start }, actor) => ({
    locator: { bookingId },
    range: { start, end: start },
    taker: toTaker(actor),
  }),
  as: 'party',
  wishes: ({ start }) => start,
  decide: (calendar, given) => {
    const { input, booking, by } = given
    const { bookingId, start, version, override = [] } = input
    if (!booking) return refuse('not-found', `there is no booking ${bookingId}`)
    if (by.kind === 'client' && override.length > 0)
      return refuse('forbidden', 'only the professional and admins may set rules aside')
    const barred = refuseTaker(calendar, given, booking.client)
    if (barred) return barred
    const request = { start, override, ...(version !== undefined && { version }) }
    return decideReschedule(calendar, booking, request, given)
  },
  answer: (booking, outcome) => ({ booking: toBookingAnswer(booking, outcome) }),
})
