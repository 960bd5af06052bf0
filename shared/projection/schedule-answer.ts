// A professional's whole schedule for its owner: what `get-schedule` answers and the schedule document holds.
import {
  type ShownSchedule,
  WINDOWS_AHEAD_DAYS,
  WINDOWS_BEHIND_DAYS,
} from '../contract/schedule.ts'
import { activityAt } from '../scheduling/free/activity.ts'
import { unitedWindows } from '../scheduling/free/open.ts'
import type { Viewer } from '../scheduling/free/taken.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import type { Span } from '../time/span.ts'
import { formatDate } from '../time/date.ts'
import { DAY, type Instant, formatInstant } from '../time/instant.ts'
import { toLocalDay } from '../time/zone.ts'
import {
  type Render,
  atRevision,
  toShownActivity,
  toShownService,
  toShownTimeOff,
} from './shown.ts'

/** The part of a range of which windows are told; it may be empty. */
function windowsWithin({ start, end }: Span, now: Instant): Span {
  const first = Math.max(start, now - WINDOWS_BEHIND_DAYS * DAY)
  return { start: first, end: Math.max(first, Math.min(end, now + WINDOWS_AHEAD_DAYS * DAY)) }
}

/**
 * The schedule as far as it concerns `range`: weekly rules from the one in force when it begins, date hours by the local
 * date, time off and busy time that overlap it, and the windows within it for a viewer.
 */
export function toShownSchedule<T>(
  calendar: Calendar,
  range: Span,
  { now, viewer }: { readonly now: Instant; readonly viewer: Viewer },
  render: Render<T>,
): ShownSchedule<T> {
  const firstDay = toLocalDay(calendar.zone, range.start)
  const first = formatDate(firstDay)
  // An interval that begins on a date may run on through the next one.
  const reaching = formatDate(firstDay - 2)
  const last = formatDate(toLocalDay(calendar.zone, range.end - 1))
  const overlaps = ({ start, end }: Span) => start < range.end && range.start < end
  return {
    services: calendar.services.map(toShownService),
    workingHours: calendar.weeklyRules
      .filter((_, index, rules) => {
        // One that another has followed by then is over.
        const next = rules[index + 1]
        return next === undefined || next.effectiveFrom > reaching
      })
      .map(({ effectiveFrom, hours }) => ({ effectiveFrom, hours })),
    dateHours: calendar.dateHours
      .filter(({ date }) => date >= first && date <= last)
      .map(({ date, intervals }) => ({ date, intervals })),
    timeOff: calendar.timeOff.filter(overlaps).map((one) => toShownTimeOff(one, render)),
    externalBusy: calendar.externalBusy
      .filter(overlaps)
      .map(({ source, start, end }) => ({ source, start: render(start), end: render(end) })),
    windows: unitedWindows(calendar, windowsWithin(range, now), viewer).map(({ start, end }) => ({
      start: render(start),
      end: render(end),
    })),
    activity: toShownActivity(activityAt(calendar, now), render),
  }
}

/** What `get-schedule` answers. */
export function toScheduleOf(calendar: Calendar, range: Span, now: Instant) {
  const { professional, revision } = calendar
  const told = windowsWithin(range, now)
  const isWhole = told.start === range.start && told.end === range.end
  return {
    professional: atRevision(professional, revision),
    ...toShownSchedule(calendar, range, { now, viewer: { now } }, formatInstant),
    ...(!isWhole && { truncated: true as const }),
    revision,
  }
}
