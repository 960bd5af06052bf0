// Step 6, the limits: local days and weeks on which no new appointment may begin.
import type { Policy } from '../contract/professional.ts'
import { type EpochDay, weekdayOf } from '../time/date.ts'
import { MINUTE } from '../time/instant.ts'
import { type Zone, toLocalDay } from '../time/zone.ts'
import type { Span } from './calendar.ts'

/** The first day of the week that `day` lies in, weeks beginning on the ISO weekday `weekStartsOn`. */
export function weekOf(day: EpochDay, weekStartsOn: number): EpochDay {
  return day - ((weekdayOf(day) - weekStartsOn + 7) % 7)
}

/** Whether a policy limits how many appointments a day or week takes. */
export function hasLimits({
  maxBookingsPerDay,
  maxBookingsPerWeek,
  maxMinutesPerDay,
}: Policy): boolean {
  return (maxBookingsPerDay ?? maxBookingsPerWeek ?? maxMinutesPerDay) !== undefined
}

/**
 * Whether a day is closed to one more appointment of `duration` ms. Appointments count, not seats; by the local date of
 * their start, in every service, with the length that was booked.
 *
 * @returns undefined where the policy sets no limit
 */
export function limitsOf(
  policy: Policy,
  zone: Zone,
  taken: readonly Span[],
  duration: number,
): ((day: EpochDay) => boolean) | undefined {
  const { maxBookingsPerDay, maxBookingsPerWeek, maxMinutesPerDay, weekStartsOn } = policy
  if (!hasLimits(policy)) return undefined
  const days = new Map<EpochDay, number>()
  const lengths = new Map<EpochDay, number>()
  const weeks = new Map<EpochDay, number>()
  for (const { start, end } of taken) {
    const day = toLocalDay(zone, start)
    const week = weekOf(day, weekStartsOn)
    days.set(day, (days.get(day) ?? 0) + 1)
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
    lengths.set(day, (lengths.get(day) ?? 0) + end - start)
  }
  return (day) =>
    (maxBookingsPerDay !== undefined && (days.get(day) ?? 0) >= maxBookingsPerDay) ||
    (maxBookingsPerWeek !== undefined &&
      (weeks.get(weekOf(day, weekStartsOn)) ?? 0) >= maxBookingsPerWeek) ||
    (maxMinutesPerDay !== undefined &&
      (lengths.get(day) ?? 0) + duration > maxMinutesPerDay * MINUTE)
}
