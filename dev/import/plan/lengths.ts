// Bookings that are longer or shorter than their service: each such length becomes a service that is not offered, so that
// nobody's time is cut or wasted.
import { type Finding, finding } from './finding.ts'
import type { PlannedBooking, PlannedProfessional, PlannedService } from './plan.ts'

const RANGE = { min: 5, max: 1440 }
const NAME_CHARACTERS = 100

function toVariant(service: PlannedService, minutes: number): PlannedService {
  const { offer, at } = service
  const suffix = ` (${minutes} min)`
  return {
    key: `${service.key}~${minutes}`,
    at,
    offer: {
      ...offer,
      name:
        Array.from(offer.name)
          .slice(0, NAME_CHARACTERS - suffix.length)
          .join('') + suffix,
      durationMinutes: minutes,
    },
    isOffered: false,
  }
}

/** The same professional, every booking with a service of its own length. */
export function fitLengths(planned: PlannedProfessional, findings: Finding[]): PlannedProfessional {
  const services = new Map(planned.services.map((service) => [service.key, service]))
  const fit = (booking: PlannedBooking): PlannedBooking[] => {
    const { at, serviceKey, durationMinutes: minutes } = booking
    const service = services.get(serviceKey)
    if (!service || service.offer.durationMinutes === minutes || booking.isCancelled)
      return [booking]
    const reason = `its service takes ${service.offer.durationMinutes} minutes`
    if (!Number.isInteger(minutes) || minutes < RANGE.min || minutes > RANGE.max) {
      const why = `lasts neither as long as its service (${service.offer.durationMinutes} minutes) nor ${RANGE.min} to ${RANGE.max} whole minutes`
      findings.push(finding('left out', at, 'duration', minutes, why))
      return []
    }
    const variant = toVariant(service, minutes)
    services.set(variant.key, variant)
    const done = `booked as "${variant.offer.name}", which is not offered`
    findings.push(finding('changed', at, 'duration', minutes, reason, done))
    return [{ ...booking, serviceKey: variant.key }]
  }
  const bookings = planned.bookings.flatMap(fit)
  return { ...planned, services: [...services.values()], bookings }
}
