// Which hours keep a start out, in words.
import type { Service } from '../../contract/service.ts'
import { type EpochDay, formatDate, formatWallTime } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { coversSpan, mergeSpans } from '../../time/spans.ts'
import { type Zone, toWallTime } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { datedIntervals } from './windows.ts'

/** An instant by the professional's clock, `2026-11-24 09:00`. */
export function formatWall(zone: Zone, instant: Instant): string {
  const { day, minutes } = toWallTime(zone, instant)
  return `${formatDate(day)} ${formatWallTime(minutes)}`
}

/** The hours behind `outside-hours`. */
export interface HoursSource {
  readonly kind: 'date-hours' | 'working-hours' | 'service-hours'
  readonly id?: string
}

function hoursInWords(calendar: Calendar, intervals: readonly number[], day: EpochDay): string {
  const { zone } = calendar
  const texts: string[] = []
  for (let index = 0; index < intervals.length; index += 2) {
    const [start, end] = intervals.slice(index, index + 2)
    if (start !== undefined && end !== undefined)
      texts.push(`${formatWall(zone, start).slice(-5)}–${formatWall(zone, end).slice(-5)}`)
  }
  return texts.length === 0
    ? `${formatDate(day)} is closed`
    : `${formatDate(day)} is open ${texts.join(', ')}`
}

/** Which hours a start does not fit into: those of the date if it has some, else the service's own, else the weekly ones. */
export function explainHours(
  calendar: Calendar,
  service: Service,
  day: EpochDay,
  { start, end }: Span,
): { readonly detail: string; readonly source: HoursSource } {
  const date = formatDate(day)
  const hasDateHours = calendar.dateHours.some((one) => one.date === date)
  const intervals = datedIntervals(calendar, service.hours, day, day)
  const detail = hoursInWords(calendar, intervals, day)
  if (service.hours) {
    const unexcepted = { ...calendar, dateHours: [] }
    const own = mergeSpans([...datedIntervals(unexcepted, service.hours, day - 2, day + 1)])
    // Its own hours would do: what the date's exception cut off keeps it out.
    if (!hasDateHours || !coversSpan(own, start, end))
      return { detail, source: { kind: 'service-hours', id: service.serviceId } }
  }
  if (hasDateHours) return { detail, source: { kind: 'date-hours', id: date } }
  return { detail, source: { kind: 'working-hours' } }
}
