// Answers of a query as they were sent, kept by an instance for whoever asks the same: each holds for one revision of one calendar,
// until time alone may change it, and for whom it is. See docs/decisions/0039-answers-are-kept-by-revision.md.
import type { Actor } from '../../../identity/actor.ts'
import type { Instant } from '../../../time/instant.ts'

/** What an answer holds for. */
export interface Lasting {
  readonly professionalId: string
  readonly revision: number
  /** The first instant at which another answer may be due, though nothing happened. */
  readonly until: Instant
  /** Nobody but the caller; or everybody, with the exception of these accounts. */
  readonly for: 'caller' | { readonly notFor: ReadonlySet<string> }
}

/** An answer as it is sent. */
export interface Sent {
  readonly json: Buffer
  readonly etag: string
}

/** An answer that is kept. */
export interface Kept extends Sent, Lasting {
  /** When it was made. */
  readonly since: Instant
}

export interface KeptAnswers {
  /** What may be the answer, each if the calendar is at its revision still; all of one calendar. */
  readonly find: (question: string, actor: Actor, now: Instant) => readonly Kept[]
  readonly keep: (question: string, actor: Actor, kept: Kept) => void
}

/** All that an answer can depend on of its caller. */
const callerOf = ({ uid, isAdmin, isEmailVerified, email, phone }: Actor): string =>
  JSON.stringify([uid, isAdmin, isEmailVerified, email, phone])

const isOfNow = ({ since, until }: Kept, now: Instant) => since <= now && now < until

/** Of an instance, so that it stays a small part of its memory. */
export interface KeptLimits {
  readonly answers: number
  readonly bytes: number
}

/** Keeps answers, those that were asked for last; none where the limit is none. */
export function keepAnswers(limits: KeptLimits): KeptAnswers {
  // In the order in which they were asked for.
  const all = new Map<string, Kept>()
  let bytes = 0
  const drop = (key: string, { json }: Kept) => {
    all.delete(key)
    bytes -= json.length
  }
  const forAll = (question: string) => `${question}\n`
  const forOne = (question: string, actor: Actor) => `${question}\n${callerOf(actor)}`

  function look(key: string, now: Instant): Kept | undefined {
    const kept = all.get(key)
    if (!kept) return undefined
    if (!isOfNow(kept, now)) {
      drop(key, kept)
      return undefined
    }
    all.delete(key)
    all.set(key, kept)
    return kept
  }

  return {
    find: (question, actor, now) => {
      const shared = look(forAll(question), now)
      const own = look(forOne(question, actor), now)
      const isForThem = shared && shared.for !== 'caller' && !shared.for.notFor.has(actor.uid)
      return [...(isForThem ? [shared] : []), ...(own ? [own] : [])]
    },
    keep: (question, actor, kept) => {
      if (kept.json.length > limits.bytes) return
      const isShared = kept.for !== 'caller' && !kept.for.notFor.has(actor.uid)
      const key = isShared ? forAll(question) : forOne(question, actor)
      const before = all.get(key)
      if (before) drop(key, before)
      all.set(key, kept)
      bytes += kept.json.length
      for (const [oldest, one] of all) {
        if (all.size <= limits.answers && bytes <= limits.bytes) break
        drop(oldest, one)
      }
    },
  }
}
