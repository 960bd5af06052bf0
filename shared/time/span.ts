// One half-open stretch of time; many of them, and their algebra, are in spans.ts.
import type { Instant } from './instant.ts'

/** A half-open stretch of time, `[start, end)`. */
export interface Span {
  readonly start: Instant
  readonly end: Instant
}

/** Whether two share an instant. An empty one shares none: what was over before its start occupies nothing. */
export function overlap(a: Span, b: Span): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end)
}
