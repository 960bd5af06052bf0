// Setting the hours of single dates, which replace the weekly ones.
import { isSame } from '../../contract/values/canonical-json.ts'
import { DATES_WITH_HOURS } from '../../contract/limits.ts'
import type { SetDateHours } from '../../contract/schedule.ts'
import type { WallInterval } from '../../contract/values/values.ts'
import { type DateText, formatDate, parseDate } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { tell } from '../effects/tell.ts'
import { datesAround } from '../effects/touched-dates.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { refuseFarDates } from '../model/reach.ts'
import { refuseGrowth } from './growth.ts'

/** How many dates have hours of their own, today and later. */
function countToCome({ zone, dateHours }: Calendar, now: Instant): number {
  const today = formatDate(toLocalDay(zone, now))
  return dateHours.filter(({ date }) => date >= today).length
}

type Request = Pick<SetDateHours, 'date' | 'dates'> & {
  readonly intervals: readonly WallInterval[] | null
}

/** The dates of a request with the path that each was sent at. */
function datesOf({ date, dates = [] }: Request): {
  readonly path: string
  readonly dates: readonly DateText[]
} {
  return date === undefined ? { path: 'dates', dates } : { path: 'date', dates: [date] }
}

/** Decides on `set-date-hours`: an empty list closes the dates, null clears their exceptions. */
export function decideDateHours(
  calendar: Calendar,
  request: Request,
  { newId, now }: Circumstances,
): Decision<Record<never, never>> {
  const { intervals } = request
  const { path, dates } = datesOf(request)
  const far = refuseFarDates(calendar, path, dates, now)
  if (far) return far
  const present = new Map(calendar.dateHours.map((one) => [one.date, one.intervals]))
  const differing = [...new Set(dates)].filter(
    (date) => !isSame(present.get(date) ?? null, intervals),
  )
  if (differing.length === 0) return { effects: NOTHING, answer: {} }
  const rows = { dateHours: differing.map((date) => ({ date, intervals })) }
  const grown = refuseGrowth(path, {
    what: 'dates with hours of their own from today on',
    limit: DATES_WITH_HOURS,
    before: countToCome(calendar, now),
    after: countToCome(applyEffects(calendar, { ...rows, changes: [] }), now),
  })
  if (grown) return grown
  // An interval belongs to the date on which it begins and may run into the next one.
  const spans = differing.map((date) => {
    const day = parseDate(date) ?? 0
    return { start: startOfDay(calendar.zone, day), end: startOfDay(calendar.zone, day + 2) }
  })
  const told = { type: 'schedule.changed', dates: datesAround(calendar, spans) } as const
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
