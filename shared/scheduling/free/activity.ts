// What a professional is doing at an instant, as everybody is shown it.
import type { ActivityState } from '../../contract/status.ts'
import type { EpochDay } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { type Spans, mergeSpans, overlapsSpan } from '../../time/spans.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Activity, Calendar } from '../model/calendar.ts'
import { runsAt } from './runs.ts'
import { datedIntervals } from './windows.ts'

/** What everybody is shown. */
export interface ActivityNow {
  readonly state: ActivityState
  readonly until?: Instant
  readonly message?: string
}

/** Until when the appointment that now runs is expected to; one that was begun early runs, too. */
function sessionUntil(calendar: Calendar, now: Instant): Instant | undefined {
  const running = runsAt(calendar, now).find(({ appointment, run }) => {
    if (now >= run.end) return false
    return appointment.claims.some(
      ({ status }) => status === 'in-progress' || (status === 'confirmed' && run.start <= now),
    )
  })
  return running?.run.end
}

/** The hours that begin on the local dates from `first` to `last`, united with those of active services. */
export function hoursOf(calendar: Calendar, first: EpochDay, last: EpochDay): Spans {
  const offers = calendar.services.filter(({ active, hours }) => active && hours !== undefined)
  const intervals = [undefined, ...offers.map(({ hours }) => hours)].flatMap((hours) => [
    ...datedIntervals(calendar, hours, first, last),
  ])
  return mergeSpans(intervals)
}

/** The hours around an instant, from two dates before it to a date after it. */
export function hoursAround(calendar: Calendar, now: Instant): Spans {
  const today = toLocalDay(calendar.zone, now)
  return hoursOf(calendar, today - 2, today + 1)
}

function isAtWork(calendar: Calendar, now: Instant): boolean {
  const isOff = calendar.timeOff.some(({ start, end }) => start <= now && now < end)
  return !isOff && overlapsSpan(hoursAround(calendar, now), now, now + 1)
}

/** The activity that is set at an instant, if it keeps the professional from their work. */
export function setActivityAt(
  { activity }: Calendar,
  now: Instant,
): Exclude<Activity, { state: 'available' }> | undefined {
  if (!activity || activity.state === 'available') return undefined
  return now < activity.until ? activity : undefined
}

/**
 * `away` or `busy` while set, else `in-session` while an appointment runs, else `off` outside the hours or on time off,
 * else `available`, with the message that was set for it.
 */
export function activityAt(calendar: Calendar, now: Instant): ActivityNow {
  const set = setActivityAt(calendar, now)
  if (set) {
    const { state, until, message } = set
    return { state, until, ...(message !== undefined && { message }) }
  }
  const until = sessionUntil(calendar, now)
  if (until !== undefined) return { state: 'in-session', until }
  if (!isAtWork(calendar, now)) return { state: 'off' }
  const { activity } = calendar
  const message = activity?.state === 'available' ? activity.message : undefined
  return { state: 'available', ...(message !== undefined && { message }) }
}
