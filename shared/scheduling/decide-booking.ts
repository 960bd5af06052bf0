// Booking a start: the kind answer. The constraint in the database gives the certain one.
import { carriesAlternatives, type Reason, type TimeReason } from '../contract/reasons.ts'
import type { Service } from '../contract/professional.ts'
import type { Override } from '../contract/booking.ts'
import { type Instant, MINUTE, formatInstant } from '../time/instant.ts'
import { findAlternatives, knowsAlternatives } from './alternatives.ts'
import { applyEffects } from './apply.ts'
import {
  type Appointment,
  type Booking,
  type By,
  type Calendar,
  type Client,
  type Span,
  findService,
} from './calendar.ts'
import {
  type AppointmentState,
  type Decision,
  type Effects,
  type Refusal,
  refuse,
} from './decided.ts'
import { planFor, reachAt } from './plan.ts'
import { refusalsOf } from './refusals.ts'
import { isOffered } from './search.ts'
import { type Viewer, occupies, seatsTakenOf, takenOf } from './taken.ts'
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

/** Who acts, when, and where new ids come from. */
export interface Circumstances {
  readonly by: By
  readonly now: Instant
  readonly newId: () => string
}

/** How far back an override of `too-soon` reaches. */
const OVERRIDE_BACK_MILLIS = 15 * MINUTE

const DETAILS: Record<TimeReason, string> = {
  'service-inactive': 'is of a service or professional that takes no bookings at present',
  'too-soon': 'is in the past, or sooner than the notice allows',
  'too-far-ahead': 'is further ahead than can be booked',
  'outside-hours': 'does not fit into the hours in which the service is offered',
  'on-time-off': 'falls into time off or external busy time',
  'professional-away': 'falls into time in which the professional is away or delayed',
  'off-grid': 'is not a start of the slot grid',
  'slot-taken': 'is taken',
  'not-enough-seats': 'has fewer seats left than were asked for',
  'limit-reached': 'lies on a day or in a week that takes no more bookings',
}

/** The reason as it may be told: only owner and admin learn of time off. */
function toldTo(by: By, reason: TimeReason): TimeReason {
  return reason === 'on-time-off' && by.kind === 'client' ? 'outside-hours' : reason
}

function refusedTime(
  calendar: Calendar,
  service: Service,
  request: Pick<BookingRequest, 'start' | 'seats'>,
  reason: TimeReason,
  viewer: Viewer & { readonly now: Instant },
): { readonly refused: Refusal } {
  const detail = `${formatInstant(request.start)} ${DETAILS[reason]}`
  const wanted: Reason = reason
  if (!carriesAlternatives(wanted) || !knowsAlternatives(calendar, request.start))
    return refuse(reason, detail)
  return refuse(reason, detail, {
    alternatives: findAlternatives(calendar, service, request, viewer),
  })
}

function remaining(
  reasons: readonly TimeReason[],
  { start, override }: BookingRequest,
  now: Instant,
): readonly TimeReason[] {
  return reasons.filter((reason) => {
    if (reason === 'too-soon' && start < now - OVERRIDE_BACK_MILLIS) return true
    return !(override as readonly TimeReason[]).includes(reason)
  })
}

function toState(appointment: Appointment, seatsTaken: number): AppointmentState {
  const { appointmentId, serviceId, start, end, occupies: occupied, capacity } = appointment
  const state = seatsTaken > 0 ? 'active' : 'gone'
  return { appointmentId, serviceId, start, end, occupies: occupied, capacity, seatsTaken, state }
}

interface Released {
  readonly appointment: Appointment
  readonly bookingIds: readonly string[]
}

/** The holds that give way to a booking: the viewer's own, and those that have expired. */
function holdsInTheWay(calendar: Calendar, occupied: Span, viewer: Viewer): readonly Released[] {
  return calendar.appointments.flatMap((appointment) => {
    const overlaps =
      appointment.occupies.start < occupied.end && occupied.start < appointment.occupies.end
    if (!overlaps) return []
    const bookingIds = appointment.claims
      .filter((claim) => claim.status === 'held' && !occupies(claim, viewer))
      .map(({ bookingId }) => bookingId)
    return bookingIds.length > 0 ? [{ appointment, bookingIds }] : []
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
  const released = holdsInTheWay(calendar, taken.occupies, viewer)
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
 * Decides on a new booking. Own and expired holds in its way are released with it.
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
  const viewer = { now, ...(by.kind === 'client' && by.uid !== undefined && { uid: by.uid }) }
  if (!isOffered(calendar, service))
    return refusedTime(calendar, service, request, 'service-inactive', viewer)
  const range = { start: request.start, end: request.start + 1 }
  const taken = takenOf(calendar, service.serviceId, viewer)
  const plan = planFor(calendar, service, taken, range, reachAt(calendar, service, now))
  const reasons = refusalsOf(plan, request.start, request.seats)
  const refused = remaining(reasons, request, now)[0]
  if (refused) return refusedTime(calendar, service, request, toldTo(by, refused), viewer)
  const set = request.override.filter((rule) => reasons.includes(rule))
  return accept(calendar, service, request, set, viewer, circumstances)
}
