// What gives way to a booking: the booker's own holds, and claims that time has ended.
import type { BookingId } from '../../contract/values/ids.ts'
import { isLive } from '../../contract/status.ts'
import type { Appointment, Calendar } from '../model/calendar.ts'
import { type Span, overlap } from '../../time/span.ts'
import { type BookingStep, type Effects, toState } from './effects.ts'
import { type Told, ofBooking } from './tell.ts'
import { hasLimits } from '../free/limits.ts'
import { type Viewer, occupies } from '../free/taken.ts'

/** A claim that gives way, and the appointment it is on. */
export interface Released {
  readonly appointment: Appointment
  readonly bookingId: BookingId
}

/** Which of the booker's holds give way: those in the way, or all of them. */
export type GivingWay = 'in-the-way' | 'all'

/**
 * The claims that give way to what a booking will occupy. Those in its way; and where limits are set, all others of the
 * booker too, since the limits did not count them.
 */
export function claimsThatGiveWay(
  { appointments, policy }: Calendar,
  occupied: Span,
  viewer: Viewer,
  which: GivingWay,
): readonly Released[] {
  const isAll = which === 'all' || hasLimits(policy)
  return appointments
    .filter((one) => isAll || overlap(one.occupies, occupied))
    .flatMap((appointment) =>
      appointment.claims
        .filter(
          (claim) =>
            isLive(claim.status) &&
            claim.bookingId !== viewer.moving &&
            !occupies(claim, appointment, viewer),
        )
        .map(({ bookingId }) => ({ appointment, bookingId })),
    )
}

/** The steps of the claims that give way. */
export function stepsOf(released: readonly Released[]): readonly BookingStep[] {
  return released.map(({ bookingId }) => ({ bookingId, status: 'expired' }))
}

/** What is told of them. */
export function toldOf(released: readonly Released[]): readonly Told[] {
  return released.map(({ appointment, bookingId }) =>
    ofBooking('booking.expired', { ...appointment, bookingId }),
  )
}

/** The seats of an appointment that stay taken without some of its claims; 0 means that it is gone. */
export function seatsWithout({ claims }: Appointment, bookingIds: ReadonlySet<string>): number {
  return claims.reduce(
    (seats, claim) =>
      isLive(claim.status) && !bookingIds.has(claim.bookingId) ? seats + claim.seats : seats,
    0,
  )
}

/** The rows of the appointments in which some bookings leave their seats, each once; none where nobody leaves any. */
export function leaveSeats(
  { appointments }: Pick<Calendar, 'appointments'>,
  bookingIds: ReadonlySet<string>,
): Pick<Effects, 'changedAppointments'> {
  const left = appointments
    .filter(({ claims }) => claims.some(({ bookingId }) => bookingIds.has(bookingId)))
    .map((one) => toState(one, seatsWithout(one, bookingIds)))
  return left.length > 0 ? { changedAppointments: left } : {}
}
