// What a projection is made from: one snapshot of Postgres, and what changed since the mirror's watermark.
import type { Booking, Calendar } from '../scheduling/model/calendar.ts'
import type { DateText } from '../time/date.ts'

/** A booking with the capacity of its appointment. */
export interface SeatedBooking {
  readonly booking: Booking
  readonly capacity: number
}

export interface MirrorState {
  /** Loaded from before today to behind the greatest horizon. */
  readonly calendar: Calendar
  /** The dates that changes since the watermark may have altered; `all` without a watermark, or for many changes. */
  readonly dates: readonly DateText[] | 'all'
  /** The bookings those changes touched, as they are now. */
  readonly bookings: readonly SeatedBooking[]
}
