// How long an account's holds may keep seats of one professional: thirty minutes in any two hours, whatever it holds, renews
// or gives up in between.
import type { BookingId } from '../../contract/values/ids.ts'
import { HOUR, type Instant, MINUTE } from '../../time/instant.ts'
import type { Span } from '../../time/span.ts'

/** For so long in all. */
export const HELD_MILLIS = 30 * MINUTE
/** In any stretch of this length. */
export const HELD_WITHIN_MILLIS = 2 * HOUR

/** The time for which a hold kept its seats, or will have where nobody ends it before. */
export interface KeptHold extends Span {
  readonly bookingId: BookingId
  /** Whether it still does, as it is stored. */
  readonly isOpen: boolean
}

const lengthAfter = (instant: Instant, { start, end }: Span) =>
  Math.max(0, end - Math.max(start, instant))

/** How long in all, from an instant on. */
const heldAfter = (instant: Instant, kept: readonly Span[]) =>
  kept.reduce((sum, one) => sum + lengthAfter(instant, one), 0)

/** Whether a hold stays within what an account may hold, with all that it held before. The stretch that ends with it is the fullest. */
function isWithin(wish: Span, before: readonly Span[]): boolean {
  const held = heldAfter(wish.end - HELD_WITHIN_MILLIS, before)
  return held + wish.end - wish.start <= HELD_MILLIS
}

/** The latest instant after which no more than `most` was held. */
function emptiedAt(kept: readonly Span[], most: number): Instant {
  let left = most
  for (const { start, end } of kept.toSorted((a, b) => b.end - a.end)) {
    const length = Math.max(0, end - start)
    if (length > left) return end - left
    left -= length
  }
  return Number.NEGATIVE_INFINITY
}

/**
 * When a hold is possible: at once, or from a later instant on.
 *
 * @param wish from when on it holds, or has held where it is renewed, and until when
 * @param kept the account's holds with this professional that ended within two hours, and its open ones
 * @param renewed the one that it renews; all other open ones give way to it
 * @returns undefined where it is possible now
 */
export function possibleFrom(
  wish: Span,
  kept: readonly KeptHold[],
  now: Instant,
  renewed?: BookingId,
): Instant | undefined {
  const others = kept.filter(({ bookingId }) => bookingId !== renewed)
  const before = others.map(({ start, end, isOpen }) => ({
    start,
    end: isOpen ? Math.min(end, now) : end,
  }))
  if (isWithin(wish, before)) return undefined
  // What is open then is not given up for nothing: it counts to its end.
  const length = Math.max(wish.end - now, 0)
  const ends = kept.map(({ end }) => end)
  const emptied = emptiedAt(kept, HELD_MILLIS - length) + HELD_WITHIN_MILLIS - length
  return Math.max(now, emptied, ...ends)
}
