// How an appointment is going, as its professional reports it. What that moves behind it is settled with it.
import type { BookingId } from '../../contract/values/ids.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import { type AppointmentState, type Effects, NOTHING } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { type ProgressRequest, type Reported, inStatus, report } from './progress.ts'
import { runsAt } from '../free/runs.ts'
import { settle } from '../clock/settle.ts'
import { steppedBooking } from '../effects/steps.ts'
import { ofBooking, tell } from '../effects/tell.ts'

/** The booking as it is now, and the bookings behind it that are expected later than agreed. */
export interface Progress {
  readonly booking: Booking
  readonly delayed: readonly { readonly bookingId: BookingId; readonly expectedStart: Instant }[]
}

/** What of an appointment can be late, or over. */
const timesOf = ({ expectedStart, expectedEnd, endedAt }: Partial<AppointmentState>) =>
  [expectedStart, expectedEnd, endedAt].join()

function toEffects(
  calendar: Calendar,
  { appointment, claims, status, type }: Reported,
  circumstances: Circumstances,
): Effects {
  const rows = {
    changedAppointments: [appointment],
    ...(status && { bookingSteps: claims.map(({ bookingId }) => ({ bookingId, status })) }),
  }
  const told = claims.map(({ bookingId }) => ofBooking(type, { ...appointment, bookingId }))
  return settle(calendar, tell(calendar, rows, told, circumstances.newId), circumstances)
}

function delayedBehind(calendar: Calendar, start: Instant, now: Instant): Progress['delayed'] {
  return runsAt(calendar, now)
    .filter(({ appointment, run }) => {
      const isBehind = appointment.start > start
      return isBehind && appointment.endedAt === undefined && run.start > appointment.start
    })
    .flatMap(({ appointment, run }) =>
      inStatus(appointment, 'pending', 'confirmed').map(({ bookingId }) => ({
        bookingId,
        expectedStart: run.start,
      })),
    )
}

/** Decides on `report-progress`. Those behind are told where they are expected at another time now. */
export function decideProgress(
  calendar: Calendar,
  booking: Booking,
  request: ProgressRequest,
  circumstances: Circumstances,
): Decision<Progress> {
  const now = Math.floor(circumstances.now / SECOND) * SECOND
  const status = statusAt(booking, circumstances.now)
  const found = runsAt(calendar, circumstances.now).find(
    ({ appointment }) => appointment.appointmentId === booking.appointmentId,
  )
  if (!found) return refuse('not-changeable', `a booking that is ${status} cannot be reported on`)
  const { appointment, run } = found
  const reported = report({ booking, appointment, status, now, expectedEnd: run.end }, request)
  if ('refused' in reported) return reported
  const isSame = timesOf(reported.appointment) === timesOf(appointment)
  const effects =
    isSame && reported.status === undefined ? NOTHING : toEffects(calendar, reported, circumstances)
  const after = applyEffects(calendar, effects)
  const step = effects.bookingSteps?.find(({ bookingId }) => bookingId === booking.bookingId)
  const { endedAt } = reported.appointment
  const answer = {
    ...(step ? steppedBooking(booking, step, circumstances.now) : booking),
    ...(endedAt !== undefined && { endedAt }),
  }
  const delayed = delayedBehind(after, booking.start, circumstances.now)
  return { effects, answer: { booking: answer, delayed } }
}
