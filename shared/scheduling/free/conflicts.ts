// Which bookings a change of the schedule leaves outside: they stay, and are named.
import type { Instant } from '../../time/instant.ts'
import { coversSpan, overlapsSpan } from '../../time/spans.ts'
import { type Booking, type Calendar, findService } from '../model/calendar.ts'
import { hasLapsed } from '../model/status-at.ts'
import { type Plan, planFor, reachAt } from './plan.ts'

function plansFor(
  calendar: Calendar,
  bookings: readonly Booking[],
  now: Instant,
): Map<string, Plan> {
  const plans = new Map<string, Plan>()
  for (const { serviceId } of bookings) {
    const service = findService(calendar, serviceId)
    if (plans.has(serviceId) || !service) continue
    const own = bookings.filter((booking) => booking.serviceId === serviceId)
    const range = {
      start: Math.min(...own.map((booking) => booking.start)),
      end: Math.max(...own.map((booking) => booking.end)),
    }
    plans.set(serviceId, planFor(calendar, service, [], range, reachAt(calendar, service, now)))
  }
  return plans
}

function fits(plan: Plan | undefined, { start, end }: Booking): boolean {
  return (
    plan !== undefined &&
    coversSpan(plan.windows, start, end) &&
    !overlapsSpan(plan.off, start, end) &&
    !overlapsSpan(plan.away, start, end)
  )
}

/** The bookings still to come whose time fitted the hours, time off and activity before, and no longer does. */
export function findConflicts(
  before: Calendar,
  after: Calendar,
  bookings: readonly Booking[],
  now: Instant,
): readonly Booking[] {
  const upcoming = bookings.filter(
    (booking) => booking.start > now && !hasLapsed(booking, booking.start, now),
  )
  const was = plansFor(before, upcoming, now)
  const is = plansFor(after, upcoming, now)
  return upcoming.filter(
    (booking) =>
      fits(was.get(booking.serviceId), booking) && !fits(is.get(booking.serviceId), booking),
  )
}
