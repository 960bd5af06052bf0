// Deciding on what was loaded: who acts and as what, the pure decision, and once more on a wider calendar for alternatives.
import type * as z from 'zod'
import { carriesAlternatives } from '../contract/reasons.ts'
import type { Found } from '../database/load-calendar.ts'
import { asRole } from '../identity/actor.ts'
import { ALTERNATIVES_MILLIS } from '../scheduling/alternatives.ts'
import type { By, Calendar } from '../scheduling/calendar.ts'
import type { Decision, Refusal } from '../scheduling/decided.ts'
import { type Attempt, type Db, load } from './attempt.ts'
import type { Given } from './command-spec.ts'
import { Refused, refused } from './problem.ts'
import { answerOfTwin } from './twins.ts'
import type { World } from './world.ts'

function toGiven<S extends z.ZodObject, A>(
  { input, actor, now }: Attempt<S, A>,
  found: Found,
  by: By,
  { config, newId }: World,
): Given<z.infer<S>> {
  const { booking, bookings, caller } = found
  return {
    input,
    actor,
    by,
    now,
    newId,
    booking,
    bookings,
    account: caller.about,
    upcomingBookings: caller.upcomingBookings,
    maxUpcomingBookings: config.upcomingBookings,
  }
}

/** A decision and the calendar it was made on. */
export interface DecidedOn<A> {
  readonly calendar: Calendar
  readonly isNew: boolean
  readonly by: By
  readonly decision: Decision<A>
}

function decide<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  found: Found,
  world: World,
): DecidedOn<A> {
  const { spec, actor } = attempt
  if (!found.calendar) {
    if (!spec.create) throw refused('not-found', 'there is no such calendar, service or booking')
    const by: By = { kind: actor.isAdmin ? 'admin' : 'professional', uid: actor.uid }
    const decision = spec.create(toGiven(attempt, found, by, world))
    if (decision.refused) throw new Refused(decision.refused)
    if (!decision.made) throw new Error(`${spec.name} made no calendar`)
    return { calendar: decision.made, isNew: true, by, decision }
  }
  const by = asRole(spec.as, found.calendar, actor, found.booking)
  if (!by) throw refused('not-found', 'there is no such calendar, service or booking')
  const decision = spec.decide(found.calendar, toGiven(attempt, found, by, world))
  return { calendar: found.calendar, isNew: false, by, decision }
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
  const wished = attempt.spec.wishes?.(attempt.input)
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
