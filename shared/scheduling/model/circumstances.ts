// Who acts, when, and where new ids come from: what every decision is handed besides the calendar.
import type { Instant } from '../../time/instant.ts'
import type { By } from './calendar.ts'

/** Who asks, and when. */
export interface Asking {
  readonly by: By
  readonly now: Instant
}

/** Who acts, when, and where new ids come from. */
export interface Circumstances extends Asking {
  readonly newId: () => string
}
