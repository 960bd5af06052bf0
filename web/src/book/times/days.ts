// The rolling strip of days: which dates it shows, how full each is, and which is the first with something free.
import { addDays, dateIn, noon, wallTimeIn } from '../../words/when.ts'
import type { FreeStart } from './shown-slots.ts'

/** How many days the strip shows at once, and how far it goes by one step. */
export const STRIP_DAYS = 14
export const WEEK = 7

/** A date with what is free on it. */
export interface OpenDay {
  readonly date: string
  readonly slots: readonly FreeStart[]
}

/** A date of the strip; `count` is unset until it is known. */
export interface StripDay {
  readonly date: string
  readonly count?: number
  /** 0 to 1, of the day with the most. */
  readonly share: number
}

/** How many days `to` is after `from`. */
function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)
}

/** Whether a text of an address is a date. */
export function isDate(text: string | null): text is string {
  return (
    text !== null &&
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(noon(text).getTime()) &&
    addDays(text, 0) === text
  )
}

/** Whether the strip that begins at a date shows another. */
export function isInStrip(from: string, date: string): boolean {
  const days = daysBetween(from, date)
  return days >= 0 && days < STRIP_DAYS
}

/** Where the strip begins so that it shows a date: today if that does, else whole weeks after today. */
export function stripFrom(today: string, date: string | undefined): string {
  if (date === undefined || daysBetween(today, date) < STRIP_DAYS) return today
  return addDays(today, Math.floor(daysBetween(today, date) / WEEK) * WEEK)
}

/** The days of the strip, with what is known of them. */
export function layStrip(from: string, days: readonly OpenDay[] | undefined): readonly StripDay[] {
  const counts = new Map(days?.map(({ date, slots }) => [date, slots.length]))
  const most = Math.max(1, ...counts.values())
  return Array.from({ length: STRIP_DAYS }, (_, i) => {
    const date = addDays(from, i)
    const count = counts.get(date)
    return { date, share: (count ?? 0) / most, ...(count !== undefined && { count }) }
  })
}

/** The first day with something free, from a date on. */
export function firstFreeDay(days: readonly OpenDay[], from = ''): OpenDay | undefined {
  return days.find(({ date, slots }) => date >= from && slots.length > 0)
}

/** Puts starts that were asked for on the viewer's dates, beside those that are known already. */
export function withAsked(
  days: readonly OpenDay[],
  asked: readonly FreeStart[],
  zone: string,
): readonly OpenDay[] {
  return days.map(({ date, slots }) => {
    const known = new Set(slots.map(({ start }) => start.getTime()))
    const more = asked.filter(
      ({ start }) => dateIn(zone, start) === date && !known.has(start.getTime()),
    )
    if (more.length === 0) return { date, slots }
    const all = [...slots, ...more]
    return { date, slots: all.toSorted((a, b) => a.start.getTime() - b.start.getTime()) }
  })
}

/** Instants between which all of some dates lie, in whichever zone: from the first to the last, both whole. */
export function rangeOf(first: string, last: string): { readonly from: Date; readonly to: Date } {
  const HALF_A_DAY_AND_MORE = 14 * 3_600_000
  return {
    from: new Date(Date.parse(`${first}T00:00:00Z`) - HALF_A_DAY_AND_MORE),
    to: new Date(Date.parse(`${addDays(last, 1)}T00:00:00Z`) + HALF_A_DAY_AND_MORE),
  }
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening'

/** Times by the part of the viewer's day in which they begin; parts without any are left out. */
export function byPartOfDay<T extends { readonly start: Date }>(
  zone: string,
  times: readonly T[],
): readonly { readonly part: PartOfDay; readonly times: readonly T[] }[] {
  const partOf = ({ start }: T): PartOfDay => {
    const time = wallTimeIn(zone, start)
    return time < '12:00' ? 'morning' : time < '17:00' ? 'afternoon' : 'evening'
  }
  return (['morning', 'afternoon', 'evening'] as const)
    .map((part) => ({ part, times: times.filter((one) => partOf(one) === part) }))
    .filter((group) => group.times.length > 0)
}

/** The free starts that are nearest to a wished one, in their order. */
export function nearest(
  slots: readonly FreeStart[],
  wished: Date,
  most: number,
): readonly FreeStart[] {
  const distance = ({ start }: FreeStart) => Math.abs(start.getTime() - wished.getTime())
  return slots
    .filter(({ start }) => start.getTime() !== wished.getTime())
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())
}
