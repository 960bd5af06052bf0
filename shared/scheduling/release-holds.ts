// Holds that give way to a booking: the booker's own, and those that have expired.
import type { Appointment, Calendar, Span } from './calendar.ts'
import { type Viewer, occupies } from './taken.ts'

/** An appointment and the holds on it that give way. */
export interface Released {
  readonly appointment: Appointment
  readonly bookingIds: readonly string[]
}

/** The holds in the way of what a booking will occupy that give way to it. */
export function holdsInTheWay(
  calendar: Calendar,
  occupied: Span,
  viewer: Viewer,
): readonly Released[] {
  return calendar.appointments.flatMap((appointment) => {
    const overlaps =
      appointment.occupies.start < occupied.end && occupied.start < appointment.occupies.end
    if (!overlaps) return []
    const bookingIds = appointment.claims
      .filter((claim) => claim.status === 'held' && !occupies(claim, viewer))
      .map(({ bookingId }) => bookingId)
    return bookingIds.length > 0 ? [{ appointment, bookingIds }] : []
  })
}
