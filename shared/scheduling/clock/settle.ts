// After every decision: bookings whose expected time a delay moved, in either direction, are told.
import type { Instant } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Booking, Calendar, Claim } from '../model/calendar.ts'
import type { BookingStep, Effects } from '../effects/effects.ts'
import { type Run, isDelayKnown, runsAt, toExpectation } from '../free/runs.ts'
import { mergeSteps } from '../effects/steps.ts'
import { ofBooking, tell } from '../effects/tell.ts'

const isTold = ({ status }: Claim) =>
  status === 'pending' || status === 'confirmed' || status === 'in-progress'

/** Whether anything of a calendar runs, or is told to run, at another time than agreed. */
function hasDelays({ appointments }: Calendar): boolean {
  return appointments.some(
    (one) =>
      (one.expectedStart ?? one.expectedEnd ?? one.endedAt) !== undefined ||
      one.claims.some((claim) => (claim.expectedStart ?? claim.expectedEnd) !== undefined),
  )
}

interface Moved {
  readonly appointment: Appointment
  readonly step: BookingStep
}

function movedIn(one: Run): readonly Moved[] {
  const { appointment } = one
  if (appointment.endedAt !== undefined) return []
  const { expectedStart: start, expectedEnd: end } = toExpectation(one)
  const expected = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) }
  return appointment.claims
    .filter(
      (claim) => isTold(claim) && (claim.expectedStart !== start || claim.expectedEnd !== end),
    )
    .map(({ bookingId }) => ({ appointment, step: { bookingId, expected } }))
}

/** A booking that is only being made, with what is expected of it: its row is written once. */
function expectedFrom(booking: Booking, { expected: { start, end } = {} }: BookingStep): Booking {
  return {
    ...booking,
    ...(start !== undefined && { expectedStart: start }),
    ...(end !== undefined && { expectedEnd: end }),
  }
}

/** What moved, as rows: in that of a booking that is only being made, else as a step of its own. */
function rowsOf({ newBookings, bookingSteps = [] }: Effects, moved: readonly Moved[]) {
  const steps = new Map(moved.map(({ step }) => [step.bookingId, step]))
  const isNew = new Set(newBookings?.map(({ bookingId }) => bookingId))
  const later = [...steps.values()].filter(({ bookingId }) => !isNew.has(bookingId))
  return {
    bookingSteps: mergeSteps([...bookingSteps, ...later]),
    ...(newBookings && {
      newBookings: newBookings.map((booking) => {
        const step = steps.get(booking.bookingId)
        return step ? expectedFrom(booking, step) : booking
      }),
    }),
  }
}

/**
 * The effects, with what they change in the expected times of bookings: their rows, and `booking.delayed` for each whose
 * own change does not tell it already. Gaps and buffers absorb a delay; what is expected as agreed again is told, too.
 */
export function settle(
  before: Calendar,
  effects: Effects,
  { now, newId }: { readonly now: Instant; readonly newId: () => string },
): Effects {
  const after = applyEffects(before, effects)
  if (!hasDelays(after)) return effects
  const known = runsAt(after, now).filter(({ appointment }) => isDelayKnown(after, appointment))
  const moved = known.flatMap(movedIn)
  if (moved.length === 0) return effects
  const told = new Set(effects.changes.map(({ bookingId }) => bookingId))
  const delayed = moved
    .filter(({ step }) => !told.has(step.bookingId))
    .map(({ appointment, step: { bookingId } }) =>
      ofBooking('booking.delayed', { ...appointment, bookingId }),
    )
  const { changes, ...rows } = effects
  const settled = tell(before, { ...rows, ...rowsOf(effects, moved) }, delayed, newId)
  return { ...settled, changes: [...changes, ...settled.changes] }
}
