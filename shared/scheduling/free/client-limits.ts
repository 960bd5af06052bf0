// How many bookings one client may have: local days on which no more of theirs may begin. Unlike a professional's own limits
// these count bookings, not appointments, and hold for a seat in an appointment that stands already, too.
import type { PerClient } from '../../contract/policy.ts'
import type { Service } from '../../contract/service.ts'
import { isLive } from '../../contract/status.ts'
import type { EpochDay } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Schedule } from '../model/calendar.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import { hasLapsed } from '../model/status-at.ts'
import { weekOf } from './limits.ts'
import type { Viewer } from './taken.ts'

interface Counts {
  readonly upcoming: number
  readonly days: ReadonlyMap<EpochDay, number>
  readonly weeks: ReadonlyMap<EpochDay, number>
}

const isUpcoming = ({ status, start }: OwnBooking, now: Instant) =>
  start > now && (status === 'pending' || status === 'confirmed')

function countsOf(
  { zone, policy }: Pick<Schedule, 'zone' | 'policy'>,
  bookings: readonly OwnBooking[],
  now: Instant,
): Counts {
  const days = new Map<EpochDay, number>()
  const weeks = new Map<EpochDay, number>()
  for (const { start } of bookings) {
    const day = toLocalDay(zone, start)
    const week = weekOf(day, policy.weekStartsOn)
    days.set(day, (days.get(day) ?? 0) + 1)
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
  }
  return { upcoming: bookings.filter((one) => isUpcoming(one, now)).length, days, weeks }
}

/** Those that are counted: what is theirs to give up, holds and the booking that moves, is not, nor what time has ended. */
function counted(
  own: readonly OwnBooking[],
  { moving }: Viewer,
  now: Instant,
): readonly OwnBooking[] {
  return own.filter(
    (one) =>
      isLive(one.status) &&
      one.status !== 'held' &&
      one.bookingId !== moving &&
      !hasLapsed(one, one.start, now),
  )
}

/** Whether limits are reached on a day; undefined where they are none. */
function reachedBy(
  limits: PerClient | undefined,
  schedule: Pick<Schedule, 'zone' | 'policy'>,
  bookings: readonly OwnBooking[],
  now: Instant,
): ((day: EpochDay) => boolean) | undefined {
  if (!limits) return undefined
  const { maxUpcoming = Infinity, maxPerDay = Infinity, maxPerWeek = Infinity } = limits
  const { upcoming, days, weeks } = countsOf(schedule, bookings, now)
  const { weekStartsOn } = schedule.policy
  return (day) =>
    upcoming >= maxUpcoming ||
    (days.get(day) ?? 0) >= maxPerDay ||
    (weeks.get(weekOf(day, weekStartsOn)) ?? 0) >= maxPerWeek
}

/**
 * On which local days the viewer has as many bookings as one client may: by the policy, and by the service, which counts
 * its own alone.
 *
 * @returns undefined where nothing limits them: no such rule is set, or they are not bound by any
 */
export function clientLimitsOf(
  schedule: Pick<Schedule, 'zone' | 'policy'>,
  service: Pick<Service, 'serviceId' | 'perClient'>,
  viewer: Viewer & { readonly now: Instant },
): ((day: EpochDay) => boolean) | undefined {
  const { policy } = schedule
  if (!viewer.own || (!policy.perClient && !service.perClient)) return undefined
  const { now } = viewer
  const all = counted(viewer.own, viewer, now)
  const ofService = all.filter(({ serviceId }) => serviceId === service.serviceId)
  const reached = [
    reachedBy(policy.perClient, schedule, all, now),
    reachedBy(service.perClient, schedule, ofService, now),
  ]
  return (day) => reached.some((isReached) => isReached?.(day) === true)
}
