// Which days a fan-out looks at: those that changed, those that may, and those that the passing of days has reached.
import type { MirrorState } from '../projection/mirror-state.ts'
import { MIRRORED_DAYS, daysThrough } from '../projection/professional-document.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { rulesOf } from '../scheduling/free/plan.ts'
import { type DateText, type EpochDay, formatDate, parseDate } from '../time/date.ts'
import type { Mirror, Ticket } from './mirror.ts'

/** Dates that may differ though nothing changed: some, all within the `horizon`; `all` rebuilds everything. */
export type ExtraDates = readonly DateText[] | 'horizon' | 'all'

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

/** Days read before it is known what is looked at, at the most: a change names few, or all. */
const LIKELY_DATES = 31

/**
 * The days that are most likely looked at, of those that a message and its caller name: what no day document can be of is left out,
 * so that nothing is read in vain.
 *
 * @param since the local date as of which the documents are
 */
export function likelyDates(
  {
    dates = [],
    extraDates,
  }: { readonly dates?: readonly DateText[]; readonly extraDates?: ExtraDates },
  since: DateText,
): readonly DateText[] {
  const named = new Set([...dates, ...(typeof extraDates === 'object' ? extraDates : [])])
  const through = formatDate((parseDate(since) ?? 0) + MIRRORED_DAYS)
  return [...named].filter((date) => date >= since && date <= through).slice(0, LIKELY_DATES)
}

/** The days of one attempt. */
export interface DatesOfAttempt {
  /** Days within the horizon to compare and write. */
  readonly dates: readonly DateText[]
  /** Days outside it whose documents shall go. */
  readonly gone: readonly DateText[]
}

/** The days to compare and write, and those to delete. Asks the mirror for those that exist only where anything may differ. */
export async function datesOf(
  { calendar, dates }: MirrorState,
  extra: ExtraDates,
  today: EpochDay,
  ticket: Ticket | undefined,
  mirror: Mirror,
): Promise<DatesOfAttempt> {
  const { professionalId } = calendar
  // Of whoever is erased, all days go: those that exist are few once, then none.
  if (calendar.isErased) return { dates: [], gone: await mirror.listDates(professionalId) }
  const last = daysThrough(calendar, today)
  const all = everyDate(today, last)
  if (dates !== 'all' && extra !== 'all') {
    const reached = datesReached(calendar, ticket, today)
    const named = new Set([...dates, ...(extra === 'horizon' ? all : extra), ...reached])
    return { dates: all.filter((date) => named.has(date)), gone: [] }
  }
  const within = new Set(all)
  const mirrored = await mirror.listDates(professionalId)
  return { dates: all, gone: mirrored.filter((date) => !within.has(date)) }
}
