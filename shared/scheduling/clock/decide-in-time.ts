// Deciding on a calendar as time has made it: the clock's due steps first, then the decision, then whom a delay moves.
import type { Instant } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Decision } from '../effects/decision.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import { mergeEffects } from '../effects/merge-effects.ts'
import { steppedBooking } from '../effects/steps.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import type { Refusal } from '../model/refusal.ts'
import { advance } from './advance.ts'
import { settle } from './settle.ts'

/** A calendar as it was loaded, with the whole bookings that were loaded beside it. */
export interface Loaded {
  readonly calendar: Calendar
  readonly booking?: Booking | undefined
  readonly bookings: readonly Booking[]
}

/** Refused, or everything that a save of the decision writes. */
export type DecidedInTime<A> =
  | { readonly refused: Refusal }
  | {
      readonly refused?: undefined
      /** As time has made it: what was decided on. */
      readonly before: Calendar
      readonly after: Calendar
      /** The clock's steps first, then the decision and the delays that it moves; nothing where it changes nothing. */
      readonly effects: Effects
      readonly answer: A
      readonly addsTo?: string | undefined
    }

/** What was loaded as the clock's steps leave it; the versions of its bookings move with the save. */
function afterSteps<L extends Loaded>(loaded: L, due: Effects, now: Instant): L {
  const steps = new Map(due.bookingSteps?.map((step) => [step.bookingId, step]))
  if (steps.size === 0) return loaded
  const stepped = (booking: Booking): Booking => {
    const { version, updatedAt } = booking
    const step = steps.get(booking.bookingId)
    return step ? { ...steppedBooking(booking, step, now), version, updatedAt } : booking
  }
  return {
    ...loaded,
    calendar: applyEffects(loaded.calendar, due),
    bookings: loaded.bookings.map(stepped),
    ...(loaded.booking && { booking: stepped(loaded.booking) }),
  }
}

/**
 * Decides on what was loaded, as of an instant. A refusal, and a decision that changes nothing, write none of the clock's
 * steps either: they are due still.
 */
export function decideInTime<L extends Loaded, A>(
  loaded: L,
  clock: { readonly now: Instant; readonly newId: () => string },
  decide: (inTime: L) => Decision<A>,
): DecidedInTime<A> {
  const due = advance(loaded.calendar, clock)
  const inTime = afterSteps(loaded, due, clock.now)
  const before = inTime.calendar
  const decision = decide(inTime)
  if (decision.refused) return decision
  const { answer, addsTo } = decision
  if (decision.effects.changes.length === 0)
    return { before, after: before, effects: NOTHING, answer }
  const effects = mergeEffects(due, settle(before, decision.effects, clock))
  return { before, after: applyEffects(loaded.calendar, effects), effects, answer, addsTo }
}
