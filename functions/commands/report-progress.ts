// The professional, or an admin, tells how a session is going.
import { ReportedProgress, ReportProgress } from '../../shared/contract/session.ts'
import { ownersBooking, toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toConflictAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { findPushedOut } from '../../shared/scheduling/free/conflicts.ts'
import { decideProgress } from '../../shared/scheduling/session/decide-progress.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** Reports on an appointment: `booking.started`, `.delayed`, `.completed` or `.no-show`, and `.delayed` for those behind. */
export const reportProgress = command({
  name: 'report-progress',
  input: ReportProgress,
  output: ReportedProgress,
  refuses: ['not-found', 'not-changeable'],
  calendar: ({ bookingId }) => ({ locator: { bookingId }, isWithBehind: true }),
  as: 'party',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const found = ownersBooking(calendar, given)
    return found.refused ? found : decideProgress(calendar, found.booking, given.input, given)
  },
  answer: ({ booking, delayed }, outcome) => {
    const isDelayed = new Set(delayed.map(({ bookingId }) => bookingId))
    const behind = outcome.bookings.filter(({ bookingId }) => isDelayed.has(bookingId))
    return {
      booking: toBookingAnswer(booking, outcome),
      delayed: delayed.map(({ bookingId, expectedStart }) => ({
        bookingId,
        expectedStart: formatInstant(expectedStart),
      })),
      ...toConflictAnswer(findPushedOut(outcome.after, behind, outcome.now), outcome),
    }
  },
})
