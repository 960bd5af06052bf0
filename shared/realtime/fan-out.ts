// Brings all documents of a professional to the present revision. The only writer of these documents; a message is a hint.
// Its shape was proven and is checked over all interleavings in fan-out.model.test.ts: change nothing here without that.
import { Unavailable } from '../contract/faults/unavailable.ts'
import type { MirrorState } from '../projection/mirror-state.ts'
import type { Openings } from '../projection/openings.ts'
import { type DateText, formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { batchesOf } from './batches.ts'
import { commitBatches } from './commit-batches.ts'
import { type ExtraDates, datesOf, likelyDates } from './mirror-dates.ts'
import { type Drift, dayPath, project } from './mirror-writes.ts'
import { type Mirror, type NextTicket, Unwritable } from './mirror.ts'
import { type Refused, leftBy, nextUnwritten, sortWrites } from './unwritten.ts'

/** What a fan-out works with. */
export interface FanOut {
  readonly mirror: Mirror
  /** The state in one snapshot, with what changed after a revision; undefined for no such professional. */
  readonly load: (
    professionalId: string,
    since: number | undefined,
  ) => Promise<MirrorState | undefined>
  readonly now: () => Instant
  readonly sleep: (millis: number) => Promise<void>
  /** Told what was written once it is committed; no part of what makes the documents right. */
  readonly wrote?: (written: Written) => Promise<void>
  /** What one request may carry, if not Firestore's own limit. */
  readonly batchBytes?: number
}

/** What a fan-out wrote. */
export interface Written {
  readonly openings: Openings
  /** Days whose documents were not what the ticket says of them: nothing but a fault, or a hand, makes them so. */
  readonly drifted: readonly Drift[]
  /** Documents that cannot be written, each told once for what it says; the ticket names them. */
  readonly refused: readonly Refused[]
}

/** What to bring up to date, beside what changed since the watermark. */
export interface Hint {
  /** The revision of the message; unset, the documents are looked at in any case. */
  readonly revision?: number
  /** The days that the message names: they are read at once, beside the state, which alone says what is looked at. */
  readonly dates?: readonly DateText[]
  /** Dates that may differ though nothing changed. */
  readonly extraDates?: ExtraDates
}

/**
 * What a fan-out did. `unknown`: there is no such professional; `behind`: the mirror is newer than the truth;
 * `unwritable`: not even the ticket could be written, or too much was refused, however often it is tried, and why.
 */
export type FannedOut =
  | 'unchanged'
  | 'written'
  | 'unknown'
  | 'behind'
  | { readonly unwritable: string }

/** Within this time after a write, the next one waits, so that a burst shares one. */
const COALESCE_MILLIS = 250
const ATTEMPTS = 5

async function attempt(
  parts: FanOut,
  professionalId: string,
  hint: Hint,
): Promise<FannedOut | 'raced'> {
  const { mirror, load, now, sleep } = parts
  const { revision, extraDates = [] } = hint
  const ticket = await mirror.readTicket(professionalId)
  const isCovered = revision !== undefined && ticket !== undefined && revision <= ticket.revision
  if (isCovered && extraDates.length === 0) return 'unchanged'
  const since = ticket && now() - ticket.writtenAt
  if (since !== undefined && since < COALESCE_MILLIS)
    await sleep(COALESCE_MILLIS - Math.max(0, since))
  const isWhole = extraDates === 'all' || ticket?.date === undefined || ticket.revision < 0
  // Both after the ticket, never before: old days could be compared with otherwise.
  const early = isWhole ? [] : likelyDates(hint, ticket.date)
  const [state, earlyDays] = await Promise.all([
    load(professionalId, isWhole ? undefined : ticket.revision),
    mirror.readDays(professionalId, early),
  ])
  if (!state) return 'unknown'
  if (ticket && state.calendar.revision < ticket.revision) return 'behind'
  const at = now()
  const today = toLocalDay(state.calendar.zone, at)
  const wanted = await datesOf(state, extraDates, today, ticket, mirror)
  const late = wanted.dates.filter((date) => !early.includes(date))
  const old = new Map([...earlyDays, ...(await mirror.readDays(professionalId, late))])
  const known = isWhole ? undefined : ticket
  const { writes, looked, differing, digests, openings } = project(state, wanted, old, known, at)
  const date = formatDate(today)
  const sorted = sortWrites(writes, known?.unwritten)
  const toNext = (refused: readonly Refused[]): NextTicket => {
    const left = leftBy(sorted, refused)
    const unwritten = nextUnwritten(known?.unwritten, looked, left, date)
    return { revision: state.calendar.revision, digests, date, ...(unwritten && { unwritten }) }
  }
  const batches = batchesOf(sorted.possible, parts.batchBytes)
  const refused = await commitBatches(mirror, professionalId, ticket, toNext, batches)
  if (!refused) return 'raced'
  const left = new Set(leftBy(sorted, refused).map(({ path }) => path))
  const isAsAt = known?.revision === state.calendar.revision && known.date === date
  await parts.wrote?.({
    openings,
    drifted: isAsAt
      ? differing.filter(({ date: day }) => !left.has(dayPath(professionalId, day)))
      : [],
    refused: [...sorted.refused, ...refused],
  })
  return 'written'
}

/**
 * Brings all documents of a professional to the present revision, in one conditional batch; all but those that the mirror
 * cannot hold, which stay as they were and are named by the ticket.
 *
 * @throws Unavailable after five lost races, and where the mirror does not answer: the message comes again then
 */
export async function fanOut(
  parts: FanOut,
  professionalId: string,
  hint: Hint = {},
): Promise<FannedOut> {
  try {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const done = await attempt(parts, professionalId, hint)
      if (done !== 'raced') return done
    }
  } catch (error) {
    if (error instanceof Unwritable) return { unwritable: error.message }
    throw error
  }
  throw new Unavailable(`the documents of ${professionalId} are being written by others`)
}
