// Which bookings a change of the schedule leaves outside: they stay, and are named.
import type { Instant } from '../../time/instant.ts'
import { coversSpan, overlapsSpan } from '../../time/spans.ts'
import { type Booking, type Calendar, findService } from '../model/calendar.ts'
import { hasLapsed } from '../model/status-at.ts'
import type { Span } from '../../time/span.ts'
import { type Plan, planFor, reachAt } from './plan.ts'
import { runsAt } from './runs.ts'

/** When something of a service takes place. */
type Placed = Span & Pick<Booking, 'serviceId'>

function plansFor(calendar: Calendar, placed: readonly Placed[], now: Instant): Map<string, Plan> {
  const plans = new Map<string, Plan>()
  for (const [serviceId, own] of Map.groupBy(placed, (one) => one.serviceId)) {
    const service = findService(calendar, serviceId)
    if (!service) continue
    const range = {
      start: own.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY),
      end: own.reduce((last, { end }) => Math.max(last, end), Number.NEGATIVE_INFINITY),
    }
    plans.set(serviceId, planFor(calendar, service, [], range, reachAt(calendar, service, now)))
  }
  return plans
}

function fits(plan: Plan | undefined, { start, end }: Span): boolean {
  return (
    plan !== undefined &&
    coversSpan(plan.windows, start, end) &&
    !overlapsSpan(plan.off, start, end) &&
    !overlapsSpan(plan.away, start, end)
  )
}

function upcomingOf(bookings: readonly Booking[], now: Instant): readonly Booking[] {
  return bookings.filter(
    (booking) => booking.start > now && !hasLapsed(booking, booking.start, now),
  )
}

/** The bookings still to come whose time does not fit the hours, time off and activity. */
export function findMisfits(
  calendar: Calendar,
  bookings: readonly Booking[],
  now: Instant,
): readonly Booking[] {
  const upcoming = upcomingOf(bookings, now)
  const plans = plansFor(calendar, upcoming, now)
  return upcoming.filter((booking) => !fits(plans.get(booking.serviceId), booking))
}

/** The bookings whose time fits as it was agreed, and no longer where a delay has pushed it. */
export function findPushedOut(
  calendar: Calendar,
  bookings: readonly Booking[],
  now: Instant,
): readonly Booking[] {
  const runs = new Map(
    runsAt(calendar, now).map(({ appointment, run }) => [appointment.appointmentId, run]),
  )
  const expected = (booking: Booking): Placed => ({
    serviceId: booking.serviceId,
    ...(runs.get(booking.appointmentId) ?? { start: booking.start, end: booking.end }),
  })
  const plans = plansFor(calendar, [...bookings, ...bookings.map(expected)], now)
  return bookings.filter((booking) => {
    const plan = plans.get(booking.serviceId)
    return fits(plan, booking) && !fits(plan, expected(booking))
  })
}

/** The bookings still to come whose time fitted the hours, time off and activity before, and no longer does. */
export function findConflicts(
  before: Calendar,
  after: Calendar,
  bookings: readonly Booking[],
  now: Instant,
): readonly Booking[] {
  const upcoming = upcomingOf(bookings, now)
  const was = plansFor(before, upcoming, now)
  const is = plansFor(after, upcoming, now)
  return upcoming.filter(
    (booking) =>
      fits(was.get(booking.serviceId), booking) && !fits(is.get(booking.serviceId), booking),
  )
}
