// Counts requests by whoever makes them, a minute at a time, in memory that is bounded.
import { type Instant, MINUTE, SECOND } from '../../../time/instant.ts'

/** Those whose requests are counted one by one. */
const KEYS_KEPT = 10_000

export interface Budget {
  /**
   * Counts one request.
   *
   * @returns after how many seconds to try again, if it was one too many; unset if it was not
   */
  readonly spend: (key: string, now: Instant) => number | undefined
}

/** Seconds until the minute that counts now has passed. */
export function secondsLeft(now: Instant): number {
  return Math.ceil((MINUTE - (now % MINUTE)) / SECOND)
}

/** The keys by how often they came, those who came least often and longest ago first. */
interface Counted {
  readonly counts: Map<string, number>
  /** Sets keep the order in which keys came to them. */
  readonly byCount: Map<number, Set<string>>
  least: number
}

const nothing = (): Counted => ({ counts: new Map(), byCount: new Map(), least: 0 })

function put({ counts, byCount }: Counted, key: string, count: number): void {
  counts.set(key, count)
  const same = byCount.get(count)
  if (same) same.add(key)
  else byCount.set(count, new Set([key]))
}

function take({ counts, byCount }: Counted, key: string, count: number): void {
  counts.delete(key)
  const same = byCount.get(count)
  same?.delete(key)
  if (same?.size === 0) byCount.delete(count)
}

/**
 * Makes room for one more key. Whoever comes takes over the count of the one who goes: the count of a key is never lower
 * than what it really was, and above it by no more than the lowest of all. Thus nobody is forgotten by letting thousands
 * come after them, and newcomers are not refused for it. (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent
 * and Top-k Elements in Data Streams, 2005: "Space-Saving".)
 *
 * @returns the count that goes over
 */
function makeRoom(counted: Counted): number {
  while (!counted.byCount.has(counted.least)) counted.least += 1
  const [oldest = ''] = counted.byCount.get(counted.least) ?? []
  take(counted, oldest, counted.least)
  return counted.least
}

/** A budget of so many requests a minute for each key. */
export function makeBudget(perMinute: number, keysKept = KEYS_KEPT): Budget {
  let minute = Number.NaN
  let counted = nothing()
  return {
    spend: (key, now) => {
      const at = Math.floor(now / MINUTE)
      if (at !== minute) {
        minute = at
        counted = nothing()
      }
      const before = counted.counts.get(key)
      // What is above the limit need not be counted on.
      if (before !== undefined && before > perMinute) return secondsLeft(now)
      if (before !== undefined) take(counted, key, before)
      const taken = counted.counts.size < keysKept ? 0 : makeRoom(counted)
      const count = Math.min(before ?? taken, perMinute) + 1
      put(counted, key, count)
      counted.least = Math.min(counted.least, count)
      return count > perMinute ? secondsLeft(now) : undefined
    },
  }
}
