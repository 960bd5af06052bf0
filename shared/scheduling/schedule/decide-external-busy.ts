// Replacing what another calendar reports as busy within a stretch of time.
import { BUSY_INTERVALS, BUSY_SOURCES } from '../../contract/limits.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Instant } from '../../time/instant.ts'
import { mergeSpans, toSpans } from '../../time/spans.ts'
import type { Calendar, ExternalBusy } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { refuseFarInstant } from '../model/reach.ts'
import { refuseGrowth } from './growth.ts'
import { LOAD_MARGIN_MILLIS } from '../free/plan.ts'
import { tell } from '../effects/tell.ts'
import { datesAround } from '../effects/touched-dates.ts'

const print = ({ start, end }: Span) => `${start} ${end}`

/** What of a source's busy time lies outside of `[from, to)`, and what is to be inside. */
function wanted(
  present: readonly Span[],
  from: Instant,
  to: Instant,
  intervals: readonly Span[],
): Span[] {
  const outside = present.flatMap(({ start, end }) => [
    { start, end: Math.min(end, from) },
    { start: Math.max(start, to), end },
  ])
  const inside = toSpans(mergeSpans(intervals.flatMap(({ start, end }) => [start, end])))
  return [...outside, ...inside].filter(({ start, end }) => start < end)
}

/** Of the busy time that is not over: how many intervals, and of how many sources. */
function countToCome({ externalBusy }: Calendar, now: Instant) {
  const toCome = externalBusy.filter(({ end }) => end > now)
  return { intervals: toCome.length, sources: new Set(toCome.map(({ source }) => source)).size }
}

function refuseMoreBusy(calendar: Calendar, grown: Calendar, now: Instant) {
  const [before, after] = [countToCome(calendar, now), countToCome(grown, now)]
  const sources = {
    what: 'sources of external busy time',
    limit: BUSY_SOURCES,
    before: before.sources,
    after: after.sources,
  }
  const intervals = {
    what: 'intervals of external busy time from now on',
    limit: BUSY_INTERVALS,
    before: before.intervals,
    after: after.intervals,
  }
  return refuseGrowth('source', sources) ?? refuseGrowth('intervals', intervals)
}

/** Decides on `set-external-busy`: the source's busy time within `[from, to)` is what is sent, nothing else. */
export function decideExternalBusy(
  calendar: Calendar,
  request: {
    readonly source: string
    readonly from: Instant
    readonly to: Instant
    readonly intervals: readonly Span[]
  },
  { newId, now }: Circumstances,
): Decision<Record<never, never>> {
  const { source, from, to, intervals } = request
  const far = refuseFarInstant('from', from, now) ?? refuseFarInstant('to', to, now)
  if (far) return far
  const touched = calendar.externalBusy.filter(
    (one) => one.source === source && one.start < to && from < one.end,
  )
  // What ended before all that was loaded is over for good, and could not be compared.
  const loadedFrom = calendar.range.start - LOAD_MARGIN_MILLIS
  const goal = wanted(
    touched,
    from,
    to,
    intervals.filter(({ end }) => end > loadedFrom),
  )
  const kept = new Set(goal.map(print))
  const there = new Set(touched.map(print))
  const removed = touched.filter((one) => !kept.has(print(one)))
  const added: readonly ExternalBusy[] = goal
    .filter((one) => !there.has(print(one)))
    .map((one) => ({ ...one, source }))
  if (removed.length === 0 && added.length === 0) return { effects: NOTHING, answer: {} }
  const rows = { externalBusy: { added, removed } }
  const grown = refuseMoreBusy(calendar, applyEffects(calendar, { ...rows, changes: [] }), now)
  if (grown) return grown
  const dates = datesAround(calendar, [...removed, ...added])
  const told = { type: 'schedule.changed', subject: 'external-busy', dates } as const
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
