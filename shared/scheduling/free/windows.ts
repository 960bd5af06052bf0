// Step 1 of what is free: the wall-clock hours of each local date as instants.
import {
  type EpochDay,
  parseDate,
  parseWallEnd,
  parseWallTime,
  weekdayOf,
} from '../../time/date.ts'
import { type Spans, intersectSpans, mergeSpans } from '../../time/spans.ts'
import { COMPATIBLE, type Zone, isSkippedDay, toInstant } from '../../time/zone.ts'
import type { WallInterval, WeeklyInterval } from '../../contract/values/values.ts'
import type { Schedule } from '../model/calendar.ts'

const FULL_DAY = 1440

/** Flat `[start, end, …]` in minutes after midnight; an end past 1440 lies on the next date. */
type Minutes = readonly number[]

function toMinutes(intervals: readonly WallInterval[]): Minutes {
  return intervals.flatMap((interval) => {
    const start = parseWallTime(interval.start) ?? 0
    const end = parseWallEnd(interval.end) ?? 0
    return [start, end < start ? end + FULL_DAY : end]
  })
}

function byWeekday(hours: readonly WeeklyInterval[]): readonly Minutes[] {
  const weekdays: number[][] = [[], [], [], [], [], [], [], []]
  for (const interval of hours) weekdays[interval.weekday]?.push(...toMinutes([interval]))
  return weekdays
}

const NONE: Spans = []

function toSpans(zone: Zone, day: EpochDay, minutes: Minutes): Spans {
  if (minutes.length === 0) return NONE
  const pairs = minutes.map((minute) => toInstant(zone, day, minute, COMPATIBLE))
  return mergeSpans(pairs)
}

/**
 * The intervals of each local date from `first` to `last`, one date after another, those of a date merged:
 * its date hours if set, else the weekly rule in force; for a service with hours of its own those, cut to the date hours.
 *
 * @returns flat `[start, end, …]`; an interval belongs to the date on which it starts, so dates may overlap
 */
export function datedIntervals(
  schedule: Schedule,
  serviceHours: readonly WeeklyInterval[] | undefined,
  first: EpochDay,
  last: EpochDay,
): readonly number[] {
  const { zone } = schedule
  const exceptions = new Map(
    schedule.dateHours.map(({ date, intervals }) => [parseDate(date) ?? 0, toMinutes(intervals)]),
  )
  const rules = schedule.weeklyRules.map(({ effectiveFrom, hours }) => ({
    from: parseDate(effectiveFrom) ?? 0,
    weekdays: byWeekday(hours),
  }))
  const own = serviceHours && byWeekday(serviceHours)
  const grid: number[] = []
  let next = 0
  for (let day = first; day <= last; day++) {
    while (next < rules.length && (rules[next]?.from ?? 0) <= day) next++
    if (isSkippedDay(zone, day)) continue
    const exception = exceptions.get(day)
    const weekdays = own ?? rules[next - 1]?.weekdays
    const weekly = weekdays?.[weekdayOf(day)] ?? []
    const spans = toSpans(zone, day, own ? weekly : (exception ?? weekly))
    grid.push(...(own && exception ? intersectSpans(spans, toSpans(zone, day, exception)) : spans))
  }
  return grid
}
