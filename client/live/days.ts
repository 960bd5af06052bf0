// What of a professional's day documents a viewer is shown: by the viewer's dates, without what it is too late for, own holds
// given back. Pure.
import { type EpochDay, formatDate, parseDate } from '../../shared/time/date.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { type Zone, findZone, startOfDay, toLocalDay } from '../../shared/time/zone.ts'
import type { BookingDocument, DayDocument, ProfessionalDocument } from '../types.ts'
import type { DaysQuery, WatchedDay, WatchedSlot } from './shown-days.ts'

/** What is shown, and when time alone will change it. */
export interface Laid {
  readonly days: readonly WatchedDay[]
  readonly changesAt: number
}

/** As far as a search reaches. */
const MOST_DAYS = 62

/** A query that was checked. */
export interface Wanted {
  readonly query: DaysQuery
  readonly zone: Zone
  readonly first: EpochDay
}

/** Checks a query. @throws RangeError that names the field */
export function toWanted(query: DaysQuery): Wanted {
  const { from, days, timeZone } = query
  const [zone, first] = [findZone(timeZone), parseDate(from)]
  if (!zone) throw new RangeError(`timeZone: ${timeZone} is no IANA time zone`)
  if (first === undefined) throw new RangeError(`from: ${from} is not a date, YYYY-MM-DD`)
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new RangeError(`days: ${days} is not within 1 and ${MOST_DAYS}`)
  return { query, zone, first }
}

/** The professional's last date that a viewer's date reaches into. */
const lastIn = ({ zone }: Wanted, theirs: Zone, day: EpochDay) =>
  toLocalDay(theirs, startOfDay(zone, day + 1) - 1)

/** The professional's dates on which the viewer's are: one more where zones differ. */
export function datesIn(
  wanted: Wanted,
  professional: Pick<ProfessionalDocument, 'timeZone'>,
): readonly [first: string, last: string] {
  const { query, zone, first } = wanted
  const theirs = findZone(professional.timeZone) ?? zone
  return [
    formatDate(toLocalDay(theirs, startOfDay(zone, first))),
    formatDate(lastIn(wanted, theirs, first + query.days - 1)),
  ]
}

/** Lays out what was read, as at a time. */
export function layOut(
  wanted: Wanted,
  professional: ProfessionalDocument,
  documents: readonly DayDocument[],
  bookings: readonly BookingDocument[],
  now: number,
): Laid {
  const { query, zone, first } = wanted
  const { serviceId, professionalId, seats = 1 } = query
  const service = professional.services.find((one) => one.serviceId === serviceId)
  const found = new Map<number, WatchedSlot>()
  let changesAt = Infinity
  const changes = (at: number) => {
    if (at > now) changesAt = Math.min(changesAt, at)
  }
  if (service) {
    const { durationMinutes, minNoticeMinutes, capacity } = service
    const toSlot = (start: Date, seatsLeft: number): WatchedSlot => ({
      start,
      end: new Date(start.getTime() + durationMinutes * MINUTE),
      seatsLeft,
    })
    for (const { slots } of documents)
      for (const { start, seatsLeft } of slots[serviceId] ?? [])
        found.set(start.getTime(), toSlot(start, seatsLeft))
    // Holds occupy in the documents. One that has run out does so until that was written, and is nobody's any more.
    for (const { holdExpiresAt, ...hold } of bookings) {
      const isHere = hold.serviceId === serviceId && hold.professionalId === professionalId
      if (!isHere || hold.status !== 'held' || !holdExpiresAt) continue
      const left = found.get(hold.start.getTime())?.seatsLeft ?? 0
      const { bookingId, start } = hold
      changes(holdExpiresAt.getTime())
      found.set(start.getTime(), {
        ...toSlot(start, Math.min(capacity, left + hold.seats)),
        ...(holdExpiresAt.getTime() > now && { mine: { bookingId, holdExpiresAt } }),
      })
    }
    const notice = minNoticeMinutes * MINUTE
    for (const [at, { mine, seatsLeft }] of found) {
      // The last millisecond at which it may be booked is shown.
      changes(at - notice + 1)
      if (mine === undefined && (at < now + notice || seatsLeft < seats)) found.delete(at)
    }
  }
  const theirs = findZone(professional.timeZone) ?? zone
  const sorted = [...found.values()].sort((a, b) => a.start.getTime() - b.start.getTime())
  const byDay = new Map<EpochDay, WatchedSlot[]>()
  for (let day = first; day < first + query.days; day += 1) byDay.set(day, [])
  for (const slot of sorted) byDay.get(toLocalDay(zone, slot.start.getTime()))?.push(slot)
  const days = [...byDay].map(([day, slots]) => ({
    date: formatDate(day),
    slots,
    beyond: formatDate(lastIn(wanted, theirs, day)) > professional.daysThrough,
  }))
  return { days, changesAt }
}
