// The local dates whose availability may differ between two states of a calendar's appointments.
import type { ChangedDates } from '../../contract/messages/change.ts'
import { type DateText, type EpochDay, formatDate, parseDate } from '../../time/date.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { type WallPolicy, type Zone, startOfDay, toInstant, toLocalDay } from '../../time/zone.ts'
import type { Appointment, Calendar } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { delayPairs } from '../free/delays.ts'
import { weekOf } from '../free/limits.ts'
import { MIRROR, type Taken, seatsTakenOf, takenOf } from '../free/taken.ts'

const WEEK = 7

function print(appointment: Appointment): string {
  const { start, end, occupies, capacity, endedAt } = appointment
  return [
    start,
    end,
    occupies.start,
    occupies.end,
    capacity,
    endedAt,
    seatsTakenOf(appointment, MIRROR),
  ].join()
}

function differing(
  before: readonly Appointment[],
  after: readonly Appointment[],
): readonly Appointment[] {
  const printed = new Map(before.map((one) => [one.appointmentId, print(one)]))
  const now = new Map(after.map((one) => [one.appointmentId, print(one)]))
  return [
    ...before.filter((one) => printed.get(one.appointmentId) !== now.get(one.appointmentId)),
    ...after.filter((one) => printed.get(one.appointmentId) !== now.get(one.appointmentId)),
  ]
}

function differingDelays(before: readonly Taken[], after: readonly Taken[]): readonly Instant[] {
  const was = delayPairs(before)
  const is = delayPairs(after)
  return was.join() === is.join() ? [] : [...was, ...is]
}

const LAST_OCCURRENCE: WallPolicy = { gap: 'forward', fold: 'last' }
const MIDNIGHT = 1440

/** Every local date that the clocks show from one instant to another; one set back over midnight shows a date again. */
function daysShown(zone: Zone, from: Instant, to: Instant): readonly EpochDay[] {
  let first = toLocalDay(zone, from)
  if (toInstant(zone, first - 1, MIDNIGHT, LAST_OCCURRENCE) > from) first--
  let last = toLocalDay(zone, to)
  if (startOfDay(zone, last + 1) <= to) last++
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** How far from what it occupies a slot of any active service may begin, in ms. */
function reachOf({ services }: Calendar): { readonly ahead: number; readonly behind: number } {
  const active = services.filter((service) => service.active)
  return {
    ahead: Math.max(
      0,
      ...active.map((service) => (service.durationMinutes + service.bufferAfterMinutes) * MINUTE),
    ),
    behind: Math.max(0, ...active.map((service) => service.bufferBeforeMinutes * MINUTE)),
  }
}

/**
 * The dates of every slot that reaches into `[from, to)`: new ones of any active service, and standing appointments,
 * which may be longer than their service now is.
 */
function daysReaching(calendar: Calendar, from: Instant, to: Instant): readonly EpochDay[] {
  const { zone, appointments } = calendar
  const { ahead, behind } = reachOf(calendar)
  const standing = appointments.filter(({ start, end }) => start < to && from < end)
  return [
    ...daysShown(zone, from - ahead, to + behind),
    ...standing.map(({ start }) => toLocalDay(zone, start)),
  ]
}

const FIRST_DAY = parseDate('0001-01-01') ?? 0
const LAST_DAY = parseDate('9999-12-31') ?? 0

/** Days as dates, in their order; those that have no date of four digits have no document either. */
function toDates(days: ReadonlySet<EpochDay>): readonly DateText[] {
  return [...days]
    .filter((day) => FIRST_DAY <= day && day <= LAST_DAY)
    .toSorted((a, b) => a - b)
    .map(formatDate)
}

/** With more dates than this, a change names none and means all. */
const DATES_NAMED = 100

/** All dates of slots that may come or go where a stretch of the schedule differs. */
export function datesAround(calendar: Calendar, spans: readonly Span[]): ChangedDates {
  const days = new Set<EpochDay>()
  for (const { start, end } of spans) {
    if (end - start > DATES_NAMED * DAY) return 'all'
    for (const day of daysReaching(calendar, start, end)) days.add(day)
  }
  return days.size > DATES_NAMED ? 'all' : toDates(days)
}

/**
 * All dates of slots that may come or go when `before` becomes `after`: those from which a slot of any active service
 * could reach into what differs, and the whole week where a weekly limit is set.
 */
export function touchedDates(before: Calendar, after: Calendar): readonly DateText[] {
  const days = new Set<EpochDay>()
  const touch = (from: Instant, to: Instant) => {
    for (const day of daysReaching(after, from, to)) days.add(day)
  }
  for (const { start, end, occupies } of differing(before.appointments, after.appointments)) {
    touch(Math.min(start, occupies.start), Math.max(end, occupies.end))
    if (after.policy.maxBookingsPerWeek === undefined) continue
    const week = weekOf(toLocalDay(after.zone, start), after.policy.weekStartsOn)
    for (let day = week; day < week + WEEK; day++) days.add(day)
  }
  const delays = differingDelays(takenOf(before, '', MIRROR), takenOf(after, '', MIRROR))
  if (delays.length > 0) touch(Math.min(...delays), Math.max(...delays))
  return toDates(days)
}
