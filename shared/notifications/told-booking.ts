// A booking as messages and pages tell of it.
import type { Status } from '../contract/status.ts'
import type { Booking, Calendar } from '../scheduling/model/calendar.ts'
import { clientCancelsUntil } from '../scheduling/model/deadlines.ts'
import type { Instant } from '../time/instant.ts'
import type { ToldBooking } from './told.ts'

/** The booking in a status, as of an instant: until when it may be cancelled is told as long as it may. */
export function toToldBooking(
  rules: Pick<Calendar, 'policy'>,
  booking: Booking,
  {
    status,
    serviceName,
    now,
  }: { readonly status: Status; readonly serviceName: string; readonly now: Instant },
): ToldBooking {
  const { bookingId, version, start, end, expectedStart, seats, client, timeZone } = booking
  const until = clientCancelsUntil(rules, start, status)
  const isOpen = until !== undefined && now <= until && now < start
  return {
    bookingId,
    version,
    status,
    start,
    end,
    seats,
    serviceName,
    clientName: client.name,
    ...(expectedStart !== undefined && { expectedStart }),
    ...(timeZone !== undefined && { clientTimeZone: timeZone }),
    ...(booking.cancelReason !== undefined && { cancelReason: booking.cancelReason }),
    ...(isOpen && { cancelUntil: until }),
  }
}
