// A professional's whole schedule for its owner: what `get-schedule` answers and the schedule document holds.
import { activityAt } from '../scheduling/free/activity.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import type { Span } from '../time/span.ts'
import { formatDate } from '../time/date.ts'
import type { Instant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import { type Render, toActivity, toProfessional, toTimeOff } from './answers.ts'

/** The schedule as far as it concerns `range`: date hours by the local date, time off and busy time that overlap it. */
export function toSchedule<T>(calendar: Calendar, range: Span, now: Instant, render: Render<T>) {
  const first = formatDate(toLocalDay(calendar.zone, range.start))
  const last = formatDate(toLocalDay(calendar.zone, range.end - 1))
  const overlaps = ({ start, end }: Span) => start < range.end && range.start < end
  return {
    professional: toProfessional(calendar.professional, calendar.revision),
    services: calendar.services,
    workingHours: calendar.weeklyRules,
    dateHours: calendar.dateHours.filter(({ date }) => date >= first && date <= last),
    timeOff: calendar.timeOff.filter(overlaps).map((one) => toTimeOff(one, render)),
    externalBusy: calendar.externalBusy
      .filter(overlaps)
      .map(({ source, start, end }) => ({ source, start: render(start), end: render(end) })),
    activity: toActivity(activityAt(calendar, now), render),
    revision: calendar.revision,
  }
}
