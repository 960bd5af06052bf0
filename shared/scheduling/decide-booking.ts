// Booking a start: the kind answer. The constraint in the database gives the certain one.
import type { Override } from '../contract/booking.ts'
import type { Service } from '../contract/professional.ts'
import type { TimeReason } from '../contract/reasons.ts'
import { DAY, type Instant, MINUTE } from '../time/instant.ts'
import { applyEffects } from './apply.ts'
import {
  type Appointment,
  type Booking,
  type Calendar,
  type Client,
  findService,
} from './calendar.ts'
import type { Circumstances } from './circumstances.ts'
import { type AppointmentState, type Decision, type Effects, refuse, toState } from './decided.ts'
import { claimsThatGiveWay } from './make-way.ts'
import { planFor, reachAt } from './plan.ts'
import { refuseTime, toldTo } from './refuse-time.ts'
import { refusalsOf } from './refusals.ts'
import { isOffered } from './search.ts'
import { type Viewer, seatsTakenOf, takenOf } from './taken.ts'
import { touchedDates } from './touched-dates.ts'

/** What a client, or somebody for them, asks for. */
export interface BookingRequest {
  readonly serviceId: string
  readonly start: Instant
  readonly seats: number
  readonly client: Client
  readonly note?: string
  readonly timeZone?: string
  /** Rules that the owner or an admin sets aside. */
  readonly override: readonly Override[]
}

/** How far back an override of `too-soon` reaches. */
const OVERRIDE_BACK_MILLIS = 15 * MINUTE
/** And how far ahead one of `too-far-ahead`: the greatest horizon there is. */
const OVERRIDE_AHEAD_MILLIS = 730 * DAY

function remaining(
  reasons: readonly TimeReason[],
  { start, override }: BookingRequest,
  now: Instant,
): readonly TimeReason[] {
  return reasons.filter((reason) => {
    if (reason === 'too-soon' && start < now - OVERRIDE_BACK_MILLIS) return true
    if (reason === 'too-far-ahead' && start > now + OVERRIDE_AHEAD_MILLIS) return true
    return !(override as readonly TimeReason[]).includes(reason)
  })
}

function findJoined(
  calendar: Calendar,
  request: BookingRequest,
  viewer: Viewer,
): Appointment | undefined {
  return calendar.appointments.find(
    (one) =>
      one.serviceId === request.serviceId &&
      one.start === request.start &&
      one.endedAt === undefined &&
      seatsTakenOf(one, viewer) > 0,
  )
}

function newAppointment(
  service: Service,
  start: Instant,
  seats: number,
  appointmentId: string,
): AppointmentState {
  const end = start + service.durationMinutes * MINUTE
  const { serviceId, capacity } = service
  const occupied = {
    start: start - service.bufferBeforeMinutes * MINUTE,
    end: end + service.bufferAfterMinutes * MINUTE,
  }
  return {
    appointmentId,
    serviceId,
    start,
    end,
    occupies: occupied,
    capacity,
    seatsTaken: seats,
    state: 'active',
  }
}

function toBooking(
  request: BookingRequest,
  service: Service,
  appointment: AppointmentState,
  { by, now, newId }: Circumstances,
): Booking {
  const { seats, client, note, timeZone } = request
  const needsApproval = service.approval === 'manual' && by.kind === 'client'
  return {
    bookingId: newId(),
    appointmentId: appointment.appointmentId,
    serviceId: service.serviceId,
    status: needsApproval ? 'pending' : 'confirmed',
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

function accept(
  calendar: Calendar,
  service: Service,
  request: BookingRequest,
  set: readonly Override[],
  viewer: Viewer,
  circumstances: Circumstances,
): { readonly effects: Effects; readonly answer: Booking } {
  const { newId } = circumstances
  const joined = findJoined(calendar, request, viewer)
  const taken = joined
    ? toState(joined, seatsTakenOf(joined, viewer) + request.seats)
    : newAppointment(service, request.start, request.seats, newId())
  const booking = toBooking(request, service, taken, circumstances)
  const released = claimsThatGiveWay(calendar, taken.occupies, viewer)
  const freed = released
    .filter(({ appointment }) => appointment !== joined)
    .map(({ appointment }) => toState(appointment, seatsTakenOf(appointment, viewer)))
  const changed = joined ? [...freed, taken] : freed
  const effects: Omit<Effects, 'changes'> = {
    ...(!joined && { newAppointments: [taken] }),
    ...(changed.length > 0 && { changedAppointments: changed }),
    newBookings: [booking],
    bookingSteps: released.flatMap(({ bookingIds }) =>
      bookingIds.map((bookingId) => ({ bookingId, status: 'expired' as const })),
    ),
  }
  const dates = touchedDates(calendar, applyEffects(calendar, { ...effects, changes: [] }))
  const expired = released.flatMap(({ appointment, bookingIds }) =>
    bookingIds.map((bookingId) => ({
      changeId: newId(),
      type: 'booking.expired' as const,
      dates,
      bookingId,
      appointmentId: appointment.appointmentId,
      serviceId: appointment.serviceId,
    })),
  )
  const made = {
    changeId: newId(),
    type:
      booking.status === 'pending'
        ? ('booking.requested' as const)
        : ('booking.confirmed' as const),
    dates,
    bookingId: booking.bookingId,
    appointmentId: booking.appointmentId,
    serviceId: booking.serviceId,
    ...(set.length > 0 && { override: set }),
  }
  return { effects: { ...effects, changes: [...expired, made] }, answer: booking }
}

/**
 * Decides on a new booking. Own holds and lapsed claims in its way are released with it.
 *
 * @returns the booking, `confirmed`, or `pending` where a client books what needs approval; or the first rule that
 *   refuses, with alternatives where the calendar was loaded widely enough
 */
export function decideBooking(
  calendar: Calendar,
  request: BookingRequest,
  circumstances: Circumstances,
): Decision<Booking> {
  const { by, now } = circumstances
  const service = findService(calendar, request.serviceId)
  if (!service) return refuse('not-found', `there is no service ${request.serviceId}`)
  const viewer = { now, ...(by.uid !== undefined && { uid: by.uid }) }
  if (!isOffered(calendar, service))
    return refuseTime(calendar, service, request, 'service-inactive', viewer)
  const range = { start: request.start, end: request.start + 1 }
  const taken = takenOf(calendar, service.serviceId, viewer)
  const plan = planFor(calendar, service, taken, range, reachAt(calendar, service, now))
  const reasons = refusalsOf(plan, request.start, request.seats)
  const refused = remaining(reasons, request, now)[0]
  if (refused) return refuseTime(calendar, service, request, toldTo(by, refused), viewer)
  const set = request.override.filter((rule) => reasons.includes(rule))
  return accept(calendar, service, request, set, viewer, circumstances)
}
