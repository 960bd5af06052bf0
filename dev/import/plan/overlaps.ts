// Appointments of one professional that overlap: here nobody is in two at once, so the one that comes first in the source stays.
import { type Instant, MINUTE } from '../../../shared/time/instant.ts'
import { findZone } from '../../../shared/time/zone.ts'
import { type Finding, finding, showPlace } from './finding.ts'
import type { PlannedBooking, PlannedProfessional, PlannedService } from './plan.ts'
import { showInstant } from './wall.ts'

/** One appointment with everybody who is in it. */
interface Taken {
  readonly serviceKey: string
  readonly start: Instant
  readonly from: Instant
  readonly to: Instant
  readonly first: PlannedBooking
  seatsLeft: number
}

function occupiedBy({ start, durationMinutes }: PlannedBooking, { offer }: PlannedService) {
  return {
    from: start - (offer.bufferBeforeMinutes ?? 0) * MINUTE,
    to: start + (durationMinutes + (offer.bufferAfterMinutes ?? 0)) * MINUTE,
  }
}

/** An instant as the professional's clocks show it. */
type Show = (start: Instant) => string

/** Why a booking overlaps another, as it helps to mend it. */
function whyOverlaps(booking: PlannedBooking, { first }: Taken, show: Show): string {
  const endOf = (one: PlannedBooking) => one.start + one.durationMinutes * MINUTE
  const isOnlyBuffers = booking.start >= endOf(first) || first.start >= endOf(booking)
  const other = `${showPlace(first.at)}, at ${show(first.start)}`
  return isOnlyBuffers
    ? `lies within the buffers of ${other}; a service of shorter buffers lets both stay`
    : `overlaps ${other}`
}

/** The same professional without bookings that cannot stand beside an earlier one of the source. */
export function keepApart(planned: PlannedProfessional, findings: Finding[]): PlannedProfessional {
  const services = new Map(planned.services.map((service) => [service.key, service]))
  const zone = findZone(planned.profile.timeZone)
  const show: Show = (start) => (zone ? showInstant(start, zone) : new Date(start).toISOString())
  // By their days: an appointment lasts a day at most, and its buffers eight hours each.
  const byDay = new Map<number, Taken[]>()
  const DAY = 24 * 60 * MINUTE
  const daysOf = (from: Instant, to: Instant) => {
    const [first, last] = [Math.floor(from / DAY), Math.floor(to / DAY)]
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }
  const bookings = planned.bookings.filter((booking) => {
    const service = services.get(booking.serviceKey)
    if (!service || booking.isCancelled) return true
    const { from, to } = occupiedBy(booking, service)
    const near = [...new Set(daysOf(from, to).flatMap((day) => byDay.get(day) ?? []))]
    const inWay = near.filter((taken) => taken.from < to && from < taken.to)
    const same = inWay.find(
      (taken) => taken.serviceKey === booking.serviceKey && taken.start === booking.start,
    )
    const capacity = service.offer.capacity ?? 1
    const left = same?.seatsLeft ?? capacity
    const [other] = inWay.filter((taken) => taken !== same)
    const leaveOut = (field: string, value: unknown, reason: string) => {
      findings.push(finding('left out', booking.at, field, value, reason))
      return false
    }
    const start = show(booking.start)
    if (other) return leaveOut('start', start, whyOverlaps(booking, other, show))
    if (booking.seats > left)
      return same && capacity === 1
        ? leaveOut('start', start, whyOverlaps(booking, same, show))
        : leaveOut('seats', booking.seats, `${left} of ${capacity} seats are left at ${start}`)
    if (same) {
      same.seatsLeft -= booking.seats
      return true
    }
    const taken: Taken = {
      serviceKey: booking.serviceKey,
      start: booking.start,
      from,
      to,
      first: booking,
      seatsLeft: capacity - booking.seats,
    }
    for (const day of daysOf(from, to)) byDay.set(day, [...(byDay.get(day) ?? []), taken])
    return true
  })
  return { ...planned, bookings }
}
