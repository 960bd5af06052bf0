// What the system is asked for, thing by thing of a plan.
import type { CreateBookingRequest, Override } from '../../../client/types.ts'
import { formatInstant } from '../../../shared/time/instant.ts'
import type { PlannedBooking, PlannedTimeOff } from './plan.ts'

/** Appointments that were made elsewhere are kept whatever today's rules say; the history records which were set aside. */
const OVERRIDE: readonly Override[] = [
  'off-grid',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'limit-reached',
]

/** `create-booking`, for a guest or, with a uid, for an account. */
export function toBookingBody(
  { start, seats, client, note, timeZone }: PlannedBooking,
  serviceId: string,
  clientUid?: string,
): CreateBookingRequest {
  return {
    serviceId,
    start: formatInstant(start),
    seats,
    client,
    ...(clientUid !== undefined && { clientUid }),
    ...(note !== undefined && { note }),
    ...(timeZone !== undefined && { timeZone }),
    override: OVERRIDE,
  }
}

/** `add-time-off`. Bookings in it stay. */
export function toTimeOffBody({ span, note }: PlannedTimeOff) {
  const when =
    'startDate' in span
      ? { startDate: span.startDate, endDate: span.endDate }
      : { start: formatInstant(span.start), end: formatInstant(span.end) }
  return { ...when, ...(note !== undefined && { note }), onConflict: 'keep' as const }
}
