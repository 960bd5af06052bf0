// What every day document of a calendar says, by date, and on which dates two states of it differ.
import type { Calendar } from '../../shared/scheduling/model/calendar.ts'
import { findMirrorSlots } from '../../shared/scheduling/free/search.ts'
import { type EpochDay, formatDate } from '../../shared/time/date.ts'
import { toLocalDay } from '../../shared/time/zone.ts'

/** What every day document says, by date. */
export type Days = ReadonlyMap<string, string>

export interface Dates {
  readonly first: EpochDay
  readonly last: EpochDay
  readonly today: EpochDay
}

export function daysOf(calendar: Calendar, dates: Dates): Days {
  const days = new Map<string, string>()
  for (const service of calendar.services)
    for (const { start, seatsLeft } of findMirrorSlots(calendar, service, dates)) {
      const date = formatDate(toLocalDay(calendar.zone, start))
      days.set(date, `${days.get(date) ?? ''} ${service.serviceId} ${start} ${seatsLeft}`)
    }
  return days
}

export function differing(before: Days, after: Days): readonly string[] {
  const dates = new Set([...before.keys(), ...after.keys()])
  return [...dates].filter((date) => before.get(date) !== after.get(date)).toSorted()
}
