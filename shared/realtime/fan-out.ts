// Brings all documents of a professional to the present revision. The only writer of these documents; a message is a hint.
// Its shape was proven and is checked over all interleavings in fan-out.model.test.ts: change nothing here without that.
import { createHash } from 'node:crypto'
import { Unavailable } from '../contract/unavailable.ts'
import { type DayContent, isEmptyDay, projectDays } from '../projection/day-documents.ts'
import { projectBooking } from '../projection/booking-documents.ts'
import type { MirrorState } from '../projection/mirror-state.ts'
import { type Openings, projectOpenings } from '../projection/openings.ts'
import { daysThrough, projectProfessional } from '../projection/professional-document.ts'
import { projectSchedule } from '../projection/schedule-document.ts'
import type { Calendar } from '../scheduling/calendar.ts'
import { isSame, toCanonicalJson } from '../scheduling/patch.ts'
import { rulesOf } from '../scheduling/plan.ts'
import { type DateText, type EpochDay, formatDate, parseDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { batchesOf } from './batches.ts'
import { type Digests, type Mirror, type Ticket, Unwritable, type Write } from './mirror.ts'

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
  /** Told what was projected once it is committed; no part of what makes the documents right. */
  readonly wrote?: (openings: Openings) => Promise<void>
  /** What one request may carry, if not Firestore's own limit. */
  readonly batchBytes?: number
}

/** What to bring up to date, beside what changed since the watermark. */
export interface Hint {
  /** The revision of the message; unset, the documents are looked at in any case. */
  readonly revision?: number
  /** Dates that may differ though nothing changed; `all` rebuilds everything. */
  readonly extraDates?: readonly DateText[] | 'all'
}

/**
 * What a fan-out did. `unknown`: there is no such professional; `behind`: the mirror is newer than the truth;
 * `unwritable`: the mirror cannot hold a document, however often it is tried.
 */
export type FannedOut = 'unchanged' | 'written' | 'unknown' | 'behind' | 'unwritable'

/** Within this time after a write, the next one waits, so that a burst shares one. */
const COALESCE_MILLIS = 250
const ATTEMPTS = 5

function digestOf(content: object): string {
  return createHash('sha256').update(toCanonicalJson(content)).digest('base64url').slice(0, 22)
}

function everyDate(first: number, last: number): readonly DateText[] {
  return Array.from({ length: last - first + 1 }, (_, index) => formatDate(first + index))
}

/**
 * Dates whose content the passing of days changed since the ticket was written: those that a service's horizon, or the
 * mirror's own, has reached since.
 */
function datesReached(
  calendar: Calendar,
  ticket: Ticket | undefined,
  today: EpochDay,
): readonly DateText[] {
  const before = parseDate(ticket?.date ?? '')
  if (before === undefined || before >= today) return []
  const horizons = calendar.services
    .filter(({ active }) => active)
    .map((service) => rulesOf(calendar, service).horizonDays)
  const reaches = [...horizons, daysThrough(calendar, today) - today]
  return [...new Set(reaches)].flatMap((days) => everyDate(before + days + 1, today + days))
}

interface Wanted {
  /** Days within the horizon to compare and write. */
  readonly dates: readonly DateText[]
  /** Days outside it whose documents shall go. */
  readonly gone: readonly DateText[]
}

async function datesOf(
  { calendar, dates }: MirrorState,
  extra: Hint['extraDates'],
  today: EpochDay,
  ticket: Ticket | undefined,
  mirror: Mirror,
): Promise<Wanted> {
  const { professionalId } = calendar
  const last = daysThrough(calendar, today)
  const all = everyDate(today, last)
  if (dates !== 'all' && extra !== 'all') {
    const reached = datesReached(calendar, ticket, today)
    const named = new Set([...dates, ...(extra ?? []), ...reached])
    return { dates: all.filter((date) => named.has(date)), gone: [] }
  }
  const within = new Set(all)
  const mirrored = await mirror.listDates(professionalId)
  return { dates: all, gone: mirrored.filter((date) => !within.has(date)) }
}

function isSameDay(old: object | undefined, content: DayContent): boolean {
  if (!old) return isEmptyDay(content)
  const { revision: _, updatedAt: _at, ...stored } = old as Record<string, unknown>
  return isSame(stored, content)
}

function dayWrites(
  professionalId: string,
  contents: readonly DayContent[],
  old: ReadonlyMap<DateText, object>,
  stamp: object,
): readonly Write[] {
  return contents
    .filter((content) => !isSameDay(old.get(content.date), content))
    .map((content) => ({
      path: `professionals/${professionalId}/days/${content.date}`,
      content: { ...content, ...stamp },
    }))
}

interface Projected {
  readonly writes: readonly Write[]
  readonly digests: Digests
  readonly openings: Openings
}

function project(
  state: MirrorState,
  { dates, gone }: Wanted,
  old: ReadonlyMap<DateText, object>,
  ticket: Ticket | undefined,
  now: Instant,
): Projected {
  const { calendar, bookings } = state
  const { professionalId, revision, ownerUid } = calendar
  const stamp = { revision, updatedAt: new Date(now) }
  const professional = projectProfessional(calendar, now)
  const schedule = projectSchedule(calendar, now)
  const digests = { professional: digestOf(professional), schedule: digestOf(schedule) }
  const days = projectDays(calendar, dates, toLocalDay(calendar.zone, now))
  const writes: Write[] = [
    ...dayWrites(professionalId, days, old, stamp),
    ...gone.map((date) => ({ path: `professionals/${professionalId}/days/${date}` })),
    ...bookings.flatMap((booking) => projectBooking(calendar, booking)),
  ]
  if (ticket?.digests.professional !== digests.professional)
    writes.push({ path: `professionals/${professionalId}`, content: { ...professional, ...stamp } })
  if (ticket?.digests.schedule !== digests.schedule) {
    const content = { ...schedule, professional: { ...schedule.professional, revision }, ...stamp }
    writes.push({ path: `accounts/${ownerUid}/schedules/${professionalId}`, content })
  }
  return { writes, digests, openings: projectOpenings(calendar, professional, now) }
}

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
  const { writes, digests, openings } = project(state, wanted, old, known, at)
  const next = { revision: state.calendar.revision, digests, date: formatDate(today) }
  const batches = batchesOf(writes, parts.batchBytes)
  if (!(await commitAll(mirror, professionalId, ticket, next, batches))) return 'raced'
  await parts.wrote?.(openings)
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
