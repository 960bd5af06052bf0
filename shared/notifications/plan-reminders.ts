// When somebody is reminded of a booking: so many minutes of elapsed time before it begins, whatever clocks do in between.
import { type Instant, MINUTE } from '../time/instant.ts'
import type { ChangeType } from '../contract/messages/change.ts'
import type { CausedBooking } from './cause.ts'

/** A guest is reminded once, a day before. */
export const GUEST_REMINDER_MINUTES: readonly number[] = [1440]

/** Changes by which a booking comes to stand at its start. */
export const PLACING: readonly ChangeType[] = ['booking.confirmed', 'booking.rescheduled']

/**
 * The instants at which reminders of a booking are due, ascending.
 *
 * What was due before the booking came to stand at its present start is skipped.
 *
 * @returns none for what is not confirmed
 */
export function remindersOf(
  { status, start, history }: Pick<CausedBooking, 'status' | 'start' | 'history'>,
  reminderMinutes: readonly number[],
): readonly Instant[] {
  if (status !== 'confirmed') return []
  const placed = history.findLast(({ type }) => PLACING.includes(type))
  const since = placed?.at ?? Number.NEGATIVE_INFINITY
  const due = [...new Set(reminderMinutes)].map((minutes) => start - minutes * MINUTE)
  return due.filter((at) => at > since).toSorted((a, b) => a - b)
}
