// Where the grid begins to be seen: an hour before now on a day that has now in it, else before the earliest opening.
import { formatWallTime, parseWallTime } from '../../../../shared/time/date.ts'
import { wallTimeIn } from '../../words/when.ts'
import type { TimeSpan } from '../day/plan.ts'

const BEFORE_MINUTES = { now: 60, opening: 30 }

/** `07:30`; 08:00 where nothing is open. */
export function scrollTimeOf(
  windows: readonly TimeSpan[],
  zone: string,
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
): string {
  if (from <= now && now < to) return before(wallTimeIn(zone, now), BEFORE_MINUTES.now)
  const [first] = windows
    .filter(({ start }) => start >= from && start < to)
    .map(({ start }) => wallTimeIn(zone, start))
    .toSorted()
  return first === undefined ? '08:00' : before(first, BEFORE_MINUTES.opening)
}

const before = (time: string, minutes: number): string =>
  formatWallTime(Math.max(0, (parseWallTime(time) ?? 0) - minutes))
