// Step 6, the limits: local days and weeks on which no new appointment may begin.
import type { Policy } from '../../contract/policy.ts'
import { type EpochDay, weekdayOf } from '../../time/date.ts'
import { MINUTE } from '../../time/instant.ts'
import { type Zone, toLocalDayUntil } from '../../time/zone.ts'
import type { Span } from '../../time/span.ts'

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

interface Counts {
  readonly days: ReadonlyMap<EpochDay, number>
  readonly weeks: ReadonlyMap<EpochDay, number>
  /** In ms, by day. */
  readonly lengths: ReadonlyMap<EpochDay, number>
}

function countsOf({ weekStartsOn }: Policy, zone: Zone, taken: readonly Span[]): Counts {
  const days = new Map<EpochDay, number>()
  const lengths = new Map<EpochDay, number>()
  const weeks = new Map<EpochDay, number>()
  const add = (day: EpochDay, count: number, length: number) => {
    const week = weekOf(day, weekStartsOn)
    days.set(day, (days.get(day) ?? 0) + count)
    weeks.set(week, (weeks.get(week) ?? 0) + count)
    lengths.set(day, (lengths.get(day) ?? 0) + length)
  }
  // Sorted by start, those of a date stand together: each date is added once.
  let date = { day: 0, from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY }
  let count = 0
  let length = 0
  for (const { start, end } of taken) {
    if (start < date.from || start >= date.until) {
      if (count > 0) add(date.day, count, length)
      date = { ...toLocalDayUntil(zone, start), from: start }
      count = length = 0
    }
    count++
    length += end - start
  }
  if (count > 0) add(date.day, count, length)
  return { days, weeks, lengths }
}

/** The limits of a policy. */
const LIMIT_NAMES = ['maxBookingsPerDay', 'maxBookingsPerWeek', 'maxMinutesPerDay'] as const
export type LimitName = (typeof LIMIT_NAMES)[number]

/** Whether a limit keeps one more appointment of `duration` ms from a day. */
function isReached(
  name: LimitName,
  policy: Policy,
  { days, weeks, lengths }: Counts,
  day: EpochDay,
  duration: number,
): boolean {
  const limit = policy[name]
  if (limit === undefined) return false
  switch (name) {
    case 'maxBookingsPerDay':
      return (days.get(day) ?? 0) >= limit
    case 'maxBookingsPerWeek':
      return (weeks.get(weekOf(day, policy.weekStartsOn)) ?? 0) >= limit
    case 'maxMinutesPerDay':
      return (lengths.get(day) ?? 0) + duration > limit * MINUTE
  }
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
  if (!hasLimits(policy)) return undefined
  const counts = countsOf(policy, zone, taken)
  return (day) => LIMIT_NAMES.some((name) => isReached(name, policy, counts, day, duration))
}

/** Which limits close a day to one more appointment of `duration` ms. */
export function limitsReached(
  policy: Policy,
  zone: Zone,
  taken: readonly Span[],
  duration: number,
  day: EpochDay,
): readonly LimitName[] {
  const counts = countsOf(policy, zone, taken)
  return LIMIT_NAMES.filter((name) => isReached(name, policy, counts, day, duration))
}
