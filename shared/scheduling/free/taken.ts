// What is taken, from one viewer's side: live appointments less what is theirs to give up.
import type { AccountUid, ServiceId } from '../../contract/values/ids.ts'
import { isLive } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { hasLapsed } from '../model/status-at.ts'
import type { Appointment, Calendar, Claim } from '../model/calendar.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import type { Span } from '../../time/span.ts'

/** An appointment with at least one live seat, as the engine counts it. */
export interface Taken extends Span {
  /** Whether it is of the service that is asked for, so that its free seats can be joined. */
  readonly joinable: boolean
  readonly occupies: Span
  readonly capacity: number
  readonly seatsTaken: number
  readonly expectedStart?: Instant | undefined
  readonly expectedEnd?: Instant | undefined
  readonly endedAt?: Instant | undefined
}

/** From whose side a calendar is looked at. */
export interface Viewer {
  /** Holds and requests that have lapsed by then take nothing; unset, they all do (the mirror keeps no clock). */
  readonly now?: Instant
  /** This account's holds are its own to give up. */
  readonly uid?: AccountUid
  /** This booking is about to move. */
  readonly moving?: string
  /** What limits per client count of them; unset, none bind them: a professional, an admin, nobody in particular. */
  readonly own?: readonly OwnBooking[]
}

/** How the mirror looks at a calendar: nobody's own, and without a clock, so that a hold holds until it is released. */
export const MIRROR: Viewer = {}

/** Whether a claim on an appointment keeps its seats for others than the viewer. */
export function occupies(claim: Claim, { start }: Appointment, viewer: Viewer): boolean {
  if (!isLive(claim.status) || claim.bookingId === viewer.moving) return false
  if (claim.status === 'held' && viewer.uid !== undefined && claim.uid === viewer.uid) return false
  return viewer.now === undefined || !hasLapsed(claim, start, viewer.now)
}

/** The seats of an appointment that are taken for this viewer; 0 means that it is gone. */
export function seatsTakenOf(appointment: Appointment, viewer: Viewer): number {
  let seats = 0
  for (const claim of appointment.claims)
    if (occupies(claim, appointment, viewer)) seats += claim.seats
  return seats
}

/** What is taken of a calendar for this viewer, sorted by start. */
export function takenOf(
  calendar: Calendar,
  serviceId: ServiceId,
  viewer: Viewer,
): readonly Taken[] {
  const taken: Taken[] = []
  for (const appointment of calendar.appointments) {
    const seatsTaken = seatsTakenOf(appointment, viewer)
    if (seatsTaken > 0)
      taken.push({ ...appointment, joinable: appointment.serviceId === serviceId, seatsTaken })
  }
  return taken
}
