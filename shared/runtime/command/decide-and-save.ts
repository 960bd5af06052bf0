// The one way through a decision: load, decide, save if nobody was faster, once more under the lock, publish.
import { toDatabaseFault } from '../../database/connection/errors.ts'
import type { By } from '../../scheduling/model/calendar.ts'
import { NOT_THERE, refuse } from '../../scheduling/model/refusal.ts'
import { RefusalError } from '../edge/problem.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Db, LoadOptions, Verdict } from './aggregate.ts'
import { type Rival, lostTo, rivalOf } from './rivals.ts'

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
      if (tried.rival === undefined) return tried
      lost = tried
      throw new Error('lost: rolled back')
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

/**
 * Decides on an aggregate, saves what was decided at the version that it was decided on, and publishes its changes. Where
 * somebody was faster it is decided anew, with the aggregate's row locked.
 *
 * @param by as what whoever asks may; undefined hides the aggregate from them
 * @param decide pure
 * @returns what was answered, now or to a twin of this request
 * @throws RefusalError where a rule refuses it; the driver's error where Postgres fails it, then nothing was written
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
  const { database } = world
  const left = { ...ANEW }
  try {
    let tried = await decideOnce(database, { isFirst: true }, aggregate, judge)
    while (tried.rival !== undefined) {
      const { rival, save } = tried
      if (rival === 'overlap')
        world.log({
          ...aggregate.entry,
          severity: 'ERROR',
          message: 'an overlap that the decision did not see',
          alarm: 'overlap',
        })
      if (left[rival]-- === 0) throw lostTo(rival)
      tried = await decideLocked(database, save, aggregate, judge)
    }
    if (tried.saved !== undefined) await aggregate.publish(tried.saved)
    return tried.answer
  } catch (error) {
    throw toDatabaseFault(error)?.kind === 'busy' ? lostTo('twin') : error
  }
}
