// From dates and times as a form has them to instants, and the bounds of a day, in the professional's zone.
import { parseDate, parseWallTime } from '../../../../shared/time/date.ts'
import { COMPATIBLE, findZone, startOfDay, toInstant } from '../../../../shared/time/zone.ts'

/** The instant of a wall time, as the functions understand it: one that is skipped moves forward, of two it is the first. */
export function instantOf(zone: string, date: string, time: string): Date | undefined {
  const found = findZone(zone)
  const day = parseDate(date)
  const minutes = parseWallTime(time)
  if (!found || day === undefined || minutes === undefined) return undefined
  return new Date(toInstant(found, day, minutes, COMPATIBLE))
}

/** When a date begins; of a date that is none, the beginning of time. */
export function startOf(zone: string, date: string): Date {
  const found = findZone(zone)
  const day = parseDate(date)
  return new Date(found && day !== undefined ? startOfDay(found, day) : 0)
}
