// Where the grid begins to be seen: at now while somebody works or has worked, else where the day begins. Nobody opens it to look at
// an empty night.
import { formatWallTime, parseWallTime } from '../../../../shared/time/date.ts'
import { addDays, dateIn, wallTimeIn } from '../../words/when.ts'
import type { TimeSpan } from '../day/plan.ts'
import { startOf } from '../day/wall.ts'

const MIDNIGHT = 24 * 60
/** What is seen before now, and before the day begins. */
const BEFORE = { now: 60, opening: 30 }
/** Of a day that is over, so much of its end is still seen. */
const END_MINUTES = 180
/** A day on which nothing is. */
const USUAL = { first: 8 * 60 + 30, last: 18 * 60 }

interface Range {
  readonly from: Date
  readonly to: Date
}

/** The wall time to begin with, `07:30`; `spans` are when there is time, and what is booked. */
export function scrollTimeOf(
  spans: readonly TimeSpan[],
  zone: string,
  range: Range,
  now: Date,
): string {
  if (now < range.from || now >= range.to)
    return formatWallTime(begin(busyMinutes(spans, zone, range) ?? USUAL))
  const sinceMidnight = minutesIn(zone, now)
  const [isOn] = spans.filter(({ start, end }) => start <= now && now < end)
  if (isOn) return formatWallTime(Math.max(0, sinceMidnight - BEFORE.now))
  const today = dateIn(zone, now)
  const day = { from: startOf(zone, today), to: startOf(zone, addDays(today, 1)) }
  const busy = busyMinutes(spans, zone, day) ?? busyMinutes(spans, zone, range) ?? USUAL
  const latest = Math.max(begin(busy), busy.last - END_MINUTES)
  return formatWallTime(Math.min(Math.max(sinceMidnight - BEFORE.now, begin(busy)), latest))
}

const begin = ({ first }: { readonly first: number }): number => Math.max(0, first - BEFORE.opening)

const minutesIn = (zone: string, at: Date): number => parseWallTime(wallTimeIn(zone, at)) ?? 0

/** From the earliest beginning of any day to the latest end, in minutes since midnight. */
function busyMinutes(spans: readonly TimeSpan[], zone: string, { from, to }: Range) {
  const begun = spans.filter(({ start }) => start >= from && start < to)
  if (begun.length === 0) return undefined
  const ends = begun.map(({ start, end }) =>
    dateIn(zone, start) === dateIn(zone, end) ? minutesIn(zone, end) : MIDNIGHT,
  )
  return {
    first: Math.min(...begun.map(({ start }) => minutesIn(zone, start))),
    last: Math.max(...ends),
  }
}
