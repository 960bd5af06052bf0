// Until when a client may cancel or move a booking, and which version of it they mean.
import type { Status } from '../../contract/status.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import type { Booking, Calendar } from './calendar.ts'
import { type Refusal, refuse } from './refusal.ts'

/** Until when a client may cancel a confirmed booking, itself included. */
export function cancelUntil({ policy }: Pick<Calendar, 'policy'>, start: Instant): Instant {
  return start - policy.cancelNoticeMinutes * MINUTE
}

/** Until when its client may cancel a booking in a status, itself included; undefined where there is nothing to cancel. */
export function clientCancelsUntil(
  calendar: Pick<Calendar, 'policy'>,
  start: Instant,
  status: Status,
): Instant | undefined {
  if (status === 'pending') return start
  return status === 'confirmed' ? cancelUntil(calendar, start) : undefined
}

/** Until when a client may move a booking, itself included. */
export function rescheduleUntil({ policy }: Pick<Calendar, 'policy'>, start: Instant): Instant {
  return start - policy.rescheduleNoticeMinutes * MINUTE
}

/** Refuses where somebody means another version of a booking than the one that is stored. */
export function refuseVersion(
  booking: Pick<Booking, 'version'>,
  version: number | undefined,
): { readonly refused: Refusal } | undefined {
  if (version === undefined || version === booking.version) return undefined
  return refuse('version-mismatch', `the booking is at version ${booking.version}, not ${version}`)
}
