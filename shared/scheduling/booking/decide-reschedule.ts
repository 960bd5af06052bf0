// Moving a booking to another start: the old time is free in the instant in which the new one is taken.
import type { Override } from '../../contract/booking.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { type Booking, type Calendar, findService } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import { refuseVersion, rescheduleUntil } from '../model/deadlines.ts'
import { type BookingStep, NOTHING } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { judgeStart, viewerOf } from '../free/judge-start.ts'
import { toldOf } from '../effects/make-way.ts'
import { steppedBooking } from '../effects/steps.ts'
import { takeSeats } from '../effects/take-seats.ts'
import { ofBooking, tell } from '../effects/tell.ts'

export interface RescheduleRequest {
  readonly start: Instant
  readonly version?: number
  readonly override: readonly Override[]
}

/**
 * Decides on moving a booking within this calendar. It keeps its id, seats and price; a client's move of what needs
 * approval is a request again.
 *
 * @returns the booking at its new start, or as it is where that is its present one; else why not, with alternatives
 */
export function decideReschedule(
  calendar: Calendar,
  booking: Booking,
  { start, version, override }: RescheduleRequest,
  circumstances: Circumstances,
): Decision<Booking> {
  const { by, now, newId } = circumstances
  const status = statusAt(booking, now)
  if (status !== 'pending' && status !== 'confirmed')
    return refuse('not-changeable', `a booking that is ${status} cannot be moved`)
  if (now >= booking.start)
    return refuse('not-changeable', 'a booking cannot be moved once its start has come')
  const mismatch = refuseVersion(booking, version)
  if (mismatch) return mismatch
  if (start === booking.start) return { effects: NOTHING, answer: booking }
  const until = rescheduleUntil(calendar, booking.start)
  if (by.kind === 'client' && now > until)
    return refuse('too-late-to-reschedule', `it could be moved until ${formatInstant(until)}`)
  const service = findService(calendar, booking.serviceId)
  if (!service) return refuse('not-found', `there is no service ${booking.serviceId}`)
  const { bookingId, seats } = booking
  const viewer = viewerOf(circumstances, bookingId)
  const judged = judgeStart(calendar, { service, start, seats, override }, circumstances, viewer)
  if (judged.refused) return judged
  const taking = takeSeats(calendar, { service, start, seats }, viewer, newId)
  const { appointmentId, end } = taking.appointment
  const needsApproval = service.approval === 'manual' && by.kind === 'client'
  const step: BookingStep = {
    bookingId,
    ...(needsApproval && { status: 'pending' }),
    moved: { appointmentId, start, end },
    expected: {},
  }
  const rows = {
    ...taking.rows,
    bookingSteps: [...(taking.rows.bookingSteps ?? []), step],
  }
  const moved = {
    ...ofBooking('booking.rescheduled', { ...booking, appointmentId }),
    before: { start: booking.start, end: booking.end },
    ...(judged.set.length > 0 && { override: judged.set }),
  }
  return {
    effects: tell(calendar, rows, [...toldOf(taking.released), moved], newId),
    answer: steppedBooking(booking, step, now),
  }
}
