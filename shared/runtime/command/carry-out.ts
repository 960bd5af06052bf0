// How a command on a calendar is carried out: what it loads, as what the caller acts, what it decides and answers.
import type * as z from 'zod'
import { carriesAlternatives } from '../../contract/faults/reasons.ts'
import type { Found } from '../../database/load/command/found.ts'
import { loadForCommand } from '../../database/load/load-for-command.ts'
import type { CalendarSave } from '../../database/save/calendar-save.ts'
import { asRole } from '../../identity/actor.ts'
import { type DecidedInTime, decideInTime } from '../../scheduling/clock/decide-in-time.ts'
import { applyEffects } from '../../scheduling/effects/apply.ts'
import { ALTERNATIVES_MILLIS } from '../../scheduling/free/alternatives.ts'
import type { By, Calendar } from '../../scheduling/model/calendar.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import type { Span } from '../../time/span.ts'
import type { Input } from '../world/definition.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Verdict } from './aggregate.ts'
import type { Attempt } from './attempt.ts'
import { calendarSaves, toCalendarSave } from './calendar-aggregate.ts'
import type { CarriedOut } from './command-function.ts'
import { refuseTooMany } from './command-rate.ts'
import type { Command, Given } from './command-spec.ts'
import { decideAndSave } from './decide-and-save.ts'
import { refuseErasing } from './erasing.ts'
import { findRow, rememberRow } from './turns/known-rows.ts'
import { answerOfTwin, toKept } from './twins.ts'

type Spec<S extends Input, A> = Command<S, A>
type Decided<A> = Extract<DecidedInTime<A>, { readonly refused?: undefined }>

function calendarOf<S extends Input, A>(
  spec: Spec<S, A>,
  attempt: Attempt<z.infer<S>>,
  world: World,
): Aggregate<Found, CalendarSave, CarriedOut> {
  const { name, input, actor, now, requestId, idempotencyKey } = attempt
  const part = spec.calendar(input, actor, now)
  return {
    ...calendarSaves(world),
    entry: { function: name, requestId },
    guess: findRow(part.locator, world),
    load: async (db, { isFirst, near }) => {
      const loaded = await loadForCommand(db, near ? { ...part, range: near } : part, {
        uid: actor.uid,
        about: spec.account?.(input) ?? actor.uid,
        now,
        ...(isFirst && { maxCommands: world.config.commandsPerMinute }),
        ...(idempotencyKey !== undefined && { attempt: { function: name, key: idempotencyKey } }),
      })
      if (loaded.calendar) rememberRow(part.locator, loaded.calendar.professionalId, world)
      refuseErasing(loaded.caller)
      refuseTooMany(loaded.caller, now, world.config.commandsPerMinute)
      const body = answerOfTwin(attempt, loaded.caller)
      return body ? { answered: { body, isReplayed: true } } : { loaded }
    },
  }
}

/**
 * As what the caller acts on what was found. Whoever makes a calendar acts as its professional; one whose owner was erased is
 * history, which nobody opens or writes into again.
 */
function roleIn<S extends Input, A>(
  spec: Spec<S, A>,
  { actor }: Attempt<z.infer<S>>,
  { calendar, booking }: Found,
): By | undefined {
  if (calendar?.isErased && spec.as === 'owner') return undefined
  if (calendar) return asRole(spec.as, calendar, actor, booking)
  return spec.create && { kind: actor.isAdmin ? 'admin' : 'professional', uid: actor.uid }
}

/** Decides on what was found; `before` is unset where the command makes the calendar. */
function decideOn<S extends Input, A>(
  spec: Spec<S, A>,
  { input, actor, now }: Attempt<z.infer<S>>,
  found: Found,
  by: By,
  { newId, config }: World,
): { readonly refused: Refusal } | (Omit<Decided<A>, 'before'> & { readonly before?: Calendar }) {
  const given: Given<z.infer<S>> = {
    input,
    actor,
    by,
    now,
    newId,
    booking: found.booking,
    bookings: found.bookings,
    holdsElsewhere: found.holdsElsewhere,
    kept: found.kept,
    own: found.own,
    blockedAs: found.blockedAs,
    blocks: found.blocks,
    about: found.about,
    maxUpcomingBookings: config.upcomingBookings,
  }
  const { calendar, booking, bookings } = found
  if (calendar)
    return decideInTime({ calendar, booking, bookings }, { now, newId }, (inTime) =>
      spec.decide(inTime.calendar, { ...given, ...inTime }),
    )
  const founded = spec.create?.(given)
  if (!founded) throw new Error(`${spec.name} makes no calendar, and found none`)
  if (founded.refused) return founded
  const { made, effects, answer, addsTo } = founded
  if (!made) throw new Error(`${spec.name} made no calendar`)
  return { after: applyEffects(made, effects), effects, answer, addsTo }
}

/** The stretch of time whose free slots a refusal is to name, where it names any and does not yet. */
function nearOf<S extends Input, A>(
  spec: Spec<S, A>,
  { input }: Attempt<z.infer<S>>,
  { booking }: Found,
  { reason, alternatives }: Refusal,
): Span | undefined {
  const wished = spec.wishes?.(input, booking)
  if (wished === undefined || alternatives || !carriesAlternatives(reason)) return undefined
  return { start: wished - ALTERNATIVES_MILLIS, end: wished + ALTERNATIVES_MILLIS }
}

function judge<S extends Input, A>(
  spec: Spec<S, A>,
  attempt: Attempt<z.infer<S>>,
  found: Found,
  by: By,
  world: World,
): Verdict<CalendarSave, CarriedOut> {
  const decided = decideOn(spec, attempt, found, by, world)
  if (decided.refused)
    return { refused: decided.refused, near: nearOf(spec, attempt, found, decided.refused) }
  const { before, after, effects, addsTo } = decided
  const { input, actor, now } = attempt
  const { calendar, bookings, caller, about } = found
  const revision = (calendar?.revision ?? 0) + effects.changes.length
  const outcome = { input, by, now, before, after, bookings, revision }
  const body = spec.answer(decided.answer, outcome)
  const answer = { body, isReplayed: false }
  const isRehearsal = spec.isRehearsal?.(input) === true
  const kept = isRehearsal ? undefined : toKept(attempt, body, caller)
  if (isRehearsal || (effects.changes.length === 0 && !kept)) return { answer }
  const circumstances = { by, now, newId: world.newId }
  const save: CalendarSave = {
    ...toCalendarSave(calendar?.revision, decided, circumstances),
    ...(kept && { kept }),
    ...(!caller.account && { newAccount: actor }),
    ...(addsTo !== undefined && { countedFor: { uid: addsTo, version: about.account?.version } }),
  }
  return { answer, save }
}

/**
 * Carries a command out and publishes its changes.
 *
 * @throws RefusalError where a rule refuses it; the driver's error where Postgres fails it, then nothing was written
 */
export function carryOut<S extends Input, A>(
  spec: Command<S, A>,
  attempt: Attempt<z.infer<S>>,
  world: World,
): Promise<CarriedOut> {
  return decideAndSave(
    world,
    calendarOf(spec, attempt, world),
    (found) => roleIn(spec, attempt, found),
    (found, by) => judge(spec, attempt, found, by, world),
  )
}
