// hours.csv: rows of weekdays as weekly hours, rows of dates as exceptions.
import type { WeeklyInterval } from '../../../shared/contract/values/values.ts'
import type { PlannedDate, PlannedHours } from '../plan/plan.ts'
import type { Entry } from '../read/json.ts'
import type { HoursRow } from './shapes.ts'

/** The intervals of rows that name a weekday. */
export function toWeekly(rows: readonly Entry<HoursRow>[]): readonly WeeklyInterval[] {
  return rows.flatMap(({ value: { weekday, start, end } }) =>
    weekday === undefined || start === undefined || end === undefined
      ? []
      : [{ weekday, start, end }],
  )
}

/** The working hours by the date from which they hold, and the hours of single dates. */
export function toDates(rows: readonly Entry<HoursRow>[]): {
  readonly hours: readonly PlannedHours[]
  readonly dates: readonly PlannedDate[]
} {
  const own = rows.filter(({ value }) => value.service === undefined)
  const weekly = Map.groupBy(
    own.filter(({ value }) => value.weekday !== undefined),
    ({ value }) => value.effective_from ?? '',
  )
  const single = Map.groupBy(
    own.filter(({ value }) => value.date !== undefined),
    ({ value }) => value.date ?? '',
  )
  return {
    hours: [...weekly].map(([from, of]) => ({
      key: from === '' ? 'now' : from,
      at: of[0]?.at ?? { file: 'hours.csv' },
      hours: toWeekly(of),
      ...(from !== '' && { effectiveFrom: from }),
    })),
    dates: [...single].map(([date, of]) => ({
      key: date,
      at: of[0]?.at ?? { file: 'hours.csv' },
      date,
      intervals: of.flatMap(({ value: { start, end } }) =>
        start === undefined || end === undefined ? [] : [{ start, end }],
      ),
    })),
  }
}
