// Why a start cannot be booked: every rule that refuses it, each with what stands behind it.
import type { Service } from '../../contract/service.ts'
import type { TimeReason } from '../../contract/faults/reasons.ts'
import { formatDate } from '../../time/date.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { Asking } from '../model/circumstances.ts'
import { formatWall } from './explain-hours.ts'
import { type Source, sourcesOf } from './explain-sources.ts'
import { planAround, viewerOf } from './judge-start.ts'
import { type Plan, rulesOf } from './plan.ts'
import { refusalsOf } from './refusals.ts'
import { isOffered } from './search.ts'

/** One rule that refuses a start, or one of several things for which it does. */
export interface Explanation {
  readonly reason: TimeReason
  /** In words, for the professional: it may tell of what clients must not know. */
  readonly detail: string
  readonly source?: Source
}

/** What is asked about. */
export interface Question {
  readonly service: Service
  readonly start: Instant
  readonly seats: number
}

const spell = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** A rule in words, where no thing of the calendar stands behind it. */
function toSentence(
  calendar: Calendar,
  plan: Plan,
  reason: TimeReason,
  question: Question,
): string {
  const { service, seats } = question
  const { zone, professional } = calendar
  const { minNoticeMinutes, horizonDays } = rulesOf(calendar, service)
  switch (reason) {
    case 'service-inactive':
      return professional.active ? 'the service is not active' : 'the professional is not active'
    case 'too-soon':
      return minNoticeMinutes === 0
        ? 'the start has passed'
        : `the notice is ${spell(minNoticeMinutes, 'minute')}: the earliest start is ${formatWall(zone, plan.reach.earliest)}`
    case 'too-far-ahead':
      return `the horizon is ${spell(horizonDays, 'day')}: the last date is ${formatDate(plan.reach.lastDay)}`
    case 'off-grid':
      return `the slots of an interval begin with it and every ${spell(plan.step / MINUTE, 'minute')} after`
    case 'not-enough-seats':
      return `${spell(seats, 'seat')} asked for, ${service.capacity} in all`
    case 'outside-hours':
      return 'it does not fit whole into the hours'
    case 'on-time-off':
      return 'it falls into time off'
    case 'professional-away':
      return 'the professional is away'
    case 'slot-taken':
      return 'it is taken'
    case 'limit-reached':
      return 'a limit is reached'
    case 'client-limit-reached':
      return 'the client has as many bookings as one may have'
  }
}

function endOf(plan: Plan, start: Instant): Instant {
  return plan.standing.find((one) => one.start === start)?.end ?? start + plan.duration
}

/**
 * Every rule that refuses seats at a start for whoever asks, in the contract's order; none exactly if a booking would be
 * accepted now.
 */
export function explainStart(
  calendar: Calendar,
  question: Question,
  asking: Asking,
): readonly Explanation[] {
  const { service, start, seats } = question
  const viewer = viewerOf(asking)
  const plan = planAround(calendar, question, viewer)
  const span: Span = { start, end: endOf(plan, start) }
  const reasons: readonly TimeReason[] = [
    ...(isOffered(calendar, service) ? [] : ['service-inactive' as const]),
    ...refusalsOf(plan, start, seats),
  ]
  const day = toLocalDay(calendar.zone, start)
  return reasons.flatMap((reason): readonly Explanation[] => {
    const found = sourcesOf(reason, { calendar, service, plan, span, day, viewer })
    if (found.length > 0) return found.map((one) => ({ reason, ...one }))
    return [{ reason, detail: toSentence(calendar, plan, reason, question) }]
  })
}
