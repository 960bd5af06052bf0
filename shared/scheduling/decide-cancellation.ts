// Cancelling a booking, or giving up a hold.
import { type Instant, MINUTE, formatInstant } from '../time/instant.ts'
import { applyEffects } from './apply.ts'
import type { Booking, Calendar } from './calendar.ts'
import { statusAt } from './clock.ts'
import type { Circumstances } from './circumstances.ts'
import { type BookingStep, type Decision, type Effects, refuse, toState } from './decided.ts'
import { seatsTakenOf } from './taken.ts'
import { touchedDates } from './touched-dates.ts'

/** Until when a client may cancel a confirmed booking, itself included. */
export function cancelUntil(calendar: Pick<Calendar, 'policy'>, start: Instant): Instant {
  return start - calendar.policy.cancelNoticeMinutes * MINUTE
}

function freeSeats(
  calendar: Calendar,
  step: BookingStep,
  appointmentId: string,
): Omit<Effects, 'changes'> {
  const appointment = calendar.appointments.find((one) => one.appointmentId === appointmentId)
  if (!appointment) return { bookingSteps: [step] }
  const seatsTaken = seatsTakenOf(appointment, { moving: step.bookingId })
  return { bookingSteps: [step], changedAppointments: [toState(appointment, seatsTaken)] }
}

/**
 * Decides on the cancellation of a booking of this calendar. A hold is released (`expired`); a client may cancel a
 * `confirmed` booking only while the policy's notice lasts, a `pending` one always; nobody once it has begun.
 */
export function decideCancellation(
  calendar: Calendar,
  booking: Booking,
  request: { readonly reason?: string; readonly version?: number },
  { by, now, newId }: Circumstances,
): Decision<Booking> {
  const status = statusAt(booking, now)
  if (status === 'cancelled') return refuse('already-cancelled', 'the booking is cancelled already')
  if (status !== 'held' && status !== 'pending' && status !== 'confirmed')
    return refuse('not-changeable', `a booking that is ${status} cannot be cancelled`)
  if (status !== 'held' && now >= booking.start)
    return refuse('not-changeable', 'a booking cannot be cancelled once its start has come')
  if (request.version !== undefined && request.version !== booking.version)
    return refuse(
      'version-mismatch',
      `the booking is at version ${booking.version}, not ${request.version}`,
    )
  const until = cancelUntil(calendar, booking.start)
  if (status === 'confirmed' && by.kind === 'client' && now > until)
    return refuse('too-late-to-cancel', `it could be cancelled until ${formatInstant(until)}`)
  const { reason } = request
  const step: BookingStep =
    status === 'held'
      ? { bookingId: booking.bookingId, status: 'expired' }
      : {
          bookingId: booking.bookingId,
          status: 'cancelled',
          cancelledBy: by.kind,
          ...(reason !== undefined && { cancelReason: reason }),
        }
  const effects = freeSeats(calendar, step, booking.appointmentId)
  const change = {
    changeId: newId(),
    type: status === 'held' ? ('booking.expired' as const) : ('booking.cancelled' as const),
    dates: touchedDates(calendar, applyEffects(calendar, { ...effects, changes: [] })),
    bookingId: booking.bookingId,
    appointmentId: booking.appointmentId,
    serviceId: booking.serviceId,
  }
  const answer = { ...booking, ...step, version: booking.version + 1, updatedAt: now }
  return { effects: { ...effects, changes: [change] }, answer }
}
