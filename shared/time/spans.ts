// Algebra of half-open intervals, kept flat: [start0, end0, start1, end1, …].
import type { Span } from './span.ts'

/** Sorted, disjoint, not touching, none empty ("canonical"). Only the functions below make them. */
export type Spans = readonly number[]

// Every index below is within bounds by its loop, which the compiler cannot see.
const at = (spans: ArrayLike<number>, i: number): number => spans[i] as number

/** Each interval by itself, in their order. */
export const toSpans = (spans: Spans): Span[] =>
  Array.from({ length: spans.length / 2 }, (_, index) => ({
    start: at(spans, 2 * index),
    end: at(spans, 2 * index + 1),
  }))

/** The union of any flat pairs, in any order; empty and reversed pairs hold nothing. */
export const mergeSpans = (pairs: readonly number[]): Spans => {
  const merged: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const nextStart = at(pairs, i)
    const nextEnd = at(pairs, i + 1)
    if (!(nextStart < nextEnd)) continue
    if (nextStart > end || merged.length === 0) {
      merged.push(nextStart, nextEnd)
      end = nextEnd
    } else if (nextStart >= at(merged, merged.length - 2)) {
      if (nextEnd > end) end = merged[merged.length - 1] = nextEnd
    } else {
      return mergeUnsorted(pairs)
    }
  }
  return merged
}

// Starts and ends are sorted each for themselves: after the i-th of both, in order, nothing is open
// exactly if the next start lies behind the i-th end. Typed arrays sort numbers without a comparator.
const mergeUnsorted = (pairs: readonly number[]): Spans => {
  const starts = new Float64Array(pairs.length >> 1)
  const ends = new Float64Array(pairs.length >> 1)
  let count = 0
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    if (!(at(pairs, i) < at(pairs, i + 1))) continue
    starts[count] = at(pairs, i)
    ends[count] = at(pairs, i + 1)
    count++
  }
  starts.subarray(0, count).sort()
  ends.subarray(0, count).sort()
  const merged: number[] = []
  for (let i = 0, first = 0; i < count; i++) {
    if (i + 1 < count && at(starts, i + 1) <= at(ends, i)) continue
    merged.push(at(starts, first), at(ends, i))
    first = i + 1
  }
  return merged
}

/** What of `a` is not in `b`. */
export const subtractSpans = (a: Spans, b: Spans): Spans => {
  if (b.length === 0) return a
  const rest: number[] = []
  let j = 0
  for (let i = 0; i < a.length; i += 2) {
    let start = at(a, i)
    const end = at(a, i + 1)
    while (j < b.length && at(b, j + 1) <= start) j += 2
    while (j < b.length && at(b, j) < end) {
      if (at(b, j) > start) rest.push(start, at(b, j))
      start = at(b, j + 1)
      if (start >= end) break // this piece of b may reach into the next of a
      j += 2
    }
    if (start < end) rest.push(start, end)
  }
  return rest
}

/** What is in both. */
export const intersectSpans = (a: Spans, b: Spans): Spans => {
  const both: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const start = Math.max(at(a, i), at(b, j))
    const end = Math.min(at(a, i + 1), at(b, j + 1))
    if (start < end) both.push(start, end)
    if (at(a, i + 1) < at(b, j + 1)) i += 2
    else j += 2
  }
  return both
}

/** Index of the first span that ends after `instant`; the length if none does. */
const firstEndingAfter = (spans: Spans, instant: number): number => {
  let low = 0
  let high = spans.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(spans, 2 * middle + 1) > instant) high = middle
    else low = middle + 1
  }
  return 2 * low
}

/** What of `a` lies within `[from, to)`. */
export const cutSpans = (a: Spans, from: number, to: number): Spans => {
  const cut: number[] = []
  for (let i = firstEndingAfter(a, from); i < a.length && at(a, i) < to; i += 2) {
    const start = Math.max(at(a, i), from)
    const end = Math.min(at(a, i + 1), to)
    if (start < end) cut.push(start, end)
  }
  return cut
}

/** Whether `[start, end)` fits whole into one of the spans. An empty or reversed one never does. */
export const coversSpan = (a: Spans, start: number, end: number): boolean => {
  const i = firstEndingAfter(a, start)
  return start < end && i < a.length && at(a, i) <= start && end <= at(a, i + 1)
}

/** Whether `[start, end)` shares an instant with any of the spans; touching shares none. */
export const overlapsSpan = (a: Spans, start: number, end: number): boolean => {
  const i = firstEndingAfter(a, start)
  return start < end && i < a.length && at(a, i) < end
}
