// Deciding on what was loaded: who acts and as what, the pure decision, and once more on a wider calendar for alternatives.
import type * as z from 'zod'
import { carriesAlternatives } from '../../contract/reasons.ts'
import type { Found } from '../../database/load/load-for-command.ts'
import { asRole } from '../../identity/actor.ts'
import { ALTERNATIVES_MILLIS } from '../../scheduling/free/alternatives.ts'
import { advance } from '../../scheduling/clock/advance.ts'
import { applyEffects } from '../../scheduling/effects/apply.ts'
import type { Booking, By, Calendar } from '../../scheduling/model/calendar.ts'
import type { Decision } from '../../scheduling/effects/decision.ts'
import { type Effects, NOTHING } from '../../scheduling/effects/effects.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import { mergeEffects } from '../../scheduling/effects/merge-effects.ts'
import { settle } from '../../scheduling/clock/settle.ts'
import { steppedBooking } from '../../scheduling/effects/steps.ts'
import type { Instant } from '../../time/instant.ts'
import { type Attempt, type Db, load } from './attempt.ts'
import type { Given } from './command-spec.ts'
import { RefusalError } from '../edge/problem.ts'
import { answerOfTwin } from './twins.ts'
import type { World } from '../world/world.ts'

function toGiven<S extends z.ZodObject, A>(
  { input, actor, now }: Attempt<S, A>,
  found: Found,
  by: By,
  { config, newId }: World,
): Given<z.infer<S>> {
  const { booking, bookings, holdsElsewhere, caller } = found
  return {
    input,
    actor,
    by,
    now,
    newId,
    booking,
    bookings,
    holdsElsewhere,
    account: caller.about,
    upcomingBookings: caller.upcomingBookings,
    maxUpcomingBookings: config.upcomingBookings,
  }
}

/** A decision and the calendar it was made on. */
export interface DecidedOn<A> {
  /** As time has made it: the clock's steps that were due are taken. */
  readonly calendar: Calendar
  /** The revision that was loaded; undefined where the command makes the calendar. */
  readonly revision: number | undefined
  readonly by: By
  readonly decision: Decision<A>
  readonly after: Calendar
  /** What a save of the decision writes: the clock's steps first, and the delays that it moves. Nothing where it does not. */
  readonly effects: Effects
}

function decide<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  found: Found,
  world: World,
): DecidedOn<A> {
  const { spec, actor } = attempt
  if (!found.calendar) {
    if (!spec.create)
      throw RefusalError.of('not-found', 'there is no such calendar, service or booking')
    const by: By = { kind: actor.isAdmin ? 'admin' : 'professional', uid: actor.uid }
    const decision = spec.create(toGiven(attempt, found, by, world))
    if (decision.refused) throw new RefusalError(decision.refused)
    if (!decision.made) throw new Error(`${spec.name} made no calendar`)
    const { made: calendar, effects } = decision
    const after = applyEffects(calendar, effects)
    return { calendar, revision: undefined, by, decision, after, effects }
  }
  const by = asRole(spec.as, found.calendar, actor, found.booking)
  if (!by) throw RefusalError.of('not-found', 'there is no such calendar, service or booking')
  const clock = { now: attempt.now, newId: world.newId }
  const due = advance(found.calendar, clock)
  const calendar = applyEffects(found.calendar, due)
  const decision = spec.decide(
    calendar,
    toGiven(attempt, asStepped(found, due, clock.now), by, world),
  )
  const { revision } = found.calendar
  const isIdle = decision.refused !== undefined || decision.effects.changes.length === 0
  if (isIdle) return { calendar, revision, by, decision, after: calendar, effects: NOTHING }
  const effects = mergeEffects(due, settle(calendar, decision.effects, clock))
  return { calendar, revision, by, decision, after: applyEffects(found.calendar, effects), effects }
}

/** What was found, with its bookings as the clock's steps leave them; their versions move with the save. */
function asStepped(found: Found, { bookingSteps = [] }: Effects, now: Instant): Found {
  if (bookingSteps.length === 0) return found
  const steps = new Map(bookingSteps.map((step) => [step.bookingId, step]))
  const stepped = (booking: Booking): Booking => {
    const { version, updatedAt } = booking
    const step = steps.get(booking.bookingId)
    return step ? { ...steppedBooking(booking, step, now), version, updatedAt } : booking
  }
  return {
    ...found,
    bookings: found.bookings.map(stepped),
    ...(found.booking && { booking: stepped(found.booking) }),
  }
}

/** A decision with what it was made on, or the answer that a twin got meanwhile. */
type DecidedWidely<A> =
  | { readonly replayed: object }
  | { readonly replayed?: undefined; readonly on: DecidedOn<A>; readonly found: Found }

/** A refusal is answered with alternatives, for which more of the calendar is loaded: it may be accepted after all. */
export async function decideWidely<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  found: Found,
  db: Db,
  world: World,
): Promise<DecidedWidely<A>> {
  const on = decide(attempt, found, world)
  const refusal: Refusal | undefined = on.decision.refused
  const wished = attempt.spec.wishes?.(attempt.input, found.booking)
  if (
    !refusal ||
    refusal.alternatives ||
    wished === undefined ||
    !carriesAlternatives(refusal.reason)
  )
    return { on, found }
  const range = { start: wished - ALTERNATIVES_MILLIS, end: wished + ALTERNATIVES_MILLIS }
  const wider = await load(attempt, db, { count: false, range })
  // A twin may have been faster than this load: else its booking would stand in our way.
  const replayed = answerOfTwin(attempt, wider)
  if (replayed) return { replayed }
  return { on: decide(attempt, wider, world), found: wider }
}
