// One booking with its history, for its client, the professional and admins.
import { BookingWithHistory, GetBooking } from '../../shared/contract/booking.ts'
import { findBookingWithHistory } from '../../shared/database/load/find-booking.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** A booking as it is now, and what happened to it. */
export const getBooking = query({
  name: 'get-booking',
  input: GetBooking,
  output: BookingWithHistory,
  refuses: ['not-found'],
  answer: async ({ input, now, database, as }) => {
    const missing = refuse('not-found', `there is no booking ${input.bookingId}`)
    const found = await findBookingWithHistory(database, input.bookingId)
    if (!found) return missing
    const { booking, history } = found
    const { professionalId } = booking
    const offerer = (await findOfferers(database, [professionalId])).get(professionalId)
    if (!offerer || !as('party', offerer, booking)) return missing
    return {
      booking: toShownBooking(offerer, booking, formatInstant, now),
      history: history.map(({ at, ...step }) => ({ at: formatInstant(at), ...step })),
    }
  },
})
