// One service of one calendar, made ready for questions about a stretch of time: steps 1, 2, 4, 5 and 6 laid out once.
import type { Service } from '../../contract/service.ts'
import type { EpochDay } from '../../time/date.ts'
import { DAY, type Instant, MINUTE } from '../../time/instant.ts'
import { type Spans, mergeSpans } from '../../time/spans.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Schedule } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import { limitsOf } from './limits.ts'
import { type Lost, lostOf, openOf } from './open.ts'
import type { Taken } from './taken.ts'
import { datedIntervals } from './windows.ts'

/** The rules of a service that matter to what is free. */
export type Offer = Pick<
  Service,
  | 'durationMinutes'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
  | 'capacity'
  | 'hours'
  | 'slotStepMinutes'
  | 'minNoticeMinutes'
  | 'horizonDays'
>

/** Where the offer begins and ends. */
export interface Reach {
  /** No start before this instant (now and the notice), or −Infinity. */
  readonly earliest: Instant
  /** No start after this local date. */
  readonly lastDay: EpochDay
}

export interface Plan extends Lost {
  readonly schedule: Schedule
  /** In ms. */
  readonly duration: number
  readonly bufferBefore: number
  readonly bufferAfter: number
  readonly step: number
  readonly capacity: number
  /** Each date's intervals, merged within the date: where the slot grid starts. Flat pairs, sorted by date. */
  readonly grid: readonly number[]
  /** The same merged across dates. */
  readonly windows: Spans
  /** The windows less `off` and `away`. */
  readonly open: Spans
  readonly occupied: Spans
  /** Appointments of the service that have not ended, sorted by start: joined, or full. */
  readonly standing: readonly Taken[]
  /** Whether a local date is closed to a new appointment by a limit; undefined without limits. */
  readonly isClosed: ((day: EpochDay) => boolean) | undefined
  /** Whether a local date is closed to one more booking of the viewer's; undefined where nothing limits them. */
  readonly isClosedToClient: ((day: EpochDay) => boolean) | undefined
  readonly reach: Reach
}

/** The step, notice and horizon of a service, which fall back to the policy's; the step, to the duration. */
export function rulesOf(schedule: Pick<Schedule, 'policy'>, offer: Offer) {
  const { policy } = schedule
  return {
    slotStepMinutes: offer.slotStepMinutes ?? policy.slotStepMinutes ?? offer.durationMinutes,
    minNoticeMinutes: offer.minNoticeMinutes ?? policy.minNoticeMinutes,
    horizonDays: offer.horizonDays ?? policy.horizonDays,
  }
}

/** The reach of a service at an instant: its notice from now, its horizon from the professional's today. */
export function reachAt(schedule: Schedule, offer: Offer, now: Instant): Reach {
  const { minNoticeMinutes, horizonDays } = rulesOf(schedule, offer)
  return {
    earliest: now + minNoticeMinutes * MINUTE,
    lastDay: toLocalDay(schedule.zone, now) + horizonDays,
  }
}

function occupiedPairs(taken: readonly Taken[]): number[] {
  const pairs: number[] = []
  for (const { occupies } of taken) pairs.push(occupies.start, occupies.end)
  return pairs
}

/** What is occupied, merged as it is gone through: appointments lie in order, unless their buffers before differ. */
function occupiedSpans(taken: readonly Taken[]): Spans {
  const merged: number[] = []
  let start = Number.NEGATIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { occupies } of taken) {
    if (occupies.start >= occupies.end) continue
    if (occupies.start < start) return mergeSpans(occupiedPairs(taken))
    if (occupies.start > end) {
      start = occupies.start
      end = occupies.end
      merged.push(start, end)
    } else if (occupies.end > end) end = merged[merged.length - 1] = occupies.end
  }
  return merged
}

/**
 * Lays out everything that decides about starts within `range`.
 *
 * @param taken complete for the range, for every late appointment before it, and for the local weeks it touches
 */
export function planFor(
  schedule: Schedule,
  offer: Offer,
  taken: readonly Taken[],
  range: Span,
  reach: Reach,
  isClosedToClient?: (day: EpochDay) => boolean,
): Plan {
  const { zone } = schedule
  const duration = offer.durationMinutes * MINUTE
  // An interval may begin on the date before and run on over the next one, and a slot ends after its start.
  const first = toLocalDay(zone, range.start) - 2
  const last = toLocalDay(zone, range.end + duration) + 1
  const grid = datedIntervals(schedule, offer.hours, first, last)
  const windows = mergeSpans([...grid])
  const lost = lostOf(schedule, taken)
  return {
    schedule,
    duration,
    bufferBefore: offer.bufferBeforeMinutes * MINUTE,
    bufferAfter: offer.bufferAfterMinutes * MINUTE,
    step: rulesOf(schedule, offer).slotStepMinutes * MINUTE,
    capacity: offer.capacity,
    grid,
    windows,
    ...lost,
    open: openOf(windows, lost),
    occupied: occupiedSpans(taken),
    standing: taken.filter((one) => one.joinable && one.endedAt === undefined),
    isClosed: limitsOf(schedule.policy, zone, taken, duration),
    isClosedToClient,
    reach,
  }
}

/** How far around a stretch of starts a calendar must be loaded, so that limits, delays and overlaps are decided right. */
export const LOAD_MARGIN_MILLIS = 8 * DAY

/** Behind the greatest horizon there is, and what reaches behind it: nothing is on offer beyond. */
export const OFFERED_MILLIS = 745 * DAY
