// Cal.com's schedules: availability as weekly hours, overrides as dates of their own.
import type { WallInterval, WeeklyInterval } from '../../../shared/contract/values/values.ts'
import { type Finding, finding } from '../plan/finding.ts'
import type { PlannedDate } from '../plan/plan.ts'
import type { Entry } from '../read/json.ts'
import { type Schedule, WEEKDAYS } from './shapes.ts'

/** Its last minute of a day, which stands for the end of it. */
const LAST_MINUTE = '23:59'

interface Times {
  readonly startTime: string
  readonly endTime: string
}

function toInterval(
  { startTime, endTime }: Times,
  entry: Entry<Schedule>,
  findings: Finding[],
): WallInterval {
  if (endTime !== LAST_MINUTE) return { start: startTime, end: endTime }
  const reason = 'stands for the end of the day'
  findings.push(finding('changed', entry.at, 'endTime', endTime, reason, 'taken as 24:00'))
  return { start: startTime, end: '24:00' }
}

/** The weekly hours of a schedule. */
export function toWeekly(entry: Entry<Schedule>, findings: Finding[]): readonly WeeklyInterval[] {
  return entry.value.availability.flatMap(({ days, ...times }) => {
    if (times.startTime === times.endTime) return [] // an empty interval
    const interval = toInterval(times, entry, findings)
    return days.map((day) => ({ weekday: WEEKDAYS.indexOf(day) + 1, ...interval }))
  })
}

/** The dates with hours of their own; one from 00:00 to 00:00 is a day off. */
export function toDates(entry: Entry<Schedule>, findings: Finding[]): readonly PlannedDate[] {
  const byDate = Map.groupBy(entry.value.overrides, ({ date }) => date)
  return [...byDate].map(([date, overrides]) => ({
    key: date,
    at: entry.at,
    date,
    intervals: overrides
      .filter(({ startTime, endTime }) => startTime !== endTime)
      .map((times) => toInterval(times, entry, findings)),
  }))
}
