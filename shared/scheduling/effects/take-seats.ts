// Taking seats at a start that was judged free: a seat of a standing appointment, or a new one, and what makes way for it.
import type { AppointmentId } from '../../contract/values/ids.ts'
import type { Service } from '../../contract/service.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import type { Appointment, Calendar } from '../model/calendar.ts'
import { type AppointmentState, type Effects, toState } from './effects.ts'
import {
  type GivingWay,
  type Released,
  claimsThatGiveWay,
  seatsWithout,
  stepsOf,
} from './make-way.ts'
import { type Viewer, seatsTakenOf } from '../free/taken.ts'

function findJoined(
  calendar: Calendar,
  { serviceId }: Service,
  start: Instant,
  viewer: Viewer,
): Appointment | undefined {
  return calendar.appointments.find(
    (one) =>
      one.serviceId === serviceId &&
      one.start === start &&
      one.endedAt === undefined &&
      seatsTakenOf(one, viewer) > 0,
  )
}

function newAppointment(
  service: Service,
  start: Instant,
  seats: number,
  appointmentId: AppointmentId,
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

/** Seats that were taken. */
export interface Taking {
  readonly appointment: AppointmentState
  /** The claims that gave way. */
  readonly released: readonly Released[]
  /** The appointments' rows and the steps of the claims that gave way. */
  readonly rows: Pick<Effects, 'newAppointments' | 'changedAppointments' | 'bookingSteps'>
}

/**
 * Takes seats at a free start. What is the viewer's own and in the way is released, and the booking that moves leaves its
 * old appointment, in the same save.
 */
export function takeSeats(
  calendar: Calendar,
  { service, start, seats }: { service: Service; start: Instant; seats: number },
  viewer: Viewer,
  newId: () => string,
  which: GivingWay = 'in-the-way',
): Taking {
  const joined = findJoined(calendar, service, start, viewer)
  const wanted = joined
    ? toState(joined, seatsTakenOf(joined, viewer) + seats)
    : newAppointment(service, start, seats, newId())
  const released = claimsThatGiveWay(calendar, wanted.occupies, viewer, which)
  const leaving = new Set(released.map(({ bookingId }) => bookingId))
  if (viewer.moving !== undefined) leaving.add(viewer.moving)
  const left = calendar.appointments
    .filter((one) => one !== joined && one.claims.some((claim) => leaving.has(claim.bookingId)))
    .map((one) => toState(one, seatsWithout(one, leaving)))
  const changed = joined ? [...left, wanted] : left
  return {
    appointment: wanted,
    released,
    rows: {
      ...(!joined && { newAppointments: [wanted] }),
      ...(changed.length > 0 && { changedAppointments: changed }),
      bookingSteps: stepsOf(released),
    },
  }
}
