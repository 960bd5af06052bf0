// What the professional says to be doing now: busy and away take time out of the offer at once.
import { ACTIVITY_AHEAD_MILLIS, type SetActivity } from '../../contract/session.ts'
import { type Instant, SECOND, formatInstant } from '../../time/instant.ts'
import type { Spans } from '../../time/spans.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import { hoursOf, setActivityAt } from '../free/activity.ts'
import { type Activity, type Calendar, takenByActivity } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { refuseField } from '../model/refusal.ts'
import { tell } from '../effects/tell.ts'
import { datesAround } from '../effects/touched-dates.ts'

/** The end of the first interval of a date that is not over at `now`, and has begun by `latest`. */
function endOf(hours: Spans, now: Instant, latest: Instant): Instant | undefined {
  for (let index = 0; index < hours.length; index += 2) {
    const [start, end] = hours.slice(index, index + 2)
    if (start !== undefined && end !== undefined && start <= latest && now < end) return end
  }
  return undefined
}

/** The end of the interval that `now` is in, else of the next one that begins on the same local date. */
function endOfWork(calendar: Calendar, now: Instant): Instant | undefined {
  const today = toLocalDay(calendar.zone, now)
  // An interval of a date before may run on over midnight.
  const present = [today, today - 1, today - 2].flatMap((day) => {
    const end = endOf(hoursOf(calendar, day, day), now, now)
    return end === undefined ? [] : [end]
  })
  if (present.length > 0) return Math.max(...present)
  return endOf(hoursOf(calendar, today, today), now, Number.POSITIVE_INFINITY)
}

type Request = Pick<SetActivity, 'state' | 'until' | 'message'>

function untilOf(
  calendar: Calendar,
  { until }: Request,
  now: Instant,
): { readonly until: Instant } | ReturnType<typeof refuseField> {
  const wanted = until ?? endOfWork(calendar, now)
  if (wanted === undefined)
    return refuseField('until', 'is required: there are no more working hours today')
  if (wanted <= now)
    return refuseField('until', `must be after now, got "${formatInstant(wanted)}"`)
  if (wanted > now + ACTIVITY_AHEAD_MILLIS)
    return refuseField('until', `must be at most 30 days ahead, got "${formatInstant(wanted)}"`)
  return { until: wanted }
}

function isSameActivity(a: Activity | undefined, b: Activity): boolean {
  const until = [a, b].map((one) => takenByActivity(one)?.end)
  return a?.state === b.state && until[0] === until[1] && a.message === b.message
}

/** What an activity takes of today and later, one that is over included: today's documents do not look at the clock. */
function takenBy(
  { zone }: Calendar,
  activity: Activity | undefined,
  now: Instant,
): readonly Span[] {
  const taken = takenByActivity(activity)
  if (!taken) return []
  const midnight = startOfDay(zone, toLocalDay(zone, now))
  const span = { start: Math.max(taken.start, midnight), end: taken.end }
  return span.start < span.end ? [span] : []
}

/** The activity that is asked for, from now on. */
function activityOf(calendar: Calendar, request: Request, now: Instant) {
  const { state, message } = request
  const said = {
    since: Math.floor(now / SECOND) * SECOND,
    ...(typeof message === 'string' && { message }),
  }
  if (state === 'available') return { activity: { state, ...said } }
  const found = untilOf(calendar, request, now)
  return 'refused' in found ? found : { activity: { state, until: found.until, ...said } }
}

/** Decides on `set-activity`: `available` ends what was set before, and adds nothing. */
export function decideActivity(
  calendar: Calendar,
  request: Request,
  { now, newId }: Circumstances,
): Decision<Record<never, never>> {
  const { state } = request
  const found = activityOf(calendar, request, now)
  if ('refused' in found) return found
  const { activity } = found
  const set = setActivityAt(calendar, now)
  const present = set ?? (calendar.activity?.state === 'available' ? calendar.activity : undefined)
  const isNothing = present === undefined && state === 'available' && !activity.message
  if (isNothing || isSameActivity(present, activity)) return { effects: NOTHING, answer: {} }
  const taken = [calendar.activity, activity].flatMap((one) => takenBy(calendar, one, now))
  const dates = datesAround(calendar, taken)
  const told = { type: 'activity.changed', dates } as const
  return { effects: tell(calendar, { activity }, [told], newId), answer: {} }
}
