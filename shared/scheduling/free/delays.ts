// Running late, part of step 2: what late appointments take of the time behind them, and when those behind are expected.
import type { Instant } from '../../time/instant.ts'
import type { Span } from '../../time/span.ts'

/** An appointment as far as it can be late. */
export interface Timed extends Span {
  readonly expectedStart?: Instant | undefined
  readonly expectedEnd?: Instant | undefined
  readonly endedAt?: Instant | undefined
}

/** When an appointment is expected to run, given all that stands before it. */
export interface Expected {
  readonly start: Instant
  readonly end: Instant
}

/**
 * The expected run of each appointment, in the order given.
 * Each begins at the latest of its start, its own stored `expectedStart` and the expected end before it, and lasts as
 * long as it was to last; a stored `expectedEnd` counts where it is later. One that has ended passes on `endedAt`.
 * Gaps and buffers absorb a delay, since no buffer is added.
 *
 * @param taken sorted by start, none without a live booking
 */
export function expectedRuns(taken: readonly Timed[]): readonly Expected[] {
  const runs: Expected[] = []
  visitRuns(taken, (_, start, end) => runs.push({ start, end }))
  return runs
}

function visitRuns(
  taken: readonly Timed[],
  visit: (one: Timed, start: Instant, end: Instant) => unknown,
): void {
  let before = Number.NEGATIVE_INFINITY
  for (const one of taken) {
    const { start: agreed, end: agreedEnd, expectedStart, expectedEnd, endedAt } = one
    if (endedAt !== undefined) {
      before = endedAt
      visit(one, agreed, endedAt)
      continue
    }
    const start = Math.max(agreed, expectedStart ?? agreed, before)
    const end = Math.max(start + agreedEnd - agreed, expectedEnd ?? 0)
    before = end
    visit(one, start, end)
  }
}

/** The time behind their agreed ends that late appointments take, or took: flat pairs `[end, expected end)`, unmerged. */
export function delayPairs(taken: readonly Timed[]): number[] {
  const pairs: number[] = []
  visitRuns(taken, (one, _, end) => {
    if (end > one.end) pairs.push(one.end, end)
  })
  return pairs
}
