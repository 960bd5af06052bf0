// A week of hours as it is edited: intervals of two time fields a day, what is wrong with them, what is sent, how a bar draws them.
import { parseWallTime } from '../../../../../shared/time/date.ts'
import type { WallInterval, WeeklyInterval } from '../../../../../client/index.ts'
import type { Key } from '../../../words/words.ts'

/** What stands in two time fields; empty while nothing was chosen. A time field has no 24:00: midnight as an end is 00:00. */
export interface DraftInterval {
  readonly start: string
  readonly end: string
}

/** Seven days, Monday first. */
export type DraftWeek = readonly (readonly DraftInterval[])[]

export const MOST_INTERVALS = 12
const DAY_MINUTES = 1440
const WEEK_MINUTES = 7 * DAY_MINUTES
const MIDNIGHT = '00:00'

export const EMPTY_WEEK: DraftWeek = [[], [], [], [], [], [], []]

/** The hours that one begins with: Monday to Friday, 9 to 17. */
export const OFFICE_WEEK: DraftWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
  weekday <= 5 ? [{ start: '09:00', end: '17:00' }] : [],
)

/** The weekdays in the order of a week that begins on one of them. */
export function weekdaysFrom(weekStartsOn: number): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6].map((after) => ((weekStartsOn - 1 + after) % 7) + 1)
}

export function toDraftInterval({ start, end }: WallInterval): DraftInterval {
  return { start, end: end === '24:00' ? MIDNIGHT : end }
}

/** An interval as it is sent. Midnight to midnight is the whole day. */
export function toInterval({ start, end }: DraftInterval): WallInterval {
  return { start, end: end === MIDNIGHT ? '24:00' : end }
}

const byStart = (a: { readonly start: string }, b: { readonly start: string }): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0

export function toDraftWeek(hours: readonly WeeklyInterval[]): DraftWeek {
  return EMPTY_WEEK.map((_, i) =>
    hours
      .filter(({ weekday }) => weekday === i + 1)
      .toSorted(byStart)
      .map(toDraftInterval),
  )
}

export function toHours(week: DraftWeek): readonly WeeklyInterval[] {
  return week.flatMap((day, i) =>
    day.map((interval) => ({ weekday: i + 1, ...toInterval(interval) })),
  )
}

/** Whether an interval runs past midnight; one that ends at midnight does not. */
export function isOvernight({ start, end }: DraftInterval): boolean {
  return start !== '' && end !== '' && end !== MIDNIGHT && end < start
}

export function isWholeDay({ start, end }: DraftInterval): boolean {
  return start === MIDNIGHT && end === MIDNIGHT
}

/** Minutes after its own day's midnight, from and to; undefined while a field is empty. */
function minutesOf(interval: DraftInterval): readonly [number, number] | undefined {
  const [start, end] = [parseWallTime(interval.start), parseWallTime(interval.end)]
  if (start === undefined || end === undefined) return undefined
  if (start === end) return start === 0 ? [0, DAY_MINUTES] : undefined
  return [start, end > start ? end : end + DAY_MINUTES]
}

/** What is wrong with an interval by itself. */
function wrongAlone(interval: DraftInterval): Key | undefined {
  if (interval.start === '' || interval.end === '') return 'hours.missing'
  if (interval.start === interval.end && !isWholeDay(interval)) return 'hours.equal'
  return undefined
}

interface Placed {
  readonly day: number
  readonly index: number
  readonly from: number
  readonly to: number
}

const meets = (a: Placed, b: Placed): boolean =>
  [-WEEK_MINUTES, 0, WEEK_MINUTES].some((by) => a.from < b.to + by && b.from + by < a.to)

/**
 * What is wrong with each interval of each day, in the order of the fields. Of two that overlap the later one is told, also
 * where it is a night that reaches into the next day, Sunday's into Monday.
 */
export function wrongInWeek(week: DraftWeek): readonly (readonly (Key | undefined)[])[] {
  const placed = week.flatMap((day, i) =>
    day.flatMap((interval, index): readonly Placed[] => {
      const minutes = minutesOf(interval)
      if (!minutes) return []
      return [
        { day: i, index, from: i * DAY_MINUTES + minutes[0], to: i * DAY_MINUTES + minutes[1] },
      ]
    }),
  )
  return week.map((day, i) =>
    day.map((interval, index): Key | undefined => {
      const alone = wrongAlone(interval)
      if (alone) return alone
      const own = placed.find((one) => one.day === i && one.index === index)
      const other = placed.find(
        (one) =>
          one !== own &&
          own !== undefined &&
          meets(own, one) &&
          (one.day === i ? one.index < index : (one.day + 1) % 7 === i),
      )
      if (!other) return undefined
      return other.day === i ? 'hours.overlap' : 'hours.overlapNight'
    }),
  )
}

/** What is wrong with the intervals of one date. */
export function wrongInDay(day: readonly DraftInterval[]): readonly (Key | undefined)[] {
  return wrongInWeek([day, [], [], [], [], [], []])[0] ?? []
}

export function isRight(week: DraftWeek): boolean {
  return (
    week.every((day) => day.length <= MOST_INTERVALS) &&
    wrongInWeek(week)
      .flat()
      .every((one) => !one)
  )
}

/** One more interval behind the ones that are there: an hour later, to the end of an ordinary day. */
export function nextInterval(day: readonly DraftInterval[]): DraftInterval {
  const last = day.at(-1)
  if (!last) return { start: '09:00', end: '17:00' }
  const end = minutesOf(last)?.[1]
  if (end === undefined || end + 60 >= DAY_MINUTES) return { start: '', end: '' }
  const start = end + 60
  return { start: wall(start), end: wall(Math.min(Math.max(start + 60, 17 * 60), DAY_MINUTES)) }
}

const wall = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function withDay(
  week: DraftWeek,
  weekday: number,
  day: readonly DraftInterval[],
): DraftWeek {
  return week.map((before, i) => (i === weekday - 1 ? day : before))
}

/** One day's hours on other days too. */
export function copyDay(week: DraftWeek, from: number, to: readonly number[]): DraftWeek {
  const day = week[from - 1] ?? []
  return week.map((before, i) => (to.includes(i + 1) ? day : before))
}

/** A piece of a day's bar, in hundredths of the day. */
export interface BarPiece {
  readonly left: number
  readonly width: number
  /** The rest of the night before: it belongs to that day's row. */
  readonly isFromBefore: boolean
}

const percent = (minutes: number): number => Math.round((minutes / DAY_MINUTES) * 10_000) / 100

/** What the bar of a weekday shows: its own intervals, cut at midnight, and what the night before reaches into it. */
export function barOf(week: DraftWeek, weekday: number): readonly BarPiece[] {
  const own = (week[weekday - 1] ?? []).flatMap((one): readonly BarPiece[] => {
    const minutes = minutesOf(one)
    if (!minutes) return []
    const [from, to] = [minutes[0], Math.min(minutes[1], DAY_MINUTES)]
    return [{ left: percent(from), width: percent(to - from), isFromBefore: false }]
  })
  const before = (week[(weekday + 5) % 7] ?? []).flatMap((one): readonly BarPiece[] => {
    const end = minutesOf(one)?.[1] ?? 0
    if (end <= DAY_MINUTES) return []
    return [{ left: 0, width: percent(end - DAY_MINUTES), isFromBefore: true }]
  })
  return [...before, ...own]
}

/** Minutes of work in a week, overlaps counted once more than once: for the sentence below, where there are none. */
export function minutesInWeek(week: DraftWeek): number {
  return week.flat().reduce((sum, one) => {
    const minutes = minutesOf(one)
    return minutes ? sum + minutes[1] - minutes[0] : sum
  }, 0)
}

/** Weekdays with the same hours in one run: Monday to Friday 09:00–17:00. For a summary. */
export function runsOf(
  week: DraftWeek,
  weekdays: readonly number[],
): readonly {
  readonly first: number
  readonly last: number
  readonly day: readonly DraftInterval[]
}[] {
  const runs: { first: number; last: number; day: readonly DraftInterval[] }[] = []
  for (const weekday of weekdays) {
    const day = week[weekday - 1] ?? []
    const run = runs.at(-1)
    if (run && JSON.stringify(run.day) === JSON.stringify(day)) run.last = weekday
    else runs.push({ first: weekday, last: weekday, day })
  }
  return runs.filter(({ day }) => day.length > 0)
}
