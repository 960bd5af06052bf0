// The documents of bookings: the client's own, and the owner's agenda.
import type { Booking, Calendar } from '../scheduling/model/calendar.ts'
import type { AgendaDocument, BookingDocument } from '../contract/documents/booking.ts'
import { BOOKING_DOCUMENT_DAYS, CAME_TO_NOTHING_DAYS } from '../contract/retention.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { toShownBooking } from './shown-booking.ts'
import type { SeatedBooking } from './mirror-state.ts'

/** A document to write, or to delete where `content` is unset. */
export interface ProjectedDocument {
  readonly path: string
  readonly content?: object
}

/** A hold that was not booked leaves nothing behind. */
function isGone({ status, holdExpiresAt }: Booking): boolean {
  return status === 'expired' && holdExpiresAt !== undefined
}

/** When a booking's documents go: sooner where it came to nothing, as the booking itself does. */
function expiryOf({ status, end, updatedAt }: Booking): Instant {
  const cameToNothing = status === 'expired' || status === 'declined'
  return cameToNothing ? updatedAt + CAME_TO_NOTHING_DAYS * DAY : end + BOOKING_DOCUMENT_DAYS * DAY
}

/** The documents of one booking. A guest has no account, so only the owner's. */
export function projectBooking(
  calendar: Calendar,
  { booking, capacity }: SeatedBooking,
): readonly ProjectedDocument[] {
  const { bookingId, client, holderUid, status } = booking
  // An owner who is erased has no agenda.
  const agenda = calendar.isErased ? [] : [`accounts/${calendar.ownerUid}/agenda/${bookingId}`]
  const own = client.uid === undefined ? [] : [`accounts/${client.uid}/bookings/${bookingId}`]
  const holders = holderUid === undefined ? [] : [`accounts/${holderUid}/bookings/${bookingId}`]
  if (isGone(booking)) return [...agenda, ...own].map((path) => ({ path }))
  const expireAt = new Date(expiryOf(booking))
  const content: BookingDocument<Date> = {
    ...toShownBooking(calendar, booking, (at) => new Date(at)),
    expireAt,
  }
  const { client: _, ...withoutClient } = content
  const owners: AgendaDocument<Date> = {
    ...(status === 'held' ? withoutClient : content),
    capacity,
  }
  return [
    ...agenda.map((path) => ({ path, content: owners })),
    ...own.map((path) => ({ path, content })),
    ...holders.filter((path) => !own.includes(path)).map((path) => ({ path })),
  ]
}
