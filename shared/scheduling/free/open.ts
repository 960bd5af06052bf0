// Step 2 of what is free: what the windows lose to time off, external busy time, activity and delays, and what is left.
import { toLocalDay } from '../../time/zone.ts'
import type { Span } from '../../time/span.ts'
import { type Spans, cutSpans, mergeSpans, subtractSpans, toSpans } from '../../time/spans.ts'
import { type Calendar, type Schedule, takenByActivity } from '../model/calendar.ts'
import { type Timed, delayPairs } from './delays.ts'
import { type Viewer, seatsTakenOf } from './taken.ts'
import { datedIntervals } from './windows.ts'

/** What is taken out of the windows. */
export interface Lost {
  /** Time off and external busy time. */
  readonly off: Spans
  /** Activity and delays. */
  readonly away: Spans
}

function pairsOf(spans: readonly Span[]): number[] {
  const pairs: number[] = []
  for (const { start, end } of spans) pairs.push(start, end)
  return pairs
}

function activityPairs({ activity }: Schedule): number[] {
  const taken = takenByActivity(activity)
  return taken ? [taken.start, taken.end] : []
}

/**
 * What the windows of every service lose.
 *
 * @param taken sorted by start, none without a live booking
 */
export function lostOf(schedule: Schedule, taken: readonly Timed[]): Lost {
  return {
    off: mergeSpans([...pairsOf(schedule.timeOff), ...pairsOf(schedule.externalBusy)]),
    away: mergeSpans([...activityPairs(schedule), ...delayPairs(taken)]),
  }
}

/** The windows less what is lost. */
export function openOf(windows: Spans, { off, away }: Lost): Spans {
  return subtractSpans(subtractSpans(windows, off), away)
}

/**
 * The windows of all active services united, after step 2, cut to a range: when a professional can be booked at all,
 * whatever is booked already.
 */
export function unitedWindows(calendar: Calendar, range: Span, viewer: Viewer): readonly Span[] {
  const { zone, services, appointments } = calendar
  // An interval may begin on the date before and run on over the next one.
  const first = toLocalDay(zone, range.start) - 2
  const last = toLocalDay(zone, range.end) + 1
  // Services without hours of their own share the working hours, which are laid out once.
  const hours = new Set(services.filter(({ active }) => active).map((service) => service.hours))
  const windows = mergeSpans(
    [...hours].flatMap((own) => datedIntervals(calendar, own, first, last)),
  )
  const standing = appointments.filter((one) => seatsTakenOf(one, viewer) > 0)
  const open = openOf(windows, lostOf(calendar, standing))
  return toSpans(cutSpans(open, range.start, range.end))
}
