// The simulator's answer: a scenario becomes the engine's own input, without any server.
import type { Scenario } from '../../contract/scenario.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { cutSpans, toSpans } from '../../time/spans.ts'
import { findZone } from '../../time/zone.ts'
import type { Schedule, WeeklyRule } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { planFor, reachAt } from './plan.ts'
import type { Slot } from '../model/slot.ts'
import { listSlots } from './slots.ts'
import type { Taken } from './taken.ts'

const EVER = '0001-01-01'

function weeklyRulesOf(hours: Scenario['professional']['workingHours']): readonly WeeklyRule[] {
  const rules: WeeklyRule[] = []
  const weekly: WeeklyRule['hours'][number][] = []
  for (const one of hours)
    if ('weekday' in one) weekly.push(one)
    else rules.push(one)
  if (weekly.length > 0) return [{ effectiveFrom: EVER, hours: weekly }]
  return rules.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
}

function scheduleOf({ now, professional, externalBusy }: Scenario): Schedule {
  const zone = findZone(professional.timeZone)
  if (!zone) throw new Error(`unknown time zone ${professional.timeZone}`)
  const { activity } = professional
  return {
    zone,
    policy: professional.policy,
    weeklyRules: weeklyRulesOf(professional.workingHours),
    dateHours: professional.dateHours,
    timeOff: professional.timeOff,
    externalBusy,
    ...(activity?.until !== undefined &&
      activity.state !== 'available' && {
        activity: { state: activity.state, since: now, until: activity.until },
      }),
  }
}

function takenIn({ now, service, appointments }: Scenario): readonly Taken[] {
  const taken: Taken[] = []
  for (const one of appointments) {
    const joinable = one.serviceKey === 'same'
    const before = one.bufferBeforeMinutes ?? (joinable ? service.bufferBeforeMinutes : 0)
    const after = one.bufferAfterMinutes ?? (joinable ? service.bufferAfterMinutes : 0)
    const expired = one.holdExpiresAt !== undefined && one.holdExpiresAt <= now
    const given = one.own === true ? one.seatsTaken : (one.own ?? 0)
    const seatsTaken = expired ? 0 : one.seatsTaken - given
    if (seatsTaken < 1) continue
    taken.push({
      ...one,
      joinable,
      seatsTaken,
      capacity: one.capacity ?? (joinable ? service.capacity : 1),
      occupies: {
        start: one.start - before * MINUTE,
        end: (one.endedAt ?? one.end) + after * MINUTE,
      },
    })
  }
  return taken.toSorted((a, b) => a.start - b.start)
}

/** The slots of a scenario and the windows they lie in as instants. */
export function simulate(scenario: Scenario): {
  readonly slots: readonly Slot[]
  readonly windows: readonly Span[]
} {
  const { from, to, seats, now, service, professional } = scenario
  const schedule = scheduleOf(scenario)
  const range: { start: Instant; end: Instant } = { start: from, end: to }
  const plan = planFor(schedule, service, takenIn(scenario), range, reachAt(schedule, service, now))
  const windows = toSpans(cutSpans(plan.open, from, to))
  const offered = service.active && professional.active
  return { slots: offered ? listSlots(plan, Math.max(from, now), to, seats) : [], windows }
}
