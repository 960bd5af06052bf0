// From a change to its messages: whom the save is told to is decided and written down, then delivered; reminders are planned.
import { type CauseHint, loadCause } from '../../../database/notify/load-cause.ts'
import { saveReminders } from '../../../database/notify/reminders.ts'
import { saveNotifications } from '../../../database/notify/save-notifications.ts'
import type { Cause } from '../../../notifications/cause.ts'
import { planNotifications } from '../../../notifications/plan-notifications.ts'
import {
  GUEST_REMINDER_MINUTES,
  PLACING,
  remindersOf,
} from '../../../notifications/plan-reminders.ts'
import type { Instant } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'
import { type Delivered, deliverNow } from './deliver.ts'

async function planReminders(cause: Cause, now: Instant, { database }: World): Promise<void> {
  const { professionalId, bookings, accounts, changes, at } = cause
  const placing = changes.filter(({ type }) => PLACING.includes(type))
  const placed = new Set(placing.map(({ bookingId }) => bookingId))
  const planned = [...bookings.values()].map((booking) => {
    const { bookingId, clientUid, guestAddress } = booking
    const settings = clientUid === undefined ? undefined : accounts.get(clientUid)
    const minutes =
      settings?.reminderMinutes ?? (guestAddress === undefined ? [] : GUEST_REMINDER_MINUTES)
    // What comes about late is reminded of late; any other change finds what is due already planned, or sent.
    const from = placed.has(bookingId) ? at : now
    return { professionalId, bookingId, dueAt: remindersOf(booking, minutes), from }
  })
  await saveReminders(database, planned)
}

/**
 * Tells of the save that a change belongs to. Safe to be called for each of its changes, repeatedly and at once: who is
 * told is written down once.
 *
 * @returns undefined where the professional is not in the books any more: there is nothing to tell
 */
export async function notify(change: CauseHint, world: World): Promise<Delivered | undefined> {
  const { database, newId } = world
  const now = world.now()
  const cause = await loadCause(database, change, now)
  if (!cause) return undefined
  const ids = await saveNotifications(database, cause, planNotifications(cause, now), {
    now,
    newId,
  })
  if (change.type !== 'booking.reminder-due') await planReminders(cause, now, world)
  return deliverNow(ids, world)
}
