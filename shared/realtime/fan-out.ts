// Brings all documents of a professional to the present revision. The only writer of these documents; a message is a hint.
// Its shape was proven and is checked over all interleavings in fan-out.model.test.ts: change nothing here without that.
import { Unavailable } from '../contract/unavailable.ts'
import type { MirrorState } from '../projection/mirror-state.ts'
import type { Openings } from '../projection/openings.ts'
import { type DateText, formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { batchesOf } from './batches.ts'
import { type ExtraDates, datesOf } from './mirror-dates.ts'
import { project } from './mirror-writes.ts'
import { type Mirror, type Ticket, Unwritable, type Write } from './mirror.ts'

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
  /** Dates whose documents were not what the ticket says of them: nothing but a fault, or a hand, makes them so. */
  readonly drifted: readonly DateText[]
}

/** What to bring up to date, beside what changed since the watermark. */
export interface Hint {
  /** The revision of the message; unset, the documents are looked at in any case. */
  readonly revision?: number
  /** Dates that may differ though nothing changed. */
  readonly extraDates?: ExtraDates
}

/**
 * What a fan-out did. `unknown`: there is no such professional; `behind`: the mirror is newer than the truth;
 * `unwritable`: the mirror cannot hold a document, however often it is tried.
 */
export type FannedOut = 'unchanged' | 'written' | 'unknown' | 'behind' | 'unwritable'

/** Within this time after a write, the next one waits, so that a burst shares one. */
const COALESCE_MILLIS = 250
const ATTEMPTS = 5

/**
 * Writes in as few atomic batches as Firestore's limit allows, each on the condition that nobody else wrote meanwhile.
 * Only the last moves the watermark, so that a crash between two is mended by whoever comes next.
 */
async function commitAll(
  mirror: Mirror,
  professionalId: string,
  ticket: Ticket | undefined,
  next: Pick<Ticket, 'revision' | 'digests' | 'date'>,
  batches: readonly (readonly Write[])[],
): Promise<boolean> {
  let held = ticket
  for (const [index, batch] of batches.entries()) {
    const isLast = index === batches.length - 1
    // What a batch before the last wrote is not known by the digests: after a crash both documents are written again.
    const kept = {
      revision: held?.revision ?? -1,
      digests: { professional: '', schedule: '' },
      ...(held?.date !== undefined && { date: held.date }),
    }
    held = await mirror.commit(professionalId, held, isLast ? next : kept, batch)
    if (!held) return false
  }
  return true
}

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
  const state = await load(professionalId, isWhole ? undefined : ticket.revision)
  if (!state) return 'unknown'
  if (ticket && state.calendar.revision < ticket.revision) return 'behind'
  const at = now()
  const today = toLocalDay(state.calendar.zone, at)
  const wanted = await datesOf(state, extraDates, today, ticket, mirror)
  // After the ticket, never before: old days could be compared with otherwise.
  const old = await mirror.readDays(professionalId, wanted.dates)
  const known = isWhole ? undefined : ticket
  const { writes, dates, digests, openings } = project(state, wanted, old, known, at)
  const next = { revision: state.calendar.revision, digests, date: formatDate(today) }
  const isAsAt = known?.revision === next.revision && known.date === next.date
  const batches = batchesOf(writes, parts.batchBytes)
  if (!(await commitAll(mirror, professionalId, ticket, next, batches))) return 'raced'
  await parts.wrote?.({ openings, drifted: isAsAt ? dates : [] })
  return 'written'
}

/**
 * Brings all documents of a professional to the present revision, in one conditional batch.
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
    if (error instanceof Unwritable) return 'unwritable'
    throw error
  }
  throw new Unavailable(`the documents of ${professionalId} are being written by others`)
}
