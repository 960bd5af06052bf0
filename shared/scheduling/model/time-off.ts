// When time off is: said as instants it stays there; said as dates it is on these dates, whatever their zone's clocks do.
import { type DateText, parseDate } from '../../time/date.ts'
import type { Span } from '../../time/span.ts'
import { type Zone, startOfDay } from '../../time/zone.ts'
import type { TimeOff } from './calendar.ts'

/** The whole local days from one date to another; empty where the zone skips them. */
export function wholeDays(zone: Zone, startDate: DateText, endDate: DateText): Span {
  const [first, last] = [parseDate(startDate) ?? 0, parseDate(endDate) ?? 0]
  return { start: startOfDay(zone, first), end: startOfDay(zone, last + 1) }
}

/** Time off as it lies in a zone, by the rules that its clocks have now: those of the day it was saved may be others. */
export function timeOffIn(zone: Zone, timeOff: TimeOff): TimeOff {
  const { startDate, endDate } = timeOff
  if (startDate === undefined || endDate === undefined) return timeOff
  return { ...timeOff, ...wholeDays(zone, startDate, endDate) }
}
