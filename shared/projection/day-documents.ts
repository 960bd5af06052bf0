// The documents of days: what is free on each local date, service by service.
import type { DayDocument } from '../contract/documents/day.ts'
import { type DateText, type EpochDay, formatDate, parseDate } from '../time/date.ts'
import { startOfDay, toLocalDay } from '../time/zone.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { findMirrorSlots } from '../scheduling/free/search.ts'
import type { Content } from './written.ts'

/** What a day's document says. Dates become Firestore's timestamps. */
export type DayContent = Content<DayDocument<Date>>

/** Whether nothing is free: such a day needs no document. */
export function isEmptyDay({ slots }: DayContent): boolean {
  return Object.values(slots).every((list) => list.length === 0)
}

/** Stretches of consecutive days, so that each is laid out once. */
function toRuns(days: readonly EpochDay[]): { first: EpochDay; last: EpochDay }[] {
  const runs: { first: EpochDay; last: EpochDay }[] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run && day - run.last <= 1) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}

/** The contents of the given days, in their order; each has a key for every active service. */
export function projectDays(
  calendar: Calendar,
  dates: readonly DateText[],
  today: EpochDay,
): readonly DayContent[] {
  const active = calendar.services.filter((service) => service.active)
  const days = dates.map((date) => parseDate(date) ?? today)
  const lists = new Map<string, { start: Date; seatsLeft: number }[]>()
  for (const run of toRuns(days))
    for (const service of active)
      for (const { start, seatsLeft } of findMirrorSlots(calendar, service, { ...run, today })) {
        const key = `${formatDate(toLocalDay(calendar.zone, start))} ${service.serviceId}`
        const list = lists.get(key)
        if (list) list.push({ start: new Date(start), seatsLeft })
        else lists.set(key, [{ start: new Date(start), seatsLeft }])
      }
  return days.map((day) => {
    const date = formatDate(day)
    const slots = active.map(
      ({ serviceId }) => [serviceId, lists.get(`${date} ${serviceId}`) ?? []] as const,
    )
    return {
      date,
      timeZone: calendar.professional.timeZone,
      slots: Object.fromEntries(slots),
      expireAt: new Date(startOfDay(calendar.zone, day + 2)),
    }
  })
}
