// Bookings of somebody who asks, as limits per client count them: random ones, near the time that is asked about.
import fc from 'fast-check'
import { STATUSES } from '../../shared/contract/status.ts'
import { toStanding } from '../../shared/scheduling/model/calendar.ts'
import type { Stated } from './build-calendar.ts'
import type { OwnBooking } from '../../shared/scheduling/model/own-booking.ts'
import { HOUR, type Instant, MINUTE } from '../../shared/time/instant.ts'

/** A booking of one's own: confirmed, of the massage, unless told otherwise. */
export function buildOwn(start: Instant, fields: Stated<OwnBooking> = {}): OwnBooking {
  const { status = 'confirmed', holdExpiresAt, ...rest } = fields
  return {
    bookingId: `own-${start}`,
    serviceId: 'massage',
    ...rest,
    start,
    ...toStanding(status, holdExpiresAt),
  }
}

/** Up to six, within a week around an instant, of these services. */
export const ownArbitrary = (
  around: Instant,
  serviceIds: readonly string[],
): fc.Arbitrary<readonly OwnBooking[]> =>
  fc.array(
    fc
      .record({
        hours: fc.integer({ min: -80, max: 100 }),
        serviceId: fc.constantFrom(...serviceIds),
        status: fc.constantFrom(...STATUSES, 'confirmed' as const, 'confirmed' as const),
        bookingId: fc.uuid(),
        holdMinutes: fc.constantFrom(-1, 10),
      })
      .map(({ hours, status, holdMinutes, ...own }) => {
        const until = status === 'held' ? around + holdMinutes * MINUTE : undefined
        return { ...own, start: around + hours * HOUR, ...toStanding(status, until) }
      }),
    { maxLength: 6 },
  )
