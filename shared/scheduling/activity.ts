// What a professional is doing at an instant, as everybody is shown it.
import type { ActivityState } from '../contract/status.ts'
import type { Instant } from '../time/instant.ts'
import { overlapsSpan, mergeSpans } from '../time/spans.ts'
import { toLocalDay } from '../time/zone.ts'
import type { Appointment, Calendar } from './calendar.ts'
import { expectedRuns } from './delays.ts'
import { takenOf } from './taken.ts'
import { datedIntervals } from './windows.ts'

/** What everybody is shown. */
export interface ShownActivity {
  readonly state: ActivityState
  readonly until?: Instant
  readonly message?: string
}

const hasClient = ({ claims }: Appointment) =>
  claims.some(({ status }) => status === 'confirmed' || status === 'in-progress')

/** Until when the appointment that now runs is expected to; undefined where none does. */
function sessionUntil(calendar: Calendar, now: Instant): Instant | undefined {
  const live = calendar.appointments.filter(hasClient)
  const runs = expectedRuns(takenOf({ ...calendar, appointments: live }, '', { now }))
  return runs.find(({ start, end }) => start <= now && now < end)?.end
}

function isAtWork(calendar: Calendar, now: Instant): boolean {
  const today = toLocalDay(calendar.zone, now)
  const offers = calendar.services.filter(({ active, hours }) => active && hours !== undefined)
  const intervals = [undefined, ...offers.map(({ hours }) => hours)].flatMap((hours) => [
    ...datedIntervals(calendar, hours, today - 2, today + 1),
  ])
  const off = calendar.timeOff.some(({ start, end }) => start <= now && now < end)
  return !off && overlapsSpan(mergeSpans(intervals), now, now + 1)
}

/**
 * `away` or `busy` while set, else `in-session` while an appointment runs, else `off` outside the hours or on time off,
 * else `available`.
 */
export function activityAt(calendar: Calendar, now: Instant): ShownActivity {
  const { activity } = calendar
  if (
    activity &&
    activity.state !== 'available' &&
    activity.until !== undefined &&
    now < activity.until
  ) {
    const { state, until, message } = activity
    return { state, until, ...(message !== undefined && { message }) }
  }
  const until = sessionUntil(calendar, now)
  if (until !== undefined) return { state: 'in-session', until }
  return { state: isAtWork(calendar, now) ? 'available' : 'off' }
}
