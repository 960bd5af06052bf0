// How far from now a schedule can be told: what lies beyond can neither be booked, nor be written as a date of four digits.
import { type DateText, parseDate } from '../../time/date.ts'
import { DAY, type Instant, formatInstant } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Schedule } from './calendar.ts'
import { type Refusal, refuseField } from './refusal.ts'

/** Ten years with their leap days, before today and after it. */
export const REACH_DAYS = 3653
/** As far from an instant, with the rest of its last day. */
export const REACH_MILLIS = (REACH_DAYS + 1) * DAY

type Refused = { readonly refused: Refusal }

/** Refuses the first of some dates that lies beyond ten years from today, on the professional's calendar. */
export function refuseFarDates(
  { zone }: Pick<Schedule, 'zone'>,
  path: string,
  dates: readonly DateText[],
  now: Instant,
): Refused | undefined {
  const today = toLocalDay(zone, now)
  const index = dates.findIndex((date) => {
    const day = parseDate(date)
    return day === undefined || Math.abs(day - today) > REACH_DAYS
  })
  const far = dates[index]
  if (far === undefined) return undefined
  const at = dates.length === 1 ? path : `${path}.${index}`
  return refuseField(at, `must be within ten years of today, got "${far}"`)
}

/** Refuses an instant that lies beyond ten years from now. */
export function refuseFarInstant(path: string, at: Instant, now: Instant): Refused | undefined {
  if (Math.abs(at - now) <= REACH_MILLIS) return undefined
  return refuseField(path, `must be within ten years of now, got "${formatInstant(at)}"`)
}
