// One booking with its history, for its client, the professional and admins.
import { BookingWithHistory } from '../../shared/contract/answers.ts'
import { GetBooking } from '../../shared/contract/booking.ts'
import { findBooking, findHistory } from '../../shared/database/find-booking.ts'
import { loadCalendar } from '../../shared/database/load-calendar.ts'
import { toBooking } from '../../shared/projection/answers.ts'
import { query } from '../../shared/runtime/query.ts'
import { refuse } from '../../shared/scheduling/decided.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** A booking as it is now, and what happened to it. */
export const getBooking = query({
  name: 'get-booking',
  input: GetBooking,
  output: BookingWithHistory,
  answer: async ({ input, now, database, as }) => {
    const missing = refuse('not-found', `there is no booking ${input.bookingId}`)
    const booking = await findBooking(database, input.bookingId)
    if (!booking) return missing
    const { professionalId, start } = booking
    const calendar = await loadCalendar(database, { professionalId }, { start, end: start })
    if (!calendar || !as('party', calendar, booking)) return missing
    const history = await findHistory(database, booking.bookingId)
    return {
      booking: toBooking(calendar, booking, formatInstant, now),
      history: history.map(({ at, ...step }) => ({ at: formatInstant(at), ...step })),
    }
  },
})
