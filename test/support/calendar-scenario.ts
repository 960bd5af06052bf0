// A stored calendar as the simulator's scenario: what the database says, asked of the engine without any server.
import { Scenario } from '../../shared/contract/scenario.ts'
import type { Appointment, Calendar } from '../../shared/scheduling/model/calendar.ts'
import type { Span } from '../../shared/time/span.ts'
import { setActivityAt } from '../../shared/scheduling/free/activity.ts'
import { seatsTakenOf } from '../../shared/scheduling/free/taken.ts'
import { type Instant, MINUTE, formatInstant } from '../../shared/time/instant.ts'

/** What is asked of it. */
export interface Question {
  readonly serviceId: string
  readonly now: Instant
  readonly from: Instant
  readonly to: Instant
  readonly seats?: number
}

const toSpan = ({ start, end }: Span) => ({ start: formatInstant(start), end: formatInstant(end) })

const text = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at))

function toAppointment(one: Appointment, serviceId: string, now: Instant) {
  const seatsTaken = seatsTakenOf(one, { now })
  if (seatsTaken < 1) return []
  const { start, end, occupies, capacity, endedAt } = one
  return [
    {
      serviceKey: one.serviceId === serviceId ? 'same' : 'other',
      ...toSpan({ start, end }),
      ...(occupies.start < occupies.end
        ? {
            bufferBeforeMinutes: (start - occupies.start) / MINUTE,
            bufferAfterMinutes: (occupies.end - (endedAt ?? end)) / MINUTE,
          }
        : { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }),
      seatsTaken,
      capacity,
      expectedStart: text(one.expectedStart),
      expectedEnd: text(one.expectedEnd),
      endedAt: text(endedAt),
    },
  ]
}

/** The scenario of one service of a calendar as somebody sees it who holds nothing. */
export function toScenarioOf(calendar: Calendar, question: Question): Scenario {
  const { serviceId, now, from, to, seats = 1 } = question
  const { professional } = calendar
  const set = setActivityAt(calendar, now)
  return Scenario.parse({
    now: formatInstant(now),
    from: formatInstant(from),
    to: formatInstant(to),
    seats,
    professional: {
      timeZone: professional.timeZone,
      active: professional.active,
      policy: professional.policy,
      workingHours: calendar.weeklyRules,
      dateHours: calendar.dateHours,
      timeOff: calendar.timeOff.map(toSpan),
      // A scenario's activity was set at its now.
      ...(set && { activity: { state: set.state, until: formatInstant(set.until) } }),
    },
    service: calendar.services.find((service) => service.serviceId === serviceId),
    appointments: calendar.appointments.flatMap((one) => toAppointment(one, serviceId, now)),
    externalBusy: calendar.externalBusy.map(toSpan),
  })
}
