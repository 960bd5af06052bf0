// How a command is carried out: decide on a loaded calendar, save at its revision; after one lost race, under a lock.
import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type * as z from 'zod'
import { carriesAlternatives } from '../contract/reasons.ts'
import type { Database } from '../database/connection.ts'
import { toDatabaseFault } from '../database/errors.ts'
import { deleteStaleKey } from '../database/idempotency.ts'
import { type Found, loadForCommand, lockCalendar, type Wanted } from '../database/load-calendar.ts'
import { type Decided, type KeptAnswer, saveDecision } from '../database/save-decision.ts'
import { type Actor, asRole } from '../identity/actor.ts'
import { ALTERNATIVES_MILLIS } from '../scheduling/alternatives.ts'
import { applyEffects } from '../scheduling/apply.ts'
import type { By, Calendar } from '../scheduling/calendar.ts'
import type { Decision, Refusal } from '../scheduling/decided.ts'
import { toCanonicalJson } from '../scheduling/patch.ts'
import { type Instant, MINUTE, SECOND } from '../time/instant.ts'
import type { Command, Given } from './command-spec.ts'
import { Refused, refused } from './problem.ts'
import { publishOwnChanges } from './publish-own-changes.ts'
import type { World } from './world.ts'

/** One request to carry out a command. */
export interface Attempt<S extends z.ZodObject, A> {
  readonly spec: Command<S, A>
  readonly input: z.infer<S>
  readonly actor: Actor
  readonly now: Instant
  readonly requestId: string
  readonly idempotencyKey?: string
}

/** What was answered, now or to a twin of this request. */
export interface CarriedOut {
  readonly body: object
  readonly isReplayed: boolean
}

interface Saved {
  readonly answer: CarriedOut
  readonly decided?: Decided
}

type Db = Kysely<Database> | Transaction<Database>

type Tried = Saved | { readonly lost: true; readonly professionalId: string }

function hashOf(input: unknown): string {
  return createHash('sha256').update(toCanonicalJson(input)).digest('base64url')
}

function load<S extends z.ZodObject, A>(
  { spec, input, actor, now, idempotencyKey }: Attempt<S, A>,
  db: Db,
  { count, range }: { count: boolean; range?: Wanted['range'] },
): Promise<Found> {
  const wanted = spec.calendar(input, actor, now)
  return loadForCommand(db, range ? { ...wanted, range } : wanted, {
    uid: actor.uid,
    about: spec.account?.(input) ?? actor.uid,
    now,
    count,
    ...(idempotencyKey !== undefined && { attempt: { function: spec.name, key: idempotencyKey } }),
  })
}

/** Refuses what the caller's limits refuse; finds what a twin of this request was answered. */
function checkCaller<S extends z.ZodObject, A>(
  { input, now }: Attempt<S, A>,
  { caller }: Found,
  maxCommands: number,
): CarriedOut | undefined {
  if (caller.commands !== undefined && caller.commands > maxCommands) {
    const seconds = Math.ceil((MINUTE - (now % MINUTE)) / SECOND)
    const detail = `more than ${maxCommands} commands a minute; try again in ${seconds} s`
    throw new Refused({ reason: 'rate-limited', detail }, seconds)
  }
  const { twin } = caller
  if (!twin || twin.isStale) return undefined
  if (twin.bodyHash !== hashOf(input))
    throw refused('idempotency-key-reused', 'this idempotency key was used for another request')
  return { body: twin.answer as object, isReplayed: true }
}

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

interface DecidedOn<A> {
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

/** A refusal is answered with alternatives, for which more of the calendar is loaded: it may be accepted after all. */
async function decideWidely<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  found: Found,
  db: Db,
  world: World,
): Promise<{ readonly on: DecidedOn<A>; readonly found: Found }> {
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
  return { on: decide(attempt, wider, world), found: wider }
}

function toKept<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  answer: object,
): KeptAnswer | undefined {
  const { spec, actor, input, idempotencyKey } = attempt
  if (idempotencyKey === undefined) return undefined
  return {
    account: actor.uid,
    function: spec.name,
    key: idempotencyKey,
    bodyHash: hashOf(input),
    answer,
  }
}

/** Loads, decides and saves once. */
async function tryOnce<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  db: Db,
  world: World,
  count: boolean,
): Promise<Tried> {
  const { spec, input, actor, now } = attempt
  const first = await load(attempt, db, { count })
  const replayed = checkCaller(attempt, first, world.config.commandsPerMinute)
  if (replayed) return { answer: replayed }
  const { on, found } = await decideWidely(attempt, first, db, world)
  const { calendar, isNew, by, decision } = on
  if (decision.refused) throw new Refused(decision.refused)
  const { effects } = decision
  const isRehearsal = spec.isRehearsal?.(input) === true
  const body = spec.answer(decision.answer, {
    input,
    by,
    now,
    before: isNew ? undefined : calendar,
    after: applyEffects(calendar, effects),
    bookings: found.bookings,
    revision: calendar.revision + effects.changes.length,
  })
  const kept = isRehearsal ? undefined : toKept(attempt, body)
  if (isRehearsal || (effects.changes.length === 0 && !kept))
    return { answer: { body, isReplayed: false } }
  if (kept && first.caller.twin?.isStale) await deleteStaleKey(db, kept, now)
  const decided: Decided = {
    professionalId: calendar.professionalId,
    revision: isNew ? undefined : calendar.revision,
    ownerUid: calendar.ownerUid,
    at: now,
    by,
    effects,
    ...(kept && { kept }),
    ...(!first.caller.account && { newAccount: actor }),
  }
  const saved = await saveDecision(db, decided)
  if (saved === undefined) return { lost: true, professionalId: calendar.professionalId }
  return { answer: { body, isReplayed: false }, decided }
}

function tryLocked<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  professionalId: string,
  world: World,
): Promise<Tried> {
  return world.database.transaction().execute(async (transaction) => {
    await lockCalendar(transaction, professionalId)
    return tryOnce(attempt, transaction, world, false)
  })
}

async function tryTwice<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  world: World,
  count: boolean,
): Promise<Saved> {
  const tried = await tryOnce(attempt, world.database, world, count)
  if (!('lost' in tried)) return tried
  const locked = await tryLocked(attempt, tried.professionalId, world)
  if (!('lost' in locked)) return locked
  throw refused('conflict', 'others changed this calendar at the same time')
}

/** Once more from a fresh load where a twin, a first save of the same calendar, or an outside writer was there first. */
async function tryAgain<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  world: World,
): Promise<Saved> {
  try {
    return await tryTwice(attempt, world, true)
  } catch (error) {
    const fault = toDatabaseFault(error)
    if (fault?.kind === 'busy')
      throw refused('conflict', 'a request that this one waited for is still running')
    if (fault?.kind !== 'duplicate' && fault?.kind !== 'overlap') throw error
    if (fault.kind === 'overlap')
      world.log({
        severity: 'ERROR',
        message: `${attempt.spec.name}: an overlap that the decision did not see`,
        requestId: attempt.requestId,
        alarm: 'overlap',
      })
    return tryTwice(attempt, world, false)
  }
}

/**
 * Carries a command out and publishes its changes.
 *
 * @throws Refused where a rule refuses it; the driver's error where Postgres fails it, then nothing was written
 */
export async function carryOut<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  world: World,
): Promise<CarriedOut> {
  const { answer, decided } = await tryAgain(attempt, world)
  if (decided) await publishOwnChanges(decided, world)
  return answer
}
