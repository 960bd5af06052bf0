// Which messages an account has read.
import type { MarkNotificationsRead } from '../contract/notification.ts'
import { type Refusal, refuse } from '../scheduling/model/refusal.ts'
import type { Held, HeldEffects } from './held.ts'

/** Decides on `mark-notifications-read`: all that were named are the account's own, or none is marked. */
export function decideReading(
  { notifications, unread }: Held,
  { notificationIds }: MarkNotificationsRead,
): { readonly refused: Refusal } | HeldEffects {
  if (!notificationIds) return unread > 0 ? { reads: 'all' } : {}
  const own = new Set(notifications.map(({ notificationId }) => notificationId))
  const missing = notificationIds.find((id) => !own.has(id))
  if (missing !== undefined) return refuse('not-found', `there is no notification ${missing}`)
  const reads = notifications.flatMap((one) => (one.isRead ? [] : one.notificationId))
  return reads.length > 0 ? { reads } : {}
}
