// From a change of an account to what follows from it: reminders by its present choice, and documents of what it has read.
import { loadUpcoming } from '../../../database/notify/load-upcoming.ts'
import { saveReminders } from '../../../database/notify/reminders.ts'
import { remindersOf } from '../../../notifications/plan-reminders.ts'
import type { World } from '../../world/world.ts'
import { showReads } from './show-reads.ts'

/**
 * Brings everything that depends on an account to its present state. Safe to be called repeatedly and at once.
 *
 * @returns how many bookings' reminders were planned anew, and how many documents were marked
 */
export async function notifyAccount(
  uid: string,
  world: World,
): Promise<{ readonly planned: number; readonly marked: number }> {
  const { database } = world
  const now = world.now()
  const marked = await showReads({ uid }, world)
  const upcoming = await loadUpcoming(database, uid, now)
  if (!upcoming) return { planned: 0, marked }
  const { bookings, reminderMinutes } = upcoming
  const planned = bookings.map(({ professionalId, booking }) => ({
    professionalId,
    bookingId: booking.bookingId,
    dueAt: remindersOf(booking, reminderMinutes),
    // A choice applies to what is still to come.
    from: now,
  }))
  await saveReminders(database, planned)
  return { planned: planned.length, marked }
}
