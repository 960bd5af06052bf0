// Builds bookings as the owner's documents have them, for tests; a test states only what matters to it.
import type { AgendaDocument } from '../../../../client/index.ts'

/** `10:05` on a Thursday, in UTC. */
export const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`)

let count = 0

/** A confirmed booking of 30 minutes, in an appointment of its own. */
export function booking(
  start: string,
  end: string,
  about: Partial<AgendaDocument> = {},
): AgendaDocument {
  count += 1
  const id = `booking ${count}`
  return {
    bookingId: id,
    appointmentId: `appointment of ${id}`,
    professionalId: 'professional',
    professionalName: 'Anna',
    serviceId: 'service',
    serviceName: 'Physiotherapy',
    status: 'confirmed',
    start: at(start),
    end: at(end),
    timeZone: 'UTC',
    seats: 1,
    version: 1,
    client: { name: `Client ${count}` },
    createdAt: new Date(at('00:00').getTime() + count * 1000),
    updatedAt: at('00:00'),
    capacity: 1,
    expireAt: at('23:00'),
    ...about,
  }
}
