// When somebody is reminded of a booking: so many minutes of elapsed time before it begins, whatever clocks do in between.
import { type Instant, MINUTE } from '../time/instant.ts'
import type { Status } from '../contract/status.ts'

/** A guest is reminded once, a day before. */
export const GUEST_REMINDER_MINUTES: readonly number[] = [1440]

/**
 * The instants at which reminders of a booking are due, ascending.
 *
 * @param since when the booking came to stand at its present start: what was due before that is skipped
 * @returns none for what is not confirmed
 */
export function remindersOf(
  { status, start }: { readonly status: Status; readonly start: Instant },
  reminderMinutes: readonly number[],
  since: Instant,
): readonly Instant[] {
  if (status !== 'confirmed') return []
  const due = [...new Set(reminderMinutes)].map((minutes) => start - minutes * MINUTE)
  return due.filter((at) => at > since).toSorted((a, b) => a - b)
}
