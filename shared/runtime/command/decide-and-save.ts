// The one way through a decision: load, decide, save if nobody was faster, once more under the lock, publish.
import type { By } from '../../scheduling/model/calendar.ts'
import { NOT_THERE, refuse } from '../../scheduling/model/refusal.ts'
import { RefusalError } from '../edge/problem.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Db, LoadOptions, Verdict } from './aggregate.ts'
import { turnsOf } from './turns/known-rows.ts'
import { type Rival, asWaitedFor, lostTo, rivalOf } from './rivals.ts'
import type { Turn, Turns } from './turns/turns.ts'

/** An answer, with what was saved for it; or to whom it was lost. */
type Tried<S, A> =
  | { readonly rival?: undefined; readonly answer: A; readonly saved?: S }
  | { readonly rival: Rival; readonly save: S }

async function decideOnce<L, S, A>(
  db: Db,
  options: LoadOptions,
  aggregate: Aggregate<L, S, A>,
  judge: (loaded: L) => Verdict<S, A>,
): Promise<Tried<S, A>> {
  const found = await aggregate.load(db, options)
  if ('answered' in found) return { answer: found.answered }
  const verdict = judge(found.loaded)
  if (verdict.refused) {
    const { refused, near } = verdict
    if (near === undefined || options.near !== undefined) throw new RefusalError(refused)
    return decideOnce(db, { isFirst: false, near }, aggregate, judge)
  }
  const { answer, save } = verdict
  if (save === undefined) return { answer }
  try {
    const isSaved = await aggregate.save(db, save)
    return isSaved ? { answer, saved: save } : { rival: 'revision', save }
  } catch (error) {
    const rival = rivalOf(error)
    if (rival) return { rival, save }
    throw error
  }
}

/** Once more, with the row locked of what was lost. */
async function decideLocked<L, S, A>(
  database: World['database'],
  save: S,
  aggregate: Aggregate<L, S, A>,
  judge: (loaded: L) => Verdict<S, A>,
): Promise<Tried<S, A>> {
  let lost: Tried<S, A> | undefined
  try {
    return await database.transaction().execute(async (transaction) => {
      await aggregate.lock(transaction, save)
      const tried = await decideOnce(transaction, { isFirst: false }, aggregate, judge)
      if (tried.rival !== undefined) lost = tried
      return tried
    })
  } catch (error) {
    if (lost) return lost
    throw error
  }
}

/** How often a decision is made anew, by whom it was lost to. */
const ANEW: Readonly<Record<Rival, number>> = {
  revision: 1,
  twin: 1,
  overlap: 1,
  // Nothing is locked against other calendars. Whoever lost as often as an account may hold slots knows that it holds them.
  account: 4,
}

/** The aggregate, with a first save that takes its turn. */
interface InTurn<L, S, A> {
  readonly first: Aggregate<L, S, A>
  readonly end: () => void
}

async function takeTurn<L, S, A>(
  turns: Turns,
  aggregate: Aggregate<L, S, A>,
): Promise<InTurn<L, S, A>> {
  const { guess } = aggregate
  let turn: Turn | undefined = guess === undefined ? undefined : await turns.wait(guess)
  const end = () => {
    turn?.end()
    turn = undefined
  }
  const save = async (db: Db, decided: S): Promise<boolean> => {
    const row = aggregate.row(decided)
    if (turn?.row !== row) {
      end()
      turn = turns.take(row)
    }
    if (turn) return aggregate.save(db, decided)
    // Whoever has it saves something else: this one has lost to them, and asks the database only when it is its turn.
    turn = await turns.wait(row)
    return false
  }
  return { first: { ...aggregate, save }, end }
}

/**
 * Decides on an aggregate, saves what was decided at the version that it was decided on, and publishes its changes. Where
 * somebody was faster it is decided anew, with the aggregate's row locked. Those of one instance that save to the same row
 * take turns, before they load where the row is known by then: none of them holds a connection while it waits.
 *
 * @param by as what whoever asks may; undefined hides the aggregate from them
 * @param decide pure
 * @returns what was answered, now or to a twin of this request
 * @throws RefusalError where a rule refuses it, or too many change the row; the driver's error where Postgres fails it, then
 *   nothing was written
 */
export async function decideAndSave<L, S, A>(
  world: World,
  aggregate: Aggregate<L, S, A>,
  by: (loaded: L) => By | undefined,
  decide: (loaded: L, by: By) => Verdict<S, A>,
): Promise<A> {
  const judge = (loaded: L): Verdict<S, A> => {
    const who = by(loaded)
    return who ? decide(loaded, who) : refuse('not-found', NOT_THERE)
  }
  const { first, end } = await takeTurn(turnsOf(world), aggregate)
  const { saved, answer } = await decideUntilSaved(world, first, aggregate, judge).finally(end)
  if (saved !== undefined) await aggregate.publish(saved)
  return answer
}

async function decideUntilSaved<L, S, A>(
  { database, log }: World,
  first: Aggregate<L, S, A>,
  aggregate: Aggregate<L, S, A>,
  judge: (loaded: L) => Verdict<S, A>,
): Promise<Extract<Tried<S, A>, { readonly rival?: undefined }>> {
  const left = { ...ANEW }
  try {
    let tried = await decideOnce(database, { isFirst: true }, first, judge)
    while (tried.rival !== undefined) {
      const { rival, save } = tried
      if (rival === 'overlap')
        log({
          ...aggregate.entry,
          severity: 'ERROR',
          message: 'an overlap that the decision did not see',
          alarm: 'overlap',
        })
      if (left[rival]-- === 0) throw lostTo(rival)
      tried = await decideLocked(database, save, aggregate, judge)
    }
    return tried
  } catch (error) {
    throw asWaitedFor(error)
  }
}
