// A booking as its parties are shown it, in answers and documents.
import type { ShownBooking } from '../contract/booking.ts'
import type { Status } from '../contract/status.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import {
  type Booking,
  type Calendar,
  type Client,
  findService,
} from '../scheduling/model/calendar.ts'
import { clientCancelsUntil, rescheduleUntil } from '../scheduling/model/deadlines.ts'
import { statusAt } from '../scheduling/model/status-at.ts'
import type { Instant } from '../time/instant.ts'
import type { Render } from './shown.ts'

/** Until when its client may cancel or move a booking that can be. */
function deadlines<T>(
  calendar: Pick<Calendar, 'policy'>,
  { start }: Booking,
  status: Status,
  render: Render<T>,
) {
  const until = clientCancelsUntil(calendar, start, status)
  if (until === undefined) return {}
  return { cancelUntil: render(until), rescheduleUntil: render(rescheduleUntil(calendar, start)) }
}

function toShownClient({ uid, name, email, phone }: Client): ShownBooking<never>['client'] {
  return { name, ...withoutUnset({ uid, email, phone }) }
}

/** A booking of this calendar; with `now`, as the clock has made it, else as it was last written. */
export function toShownBooking<T>(
  calendar: Pick<Calendar, 'professional' | 'services' | 'policy' | 'professionalId'>,
  booking: Booking,
  render: Render<T>,
  now?: Instant,
): ShownBooking<T> {
  const { bookingId, appointmentId, serviceId, seats, version, note, price } = booking
  const { expectedStart, expectedEnd, endedAt, holdExpiresAt, cancelledBy, cancelReason } = booking
  const status = now === undefined ? booking.status : statusAt(booking, now)
  const shown = (at: Instant | undefined) => (at === undefined ? undefined : render(at))
  return {
    bookingId,
    appointmentId,
    professionalId: calendar.professionalId,
    professionalName: calendar.professional.name,
    serviceId,
    serviceName: findService(calendar, serviceId)?.name ?? '',
    status,
    start: render(booking.start),
    end: render(booking.end),
    timeZone: calendar.professional.timeZone,
    seats,
    version,
    client: toShownClient(booking.client),
    ...withoutUnset({ note, price, cancelledBy, cancelReason }),
    ...withoutUnset({
      expectedStart: shown(expectedStart),
      expectedEnd: shown(expectedEnd),
      endedAt: shown(endedAt),
      holdExpiresAt: status === 'held' ? shown(holdExpiresAt) : undefined,
    }),
    ...deadlines(calendar, booking, status, render),
    createdAt: render(booking.createdAt),
    updatedAt: render(booking.updatedAt),
  }
}
