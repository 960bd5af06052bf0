// The owner's own view of their schedule: what get-schedule answers, from today on.
import type { Calendar } from '../scheduling/model/calendar.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { startOfDay, toLocalDay } from '../time/zone.ts'
import { toSchedule } from './schedule-answer.ts'

const DAYS_AHEAD = 60

/** The schedule document as of `now`, its revisions and time of writing aside. */
export function projectSchedule(calendar: Calendar, now: Instant) {
  const start = startOfDay(calendar.zone, toLocalDay(calendar.zone, now))
  const range = { start, end: start + DAYS_AHEAD * DAY }
  const {
    revision: _,
    professional,
    ...schedule
  } = toSchedule(calendar, range, now, (at) => new Date(at))
  const { revision: _own, ...told } = professional
  return { ...schedule, professional: told }
}
