// Which days the agenda shows: a view and a date in the address, the dates that they mean, and stepping through them.
import { parseDate, weekdayOf } from '../../../../shared/time/date.ts'
import { addDays } from '../../words/when.ts'

export const VIEWS = ['day', 'three', 'week'] as const
export type View = (typeof VIEWS)[number]

/** Seven columns on a phone are too narrow to be read. */
export function viewsFor(isWide: boolean): readonly View[] {
  return isWide ? ['day', 'week'] : ['day', 'three']
}

/** The wished view, or on a screen that has it not the nearest. */
export function viewOf(wished: string | null, isWide: boolean): View {
  const found = VIEWS.find((view) => view === wished)
  if (found === undefined || found === 'day') return found ?? (isWide ? 'week' : 'day')
  return isWide ? 'week' : 'three'
}

const DAYS: Readonly<Record<View, number>> = { day: 1, three: 3, week: 7 }

export interface DateRange {
  readonly first: string
  readonly days: number
}

/** The dates of a view in which a date is; a week begins on `weekStartsOn` (1 = Monday). */
export function rangeOf(view: View, date: string, weekStartsOn: number): DateRange {
  const days = DAYS[view]
  const day = parseDate(date)
  if (view !== 'week' || day === undefined) return { first: date, days }
  const since = (weekdayOf(day) - weekStartsOn + 7) % 7
  return { first: addDays(date, -since), days }
}

/** The date to go to for the days before or after. */
export function stepFrom({ first, days }: DateRange, direction: 1 | -1): string {
  return addDays(first, direction * days)
}

/** Whether a date is among them. */
export function isWithin({ first, days }: DateRange, date: string): boolean {
  return date >= first && date < addDays(first, days)
}
