// A start that is on offer.
import type { Instant } from '../../time/instant.ts'

/** A start at which a booking would be accepted. */
export interface Slot {
  readonly start: Instant
  readonly end: Instant
  readonly seatsLeft: number
}
