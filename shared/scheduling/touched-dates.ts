// The local dates whose availability may differ between two states of a calendar's appointments.
import { type DateText, type EpochDay, formatDate } from '../time/date.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { type WallPolicy, type Zone, startOfDay, toInstant, toLocalDay } from '../time/zone.ts'
import type { Appointment, Calendar } from './calendar.ts'
import { delayPairs } from './delays.ts'
import { weekOf } from './limits.ts'
import { MIRROR, type Taken, seatsTakenOf, takenOf } from './taken.ts'

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

/**
 * All dates of slots that may come or go when `before` becomes `after`: those from which a slot of any active service
 * could reach into what differs, and the whole week where a weekly limit is set.
 */
export function touchedDates(before: Calendar, after: Calendar): readonly DateText[] {
  const active = after.services.filter((service) => service.active)
  const ahead = Math.max(
    0,
    ...active.map((service) => (service.durationMinutes + service.bufferAfterMinutes) * MINUTE),
  )
  const behind = Math.max(0, ...active.map((service) => service.bufferBeforeMinutes * MINUTE))
  const days = new Set<EpochDay>()
  const touch = (from: Instant, to: Instant) => {
    for (const day of daysShown(after.zone, from - ahead, to + behind)) days.add(day)
  }
  for (const { start, end, occupies } of differing(before.appointments, after.appointments)) {
    touch(Math.min(start, occupies.start), Math.max(end, occupies.end))
    if (after.policy.maxBookingsPerWeek === undefined) continue
    const week = weekOf(toLocalDay(after.zone, start), after.policy.weekStartsOn)
    for (let day = week; day < week + WEEK; day++) days.add(day)
  }
  const delays = differingDelays(takenOf(before, '', MIRROR), takenOf(after, '', MIRROR))
  if (delays.length > 0) touch(Math.min(...delays), Math.max(...delays))
  return [...days].toSorted((a, b) => a - b).map(formatDate)
}
