// When one is reminded before a booking: the usual choices, and those that were chosen elsewhere.

/** The most that an account may have. */
export const REMINDERS_MAX = 5

const USUAL = [15, 60, 180, 1440, 2880, 10_080]

/** The choices to show, the longest before first. */
export function shownReminders(chosen: readonly number[]): readonly number[] {
  return [...new Set([...USUAL, ...chosen])].toSorted((a, b) => b - a)
}

/** The choice with one more or one less, the longest before first. */
export function remindersWith(chosen: readonly number[], minutes: number): readonly number[] {
  const others = chosen.filter((one) => one !== minutes)
  const next = others.length === chosen.length ? [...chosen, minutes] : others
  return next.toSorted((a, b) => b - a)
}
