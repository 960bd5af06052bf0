// Booking a start: the kind answer. The constraint in the database gives the certain one.
import type { ServiceId } from '../../contract/values/ids.ts'
import type { Override } from '../../contract/booking.ts'
import type { Service } from '../../contract/service.ts'
import type { Instant } from '../../time/instant.ts'
import { type Booking, type Calendar, type Client, findService } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { AppointmentState } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { judgeStart, viewerOf } from '../free/judge-start.ts'
import { toldOf } from '../effects/make-way.ts'
import { takeSeats } from '../effects/take-seats.ts'
import { type Told, ofBooking, tell } from '../effects/tell.ts'

/** What a client, or somebody for them, asks for. */
export interface BookingRequest {
  readonly serviceId: ServiceId
  readonly start: Instant
  readonly seats: number
  readonly client: Client
  readonly note?: string
  readonly timeZone?: string
  /** Rules that the owner or an admin sets aside. */
  readonly override: readonly Override[]
}

/** Whether a service's bookings wait for the professional: those that clients make. */
export function statusWhenBooked(
  { approval }: Service,
  { by }: Circumstances,
): 'pending' | 'confirmed' {
  return approval === 'manual' && by.kind === 'client' ? 'pending' : 'confirmed'
}

/** What is told of a booking that was made, or requested. */
export function toldOfBooked(booking: Booking, set: readonly Override[]): Told {
  return {
    ...ofBooking(booking.status === 'pending' ? 'booking.requested' : 'booking.confirmed', booking),
    ...(set.length > 0 && { override: set }),
  }
}

function newBooking(
  { seats, client, note, timeZone }: BookingRequest,
  service: Service,
  appointment: AppointmentState,
  circumstances: Circumstances,
): Booking {
  const { now, newId } = circumstances
  return {
    bookingId: newId(),
    appointmentId: appointment.appointmentId,
    serviceId: service.serviceId,
    status: statusWhenBooked(service, circumstances),
    start: appointment.start,
    end: appointment.end,
    seats,
    version: 1,
    client,
    ...(note !== undefined && { note }),
    ...(timeZone !== undefined && { timeZone }),
    ...(service.price && { price: service.price }),
    createdAt: now,
    updatedAt: now,
  }
}

/**
 * Decides on a new booking. Own holds and lapsed claims in its way are released with it.
 *
 * @returns the booking, `confirmed`, or `pending` where a client books what needs approval; or the first rule that
 *   refuses, with alternatives where the calendar was loaded widely enough
 */
export function decideNewBooking(
  calendar: Calendar,
  request: BookingRequest,
  circumstances: Circumstances,
): Decision<Booking> {
  const { newId } = circumstances
  const { start, seats, override } = request
  const service = findService(calendar, request.serviceId)
  if (!service) return refuse('not-found', `there is no service ${request.serviceId}`)
  const viewer = viewerOf(circumstances)
  const judged = judgeStart(calendar, { service, start, seats, override }, circumstances, viewer)
  if (judged.refused) return judged
  const taking = takeSeats(calendar, { service, start, seats }, viewer, newId)
  const booking = newBooking(request, service, taking.appointment, circumstances)
  const rows = { ...taking.rows, newBookings: [booking] }
  const told = [...toldOf(taking.released), toldOfBooked(booking, judged.set)]
  const effects = tell(calendar, rows, told, newId)
  return { effects, answer: booking, addsTo: booking.client.uid }
}
