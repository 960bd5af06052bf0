// Setting the hours of single dates, which replace the weekly ones.
import type { WallInterval } from '../../contract/values.ts'
import { type DateText, parseDate } from '../../time/date.ts'
import { startOfDay } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { isSame } from '../../contract/canonical-json.ts'
import { tell } from '../effects/tell.ts'
import { datesAround } from '../effects/touched-dates.ts'

/** Decides on `set-date-hours`: an empty list closes the dates, null clears their exceptions. */
export function decideDateHours(
  calendar: Calendar,
  request: {
    readonly dates: readonly DateText[]
    readonly intervals: readonly WallInterval[] | null
  },
  { newId }: Circumstances,
): Decision<Record<never, never>> {
  const { intervals } = request
  const present = new Map(calendar.dateHours.map((one) => [one.date, one.intervals]))
  const differing = [...new Set(request.dates)].filter(
    (date) => !isSame(present.get(date) ?? null, intervals),
  )
  if (differing.length === 0) return { effects: NOTHING, answer: {} }
  // An interval belongs to the date on which it begins and may run into the next one.
  const spans = differing.map((date) => {
    const day = parseDate(date) ?? 0
    return { start: startOfDay(calendar.zone, day), end: startOfDay(calendar.zone, day + 2) }
  })
  const dates = datesAround(calendar, spans)
  const rows = { dateHours: differing.map((date) => ({ date, intervals })) }
  const told = { type: 'schedule.changed', dates } as const
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
