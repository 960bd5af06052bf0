// Who acts, when, and where new ids come from: what every decision is handed besides the calendar.
import type { Instant } from '../../time/instant.ts'
import type { By } from './calendar.ts'
import type { OwnBooking } from './own-booking.ts'

/** Who asks, and when. */
export interface Asking {
  readonly by: By
  readonly now: Instant
  /** Bookings of theirs in this calendar, where limits per client count them. */
  readonly own?: readonly OwnBooking[] | undefined
}

/** Who acts, when, and where new ids come from. */
export interface Circumstances extends Asking {
  readonly newId: () => string
}
