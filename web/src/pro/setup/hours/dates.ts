// Several dates in one: each of a stretch, or only its days of the week; dates that lie together as one line of a list.
import { parseDate, weekdayOf } from '../../../../../shared/time/date.ts'
import { addDays } from '../../../words/when.ts'
import type { DateHours } from '../setup.ts'

/** As many dates as one request may name. */
export const MOST_DATES = 366

/** Every date from the first to the last, both of them too; none where that is backwards or too many. */
export function datesBetween(first: string, last: string): readonly string[] {
  const [from, to] = [parseDate(first), parseDate(last === '' ? first : last)]
  if (from === undefined || to === undefined || to < from || to - from >= MOST_DATES) return []
  return Array.from({ length: to - from + 1 }, (_, i) => addDays(first, i))
}

/** Those of the dates that are one of these weekdays. */
export function onWeekdays(
  dates: readonly string[],
  weekdays: readonly number[],
): readonly string[] {
  return dates.filter((date) => {
    const day = parseDate(date)
    return day !== undefined && weekdays.includes(weekdayOf(day))
  })
}

export interface DateRun {
  readonly first: string
  readonly last: string
  readonly dates: readonly string[]
  readonly intervals: DateHours['intervals']
}

/** Dates that follow each other with the same hours, in one line each. */
export function runsOfDates(exceptions: readonly DateHours[]): readonly DateRun[] {
  const runs: DateRun[] = []
  for (const { date, intervals } of exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const run = runs.at(-1)
    const isNext =
      run !== undefined &&
      addDays(run.last, 1) === date &&
      JSON.stringify(run.intervals) === JSON.stringify(intervals)
    if (run && isNext) runs[runs.length - 1] = { ...run, last: date, dates: [...run.dates, date] }
    else runs.push({ first: date, last: date, dates: [date], intervals })
  }
  return runs
}
