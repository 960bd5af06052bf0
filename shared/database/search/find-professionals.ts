// Professionals by their soonest slot, page by page, in a bounded number of statements however many there are.
// docs/decisions/0008-search-reads-openings.md says why it is right.
import type { Kysely } from 'kysely'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { type Place, comparePlaces } from '../../scheduling/free/places.ts'
import {
  type OfferedSlot,
  type ProfessionalSearch,
  isLater,
} from '../../scheduling/free/professional-search.ts'
import type { Database } from '../connection/connection.ts'
import { findCandidates } from './find-candidates.ts'
import { loadCalendars } from '../load/load-calendars.ts'
import { type Listed, lookAtCandidates, spansOf } from './look-at-candidates.ts'
import type { Typed } from '../rows/matching.ts'

/** How many are looked at in one round where some may turn out not to be available; else, as many as are shown. */
const ROUND = 100
const ROUNDS = 4

/** What to search, and which page of it. */
export interface Page {
  readonly search: ProfessionalSearch
  readonly typed: Typed
  readonly after: Place | undefined
  readonly size: number
}

/** A professional as found. */
export interface OfferingProfessional {
  /** Loaded around now. */
  readonly calendar: Calendar
  readonly slots: readonly OfferedSlot[]
}

/** What a page holds; `next` is where it ends, if there may be more. */
export interface FoundPage {
  readonly found: readonly OfferingProfessional[]
  readonly next?: Place
}

async function loadPresent(
  db: Kysely<Database>,
  search: ProfessionalSearch,
  shown: readonly Listed[],
): Promise<readonly OfferingProfessional[]> {
  if (!isLater(search)) return shown
  const ids = shown.map(({ place }) => place.professionalId)
  const now = { start: search.now, end: search.now }
  const calendars = await loadCalendars(db, spansOf(ids, now))
  return shown.map(({ place, calendar, slots }) => ({
    calendar: calendars.get(place.professionalId) ?? calendar,
    slots,
  }))
}

/**
 * One page of professionals. Those whose place had to be computed are merged with the next of those whose place is
 * stored, up to where the latter have been read; where too few of them are listed, more are read, in four rounds at most.
 */
export async function findProfessionals(
  db: Kysely<Database>,
  { search, typed, after, size }: Page,
): Promise<FoundPage> {
  if (search.range.end <= search.range.start) return { found: [] }
  const limit = search.isAvailableNow ? Math.max(ROUND, size + 1) : size + 1
  const seen = new Set<string>()
  const listed: Listed[] = []
  let read = after
  for (let round = 1; ; round++) {
    // Without an end, everybody has been looked at.
    const { candidates, end } = await findCandidates(db, { search, typed, after: read, limit })
    const unseen = candidates.filter(({ professionalId }) => !seen.has(professionalId))
    for (const { professionalId } of unseen) seen.add(professionalId)
    listed.push(...(await lookAtCandidates(db, search, unseen, after)))
    const sure = listed
      .filter(({ place }) => !after || comparePlaces(place, after) > 0)
      .filter(({ place }) => !end || comparePlaces(place, end) <= 0)
      .toSorted((a, b) => comparePlaces(a.place, b.place))
    if (sure.length <= size && end && round < ROUNDS) {
      read = end
      continue
    }
    const shown = sure.slice(0, size)
    const next = sure.length > size ? shown.at(-1)?.place : end
    return { found: await loadPresent(db, search, shown), ...(next && { next }) }
  }
}
