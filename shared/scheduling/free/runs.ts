// When the appointments of a calendar are expected to run, and what that says of their bookings.
import type { Instant } from '../../time/instant.ts'
import type { Appointment, Booking, Calendar, Claim } from '../model/calendar.ts'
import { type Expected, expectedRuns } from './delays.ts'
import { LOAD_MARGIN_MILLIS } from './plan.ts'
import { type Viewer, seatsTakenOf } from './taken.ts'

/** An appointment and its expected run. */
export interface Run {
  readonly appointment: Appointment
  readonly run: Expected
}

/** The appointments that stand for a viewer, with their expected runs. */
export function runsFor(calendar: Pick<Calendar, 'appointments'>, viewer: Viewer): readonly Run[] {
  const standing = calendar.appointments.filter((one) => seatsTakenOf(one, viewer) > 0)
  const runs = expectedRuns(standing)
  return standing.flatMap((appointment, index) => {
    const run = runs[index]
    return run ? [{ appointment, run }] : []
  })
}

/** Those that stand for nobody in particular, holds and requests that have lapsed by `now` aside. */
export function runsAt(calendar: Pick<Calendar, 'appointments'>, now: Instant): readonly Run[] {
  return runsFor(calendar, { now })
}

/** All that are stored: as agreed, too, those of which everything has lapsed by `now` and nobody has written that down. */
export function everyRunAt({ appointments }: Calendar, now: Instant): readonly Run[] {
  const runs = new Map(runsAt({ appointments }, now).map((one) => [one.appointment, one.run]))
  return appointments.map((appointment) => {
    const { start, end } = appointment
    return { appointment, run: runs.get(appointment) ?? { start, end } }
  })
}

/**
 * Whether what may delay an appointment was loaded with it. Where a calendar was loaded in part, its first appointments may
 * stand behind late ones that were not, and so may what a holder has elsewhere: nothing is concluded of those.
 */
export function isDelayKnown({ range }: Pick<Calendar, 'range'>, { start }: Appointment): boolean {
  return start >= range.start - LOAD_MARGIN_MILLIS / 2 && start < range.end + LOAD_MARGIN_MILLIS
}

/** What a booking is told of its appointment's run: what is later than agreed. */
export type Expectation = Pick<Claim, 'expectedStart' | 'expectedEnd'>

/** The expectation of an appointment's bookings. */
export function toExpectation({ appointment, run }: Run): Expectation {
  return {
    ...(run.start > appointment.start && { expectedStart: run.start }),
    ...(run.end > appointment.end && { expectedEnd: run.end }),
  }
}

/** A booking with what its calendar's claim tells of its expected times. */
export function withExpectation(
  { appointments }: Pick<Calendar, 'appointments'>,
  booking: Booking,
): Booking {
  const appointment = appointments.find((one) => one.appointmentId === booking.appointmentId)
  const claim = appointment?.claims.find(({ bookingId }) => bookingId === booking.bookingId)
  if (!claim) return booking
  const { expectedStart: _start, expectedEnd: _end, ...rest } = booking
  const { expectedStart, expectedEnd } = claim
  return {
    ...rest,
    ...(expectedStart !== undefined && { expectedStart }),
    ...(expectedEnd !== undefined && { expectedEnd }),
  }
}
