// The owner's own view of their schedule: what get-schedule answers, from today on.
import type { ScheduleDocument } from '../contract/documents/schedule.ts'
import type { Professional } from '../contract/professional.ts'
import { MIRROR } from '../scheduling/free/taken.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { startOfDay, toLocalDay } from '../time/zone.ts'
import { toShownSchedule } from './schedule-answer.ts'
import { toShownProfessional } from './shown.ts'
import type { Content } from './written.ts'

/** How many days after today the document tells of. */
export const DAYS_AHEAD = 60

/** The schedule document as of `now`; the revision that its professional is shown at is that of its writing. */
export function projectSchedule(
  calendar: Calendar,
  now: Instant,
): Content<Omit<ScheduleDocument<Date>, 'professional'>> & { readonly professional: Professional } {
  const start = startOfDay(calendar.zone, toLocalDay(calendar.zone, now))
  const range = { start, end: start + DAYS_AHEAD * DAY }
  return {
    ...toShownSchedule(calendar, range, { now, viewer: MIRROR }, (at) => new Date(at)),
    professional: toShownProfessional(calendar.professional),
  }
}
