// What gives way to a booking: the booker's own holds, and claims that time has ended.
import { isLive } from '../contract/status.ts'
import type { Appointment, Calendar, Span } from './calendar.ts'
import { hasLimits } from './limits.ts'
import { type Viewer, occupies } from './taken.ts'

/** An appointment and the claims on it that give way. */
export interface Released {
  readonly appointment: Appointment
  readonly bookingIds: readonly string[]
}

/**
 * The claims that give way to what a booking will occupy. Those in its way; and where limits are set, all others of the
 * booker too, since the limits did not count them.
 */
export function claimsThatGiveWay(
  calendar: Calendar,
  occupied: Span,
  viewer: Viewer,
): readonly Released[] {
  const isCounted = hasLimits(calendar.policy)
  return calendar.appointments.flatMap((appointment) => {
    const isInTheWay =
      appointment.occupies.start < occupied.end && occupied.start < appointment.occupies.end
    if (!isInTheWay && !isCounted) return []
    const bookingIds = appointment.claims
      .filter((claim) => isLive(claim.status) && !occupies(claim, appointment, viewer))
      .map(({ bookingId }) => bookingId)
    return bookingIds.length > 0 ? [{ appointment, bookingIds }] : []
  })
}
