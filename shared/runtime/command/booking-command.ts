// What commands on one booking share: who may do what is the professional's, and the booking as it is answered.
import type { BookingId, ProfessionalId } from '../../contract/values/ids.ts'
import { toShownBooking } from '../../projection/shown-booking.ts'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import { type Refusal, refuse } from '../../scheduling/model/refusal.ts'
import { withExpectation } from '../../scheduling/free/runs.ts'
import { formatInstant } from '../../time/instant.ts'
import type { Given, Outcome } from './command-spec.ts'

/** A booking as it is answered after the save: as the clock has made it, with what is expected of it. */
export function toBookingAnswer<I>(booking: Booking, { after, now }: Outcome<I>) {
  return toShownBooking(after, withExpectation(after, booking), formatInstant, now)
}

/** The booking that a command names, for the professional's side alone; its client is told that they may not. */
export function ownersBooking<
  I extends { readonly bookingId: BookingId; readonly professionalId?: ProfessionalId | undefined },
>(
  calendar: Calendar,
  { input, booking, by }: Given<I>,
): { readonly refused: Refusal } | { readonly refused?: undefined; readonly booking: Booking } {
  const { bookingId, professionalId = calendar.professionalId } = input
  if (!booking || professionalId !== calendar.professionalId)
    return refuse('not-found', `there is no booking ${bookingId}`)
  if (by.kind === 'client')
    return refuse('forbidden', 'only the professional and admins may do this')
  return { booking }
}
