// Steps of bookings: one after another, and what a booking or a claim is after one.
import type { Instant } from '../../time/instant.ts'
import { DELETED_CLIENT } from '../../contract/retention.ts'
import { type Booking, type Claim, type Standing, toStanding } from '../model/calendar.ts'
import type { BookingStep } from './effects.ts'

type Stepped = Standing & Pick<Booking, 'seats' | 'expectedStart' | 'expectedEnd'>

/** What a step makes of what claims and bookings share. */
function afterStep(before: Stepped, step: BookingStep): Stepped {
  const { status = before.status, seats = before.seats } = step
  const { start, end } = step.expected ?? { start: before.expectedStart, end: before.expectedEnd }
  // What was booked is held no longer.
  const until = step.booked ? undefined : (step.holdExpiresAt ?? before.holdExpiresAt)
  return {
    ...toStanding(status, until),
    seats,
    ...(start !== undefined && { expectedStart: start }),
    ...(end !== undefined && { expectedEnd: end }),
  }
}

/** A claim after a step. */
export function steppedClaim(claim: Claim, step: BookingStep): Claim {
  const known = step.booked ? step.booked.client.uid : claim.uid
  const uid = step.erases?.includes('client') ? undefined : known
  return {
    bookingId: claim.bookingId,
    ...afterStep(claim, step),
    ...(uid !== undefined && { uid }),
  }
}

/** A booking without what is erased of it. */
function withoutErased(booking: Booking, { erases = [] }: BookingStep): Booking {
  const { holderUid, timeZone, note, cancelReason, ...kept } = booking
  const erasesClient = erases.includes('client')
  if (erasesClient) return { ...kept, client: { name: DELETED_CLIENT } }
  return {
    ...kept,
    ...(timeZone !== undefined && { timeZone }),
    ...(note !== undefined && { note }),
    ...(holderUid !== undefined && !erases.includes('holder') && { holderUid }),
    ...(cancelReason !== undefined && !erases.includes('reason') && { cancelReason }),
  }
}

/** A booking after a step that was made at `at`. */
export function steppedBooking(booking: Booking, step: BookingStep, at: Instant): Booking {
  const { moved, booked, cancelledBy, cancelReason } = step
  const { status: _, holdExpiresAt: _until, expectedStart: _s, expectedEnd: _e, ...kept } = booking
  const holderUid = booking.client.uid
  const isForAnother = booked !== undefined && booked.client.uid !== holderUid
  const stepped: Booking = {
    ...kept,
    ...afterStep(booking, step),
    ...moved,
    ...booked,
    ...(isForAnother && holderUid !== undefined && { holderUid }),
    ...(cancelledBy !== undefined && { cancelledBy }),
    ...(cancelReason !== undefined && { cancelReason }),
    version: booking.version + 1,
    updatedAt: at,
  }
  return step.erases ? withoutErased(stepped, step) : stepped
}

/** Steps with one for each booking: what a later one says of a booking counts, what it leaves unset is the earlier's. */
export function mergeSteps(steps: readonly BookingStep[]): readonly BookingStep[] {
  const merged = new Map<string, BookingStep>()
  for (const step of steps) merged.set(step.bookingId, { ...merged.get(step.bookingId), ...step })
  return [...merged.values()]
}
