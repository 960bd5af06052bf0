// A booking of whoever asks, as limits per client count it: in their account, or under a contact that their token vouches for.
import type { BookingId, ServiceId } from '../../contract/values/ids.ts'
import type { Instant } from '../../time/instant.ts'
import type { Standing } from './calendar.ts'

/** A booking of whoever asks, wherever in the calendar it lies. */
export type OwnBooking = Standing & {
  readonly bookingId: BookingId
  readonly serviceId: ServiceId
  readonly start: Instant
}
