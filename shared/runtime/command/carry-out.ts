// How a command is carried out: decide on a loaded calendar, save at its revision; after one lost race, under a lock.
import type * as z from 'zod'
import { type DatabaseFault, toDatabaseFault } from '../../database/connection/errors.ts'
import { deleteStaleKey } from '../../database/save/idempotency.ts'
import { type Found, lockCalendar } from '../../database/load/load-for-command.ts'
import { type Decided, saveDecision } from '../../database/save/save-decision.ts'
import { dueAfter } from '../../scheduling/clock/due.ts'
import { type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { type Attempt, type Db, load } from './attempt.ts'
import { decideWidely } from './decide-attempt.ts'
import { RefusalError } from '../edge/problem.ts'
import { publishOwnChanges } from './publish-own-changes.ts'
import { answerOfTwin, toKept } from './twins.ts'
import type { World } from '../world/world.ts'

/** What was answered, now or to a twin of this request. */
export interface CarriedOut {
  readonly body: object
  readonly isReplayed: boolean
}

interface Saved {
  readonly answer: CarriedOut
  readonly decided?: Decided
}

type Tried = Saved | { readonly lost: true; readonly professionalId: string }

function refuseTooMany({ caller }: Found, now: Instant, maxCommands: number): void {
  if (caller.commands === undefined || caller.commands <= maxCommands) return
  const seconds = Math.ceil((MINUTE - (now % MINUTE)) / SECOND)
  const detail = `more than ${maxCommands} commands a minute; try again in ${seconds} s`
  throw new RefusalError({ reason: 'rate-limited', detail }, seconds)
}

const toReplay = (body: object): Saved => ({ answer: { body, isReplayed: true } })

/** Loads, decides and saves once. */
async function tryOnce<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  db: Db,
  world: World,
  count: boolean,
): Promise<Tried> {
  const { spec, input, actor, now } = attempt
  const first = await load(attempt, db, { count })
  refuseTooMany(first, now, world.config.commandsPerMinute)
  const replayed = answerOfTwin(attempt, first)
  if (replayed) return toReplay(replayed)
  const decidedOn = await decideWidely(attempt, first, db, world)
  if (decidedOn.replayed) return toReplay(decidedOn.replayed)
  const { on, found } = decidedOn
  const { calendar, revision, by, decision, after, effects } = on
  if (decision.refused) throw new RefusalError(decision.refused)
  const isRehearsal = spec.isRehearsal?.(input) === true
  const body = spec.answer(decision.answer, {
    input,
    by,
    now,
    before: revision === undefined ? undefined : calendar,
    after,
    bookings: found.bookings,
    revision: (revision ?? 0) + effects.changes.length,
  })
  const kept = isRehearsal ? undefined : toKept(attempt, body)
  if (isRehearsal || (effects.changes.length === 0 && !kept))
    return { answer: { body, isReplayed: false } }
  if (kept && first.caller.twin?.isStale) await deleteStaleKey(db, kept, now)
  const due = dueAfter(after, effects, now)
  const decided: Decided = {
    professionalId: calendar.professionalId,
    revision,
    ownerUid: calendar.ownerUid,
    at: now,
    by,
    effects,
    ...(due !== undefined && { due }),
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
  throw RefusalError.of('conflict', 'others changed this calendar at the same time')
}

const TWIN_KEYS = ['idempotency_keys_pkey', 'professionals_owner']

/** Whether another request with the same key, or another first save of the same owner, was there first. */
function isTwin(fault: DatabaseFault | undefined): boolean {
  return fault?.kind === 'duplicate' && TWIN_KEYS.includes(fault.constraint)
}

/** What a fault of the driver comes to where another try would not help; the rest is thrown on. */
function refuseFault(error: unknown): never {
  const fault = toDatabaseFault(error)
  if (fault?.kind === 'busy' || isTwin(fault))
    throw RefusalError.of('conflict', 'a request that this one waited for is still running')
  if (fault?.kind === 'overlap')
    throw RefusalError.of('slot-taken', 'the start was taken at the same time')
  throw error
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
    if (!isTwin(fault) && fault?.kind !== 'overlap') return refuseFault(error)
    if (fault?.kind === 'overlap')
      world.log({
        severity: 'ERROR',
        message: `${attempt.spec.name}: an overlap that the decision did not see`,
        requestId: attempt.requestId,
        alarm: 'overlap',
      })
    return await tryTwice(attempt, world, false).catch(refuseFault)
  }
}

/**
 * Carries a command out and publishes its changes.
 *
 * @throws RefusalError where a rule refuses it; the driver's error where Postgres fails it, then nothing was written
 */
export async function carryOut<S extends z.ZodObject, A>(
  attempt: Attempt<S, A>,
  world: World,
): Promise<CarriedOut> {
  const { answer, decided } = await tryAgain(attempt, world)
  if (decided) await publishOwnChanges(decided, world)
  return answer
}
