// What of a calendar stands behind a refusal: which time off, which appointment, which limit.
import type { Service } from '../../contract/service.ts'
import type { TimeReason } from '../../contract/faults/reasons.ts'
import type { EpochDay } from '../../time/date.ts'
import { startOfDay } from '../../time/zone.ts'
import { type Appointment, type Calendar, takenByActivity } from '../model/calendar.ts'
import { type Span, overlap } from '../../time/span.ts'
import { explainHours, formatWall } from './explain-hours.ts'
import { type LimitName, limitsReached, weekOf } from './limits.ts'
import type { Plan } from './plan.ts'
import { runsFor } from './runs.ts'
import { type Viewer, seatsTakenOf, takenOf } from './taken.ts'

/** A thing of the calendar, with the stretch of time that it takes. */
export interface Source {
  readonly kind:
    | 'appointment'
    | 'time-off'
    | 'date-hours'
    | 'working-hours'
    | 'service-hours'
    | 'activity'
    | 'delay'
    | 'external'
    | 'limit'
  readonly id?: string
  readonly start?: number
  readonly end?: number
}

interface Sourced {
  readonly detail: string
  readonly source: Source
}

/** What is asked about. */
export interface Asked {
  readonly calendar: Calendar
  readonly service: Service
  readonly plan: Plan
  /** The time that would be booked. */
  readonly span: Span
  readonly day: EpochDay
  readonly viewer: Viewer & { readonly now: number }
}

function between({ calendar: { zone } }: Asked, { start, end }: Span): string {
  return `from ${formatWall(zone, start)} to ${formatWall(zone, end)}`
}

function timeOff(asked: Asked): readonly Sourced[] {
  const { calendar, span } = asked
  const off = calendar.timeOff.filter((one) => overlap(one, span))
  const busy = calendar.externalBusy.filter((one) => overlap(one, span))
  return [
    ...off.map(({ timeOffId: id, start, end }) => ({
      detail: `time off ${between(asked, { start, end })}`,
      source: { kind: 'time-off' as const, id, start, end },
    })),
    ...busy.map(({ source: id, start, end }) => ({
      detail: `busy in ${id} ${between(asked, { start, end })}`,
      source: { kind: 'external' as const, id, start, end },
    })),
  ]
}

function away(asked: Asked): readonly Sourced[] {
  const { calendar, span, viewer } = asked
  const { activity } = calendar
  const found: Sourced[] = []
  const set = takenByActivity(activity)
  if (activity && set) {
    if (overlap(set, span))
      found.push({
        detail: `${activity.state} ${between(asked, set)}`,
        source: { kind: 'activity', ...set },
      })
  }
  for (const { appointment, run } of runsFor(calendar, viewer)) {
    const late = { start: appointment.end, end: run.end }
    if (late.start < late.end && overlap(late, span))
      found.push({
        detail: `an appointment runs late ${between(asked, late)}`,
        source: { kind: 'delay', id: appointment.appointmentId, ...late },
      })
  }
  return found
}

function toSourced(asked: Asked, { appointmentId: id, start, end }: Appointment): Sourced {
  return {
    detail: `an appointment ${between(asked, { start, end })}`,
    source: { kind: 'appointment', id, start, end },
  }
}

function standingAt({ calendar, service, span, viewer }: Asked): Appointment | undefined {
  return calendar.appointments.find(
    (one) =>
      one.serviceId === service.serviceId &&
      one.start === span.start &&
      one.endedAt === undefined &&
      seatsTakenOf(one, viewer) > 0,
  )
}

function taken(asked: Asked): readonly Sourced[] {
  const { calendar, plan, span, viewer } = asked
  const standing = standingAt(asked)
  if (standing) return [toSourced(asked, standing)]
  const wanted = { start: span.start - plan.bufferBefore, end: span.end + plan.bufferAfter }
  return calendar.appointments
    .filter((one) => seatsTakenOf(one, viewer) > 0 && overlap(one.occupies, wanted))
    .map((one) => toSourced(asked, one))
}

function seats(asked: Asked): readonly Sourced[] {
  const standing = standingAt(asked)
  if (!standing) return []
  const left = standing.capacity - seatsTakenOf(standing, asked.viewer)
  const { source } = toSourced(asked, standing)
  return [{ detail: `the appointment has ${left} of ${standing.capacity} seats left`, source }]
}

const LIMIT_WORDS: Record<LimitName, string> = {
  maxBookingsPerDay: 'bookings a day',
  maxBookingsPerWeek: 'bookings a week',
  maxMinutesPerDay: 'minutes a day',
}

function limits({ calendar, service, plan, day, viewer }: Asked): readonly Sourced[] {
  const { policy, zone } = calendar
  const all = takenOf(calendar, service.serviceId, viewer)
  return limitsReached(policy, zone, all, plan.duration, day).map((id) => {
    const isWeek = id === 'maxBookingsPerWeek'
    const first = isWeek ? weekOf(day, policy.weekStartsOn) : day
    const [start, end] = [startOfDay(zone, first), startOfDay(zone, first + (isWeek ? 7 : 1))]
    return {
      detail: `at most ${policy[id]} ${LIMIT_WORDS[id]}`,
      source: { kind: 'limit', id, start, end },
    }
  })
}

/** Everything in the calendar that stands behind a refusal; nothing where a rule alone does. */
export function sourcesOf(reason: TimeReason, asked: Asked): readonly Sourced[] {
  switch (reason) {
    case 'outside-hours':
      return [explainHours(asked.calendar, asked.service, asked.day, asked.span)]
    case 'on-time-off':
      return timeOff(asked)
    case 'professional-away':
      return away(asked)
    case 'slot-taken':
      return taken(asked)
    case 'not-enough-seats':
      return seats(asked)
    case 'limit-reached':
      return limits(asked)
    default:
      return []
  }
}
