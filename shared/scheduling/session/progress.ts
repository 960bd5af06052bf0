// What a report on a session comes to: begun, late, finished, or nobody came.
import type { ChangeType } from '../../contract/messages/change.ts'
import { LATE_AHEAD_MILLIS, type ReportProgress } from '../../contract/session.ts'
import { type Status, isLive, mayStep } from '../../contract/status.ts'
import { DAY, type Instant, formatInstant } from '../../time/instant.ts'
import type { Appointment, Booking, Claim } from '../model/calendar.ts'
import { type AppointmentState, toState } from '../effects/effects.ts'
import { type Refusal, refuse, refuseField } from '../model/refusal.ts'
import { MIRROR, seatsTakenOf } from '../free/taken.ts'

/** What is reported. */
export type ProgressRequest = Pick<ReportProgress, 'step' | 'expectedStart' | 'expectedEnd'>

/** How long after the end of a booking somebody may still say whether its client came. */
export const CORRECTED_FOR_MILLIS = 7 * DAY

/** What a report comes to: the appointment as it is now, the claims that it is about, and where it takes them. */
export interface Reported {
  readonly appointment: AppointmentState
  readonly claims: readonly Pick<Claim, 'bookingId'>[]
  readonly status?: Status
  readonly type: ChangeType
}

export type Report = Reported | { readonly refused: Refusal }

/** A booking, the appointment it is in and its status at `now`. */
export interface Subject {
  readonly booking: Booking
  readonly appointment: Appointment
  readonly status: Status
  /** Whole seconds, as it is stored. */
  readonly now: Instant
  /** When the appointment is expected to end. */
  readonly expectedEnd: Instant
}

const refuseStep = ({ status }: Subject, step: ProgressRequest['step']) =>
  refuse('not-changeable', `a booking that is ${status} cannot be reported as ${step}`)

/** The appointment with what was reported of it; what is unset is so no longer. */
function reportedOf(
  appointment: Appointment,
  {
    expectedStart,
    expectedEnd,
    endedAt,
  }: Partial<Record<'expectedStart' | 'expectedEnd' | 'endedAt', Instant>>,
): AppointmentState {
  const { expectedStart: _s, expectedEnd: _e, endedAt: _a, ...plain } = appointment
  const { occupies } = plain
  const buffer = occupies.end - (appointment.endedAt ?? appointment.end)
  return {
    ...toState(plain, seatsTakenOf(appointment, MIRROR)),
    occupies:
      endedAt === undefined
        ? occupies
        : { start: occupies.start, end: Math.max(occupies.start, endedAt + buffer) },
    ...(expectedStart !== undefined && { expectedStart }),
    ...(expectedEnd !== undefined && { expectedEnd }),
    ...(endedAt !== undefined && { endedAt }),
  }
}

/** The claims on an appointment in some statuses. */
export const inStatus = (
  { claims }: Appointment,
  ...statuses: readonly Status[]
): readonly Claim[] => claims.filter(({ status }) => statuses.includes(status))

const mayBe = ({ status }: Subject, to: Status) => mayStep(status, to, 'report-progress')

/** The whole appointment begins now: late, it lasts as long as it was to from now on; early, it ends as agreed (free/delays.ts). */
function start(subject: Subject): Report {
  const { appointment, now } = subject
  if (!mayBe(subject, 'in-progress')) return refuseStep(subject, 'started')
  return {
    appointment: reportedOf(appointment, { expectedStart: now }),
    claims: inStatus(appointment, 'confirmed'),
    status: 'in-progress',
    type: 'booking.started',
  }
}

function refuseLate(
  field: 'expectedStart' | 'expectedEnd',
  value: Instant | undefined,
  now: Instant,
  phase: string,
) {
  if (value === undefined) return refuseField(field, `is required: the booking ${phase}`)
  const got = `got "${formatInstant(value)}"`
  if (value <= now) return refuseField(field, `must be after now, ${got}`)
  if (value > now + LATE_AHEAD_MILLIS) return refuseField(field, `must be within 12 hours, ${got}`)
  return undefined
}

/** The whole appointment begins or ends later than agreed; at a time that is not later, it is on time again. */
function delay(subject: Subject, { expectedStart, expectedEnd }: ProgressRequest): Report {
  const { appointment, status, now } = subject
  if (status !== 'confirmed' && status !== 'in-progress') return refuseStep(subject, 'running-late')
  const isBegun = status === 'in-progress'
  const [field, value, phase] = isBegun
    ? (['expectedEnd', expectedEnd, 'has begun'] as const)
    : (['expectedStart', expectedStart, 'has not begun'] as const)
  const tooLate = refuseLate(field, value, now, phase)
  if (tooLate) return tooLate
  const begun = isBegun ? appointment.expectedStart : undefined
  const agreed = isBegun ? appointment.end : appointment.start
  return {
    appointment: reportedOf(appointment, {
      ...(begun !== undefined && { expectedStart: begun }),
      ...(value !== undefined && value > agreed && { [field]: value }),
    }),
    claims: inStatus(appointment, 'confirmed', 'in-progress'),
    type: 'booking.delayed',
  }
}

const isCorrectable = ({ booking, now }: Subject) => now <= booking.end + CORRECTED_FOR_MILLIS

/** What was reported before, and that it is over from now on, unless it was before. */
function ended({ appointment, now, expectedEnd }: Subject): AppointmentState {
  const { expectedStart, expectedEnd: reportedEnd, endedAt } = appointment
  const end = endedAt ?? (now < expectedEnd ? now : undefined)
  return reportedOf(appointment, {
    ...(expectedStart !== undefined && { expectedStart }),
    ...(reportedEnd !== undefined && { expectedEnd: reportedEnd }),
    ...(end !== undefined && { endedAt: end }),
  })
}

/** The whole appointment is over: the rest of its time is given back. Said of who had not come, they came after all. */
function finish(subject: Subject): Report {
  const { appointment, booking, status } = subject
  const to = { status: 'completed', type: 'booking.completed' } as const
  const isOver = status === 'no-show' && !isCorrectable(subject)
  if (isOver || !mayBe(subject, 'completed')) return refuseStep(subject, 'finished')
  if (status === 'no-show')
    return { appointment: reportedOf(appointment, appointment), claims: [booking], ...to }
  return { appointment: ended(subject), claims: inStatus(appointment, 'in-progress'), ...to }
}

/** Whether nobody comes for a claim any more: it is over, or its start came before it was booked. */
function isOutOf({ status }: Claim, { start }: Appointment, now: Instant): boolean {
  return !isLive(status) || ((status === 'held' || status === 'pending') && start <= now)
}

/** One client did not come. When nobody did, the rest of the time is given back. */
function miss(subject: Subject): Report {
  const { appointment, booking, status, now } = subject
  const isOver = status === 'completed' && !isCorrectable(subject)
  if (isOver || !mayBe(subject, 'no-show')) return refuseStep(subject, 'no-show')
  const isEmpty = appointment.claims
    .filter(({ bookingId }) => bookingId !== booking.bookingId)
    .every((claim) => claim.status === 'no-show' || isOutOf(claim, appointment, now))
  const back = { ...subject, now: Math.max(now, appointment.start) }
  return {
    appointment: isEmpty ? ended(back) : reportedOf(appointment, appointment),
    claims: [booking],
    status: 'no-show',
    type: 'booking.no-show',
  }
}

/** What a report on a booking's appointment comes to; `not-changeable` where its status forbids it. */
export function report(subject: Subject, request: ProgressRequest): Report {
  switch (request.step) {
    case 'started':
      return start(subject)
    case 'running-late':
      return delay(subject, request)
    case 'finished':
      return finish(subject)
    case 'no-show':
      return miss(subject)
  }
}
