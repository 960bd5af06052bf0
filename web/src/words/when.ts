// Dates and times as people read them, always in a named zone, by Intl alone: no local getters of Date anywhere.
import { cityOf } from './cities.ts'
import { dateFormat, listFormat, numberFormat, relativeFormat } from './formats.ts'
import { t, tn } from './words.ts'

const format = (timeZone: string, options: Intl.DateTimeFormatOptions, locale?: string) =>
  dateFormat({ ...options, timeZone }, locale)

let device: { readonly zone: string; readonly until: number } | undefined
const DEVICE_ZONE_MILLIS = 10_000

/** The device's zone. Asking for it is slow and each element on a page asks: it is kept for seconds, as devices do travel. */
export function deviceZone(): string {
  const now = performance.now()
  if (!device || device.until < now)
    device = {
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      until: now + DEVICE_ZONE_MILLIS,
    }
  return device.zone
}

/** `2026-11-23`, the local date of an instant. */
export function dateIn(zone: string, at: Date): string {
  return format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA').format(at)
}

/** `09:30`, the wall time of an instant, for forms. */
export function wallTimeIn(zone: string, at: Date): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB').format(at)
}

/** `14:30` or `2:30 PM`; with its zone's abbreviation where the wall clock shows it twice that day. */
export function timeIn(zone: string, at: Date): string {
  const time = format(zone, { hour: 'numeric', minute: '2-digit' }).format(at)
  return isTwice(zone, at) ? `${time} ${zoneShort(zone, at)}` : time
}

const CLOSE_TO_A_CHANGE = 3 * 3_600_000

/** Whether the same wall time comes a second time, or came before, as clocks are set back. */
function isTwice(zone: string, at: Date): boolean {
  const offset = offsetMinutes(zone, at)
  // Set back by so many minutes at some instant, the wall times of as many before and after it are the same ones.
  const before = offsetMinutes(zone, new Date(at.getTime() - CLOSE_TO_A_CHANGE)) - offset
  const after = offset - offsetMinutes(zone, new Date(at.getTime() + CLOSE_TO_A_CHANGE))
  const hasOffset = (minutes: number, other: number) =>
    offsetMinutes(zone, new Date(at.getTime() + minutes * 60_000)) === other
  return (
    (before > 0 && hasOffset(-before, offset + before)) ||
    (after > 0 && hasOffset(after, offset - after))
  )
}

/** `10:00–10:30` in the reader's hour cycle. */
export function rangeIn(zone: string, start: Date, end: Date): string {
  return `${timeIn(zone, start)}–${timeIn(zone, end)}`
}

/** `Tuesday, 24 November`; the year where it is another than now's. */
export function dayIn(zone: string, at: Date, now: Date = at): string {
  const isOtherYear = dateIn(zone, at).slice(0, 4) !== dateIn(zone, now).slice(0, 4)
  return format(zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isOtherYear && { year: 'numeric' }),
  }).format(at)
}

/** `Tue 24 Nov` */
export function shortDayIn(zone: string, at: Date): string {
  return format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)
}

/** `23–29 Nov 2026`: from one day to another. */
export function daysIn(zone: string, first: Date, last: Date): string {
  const style = { day: 'numeric', month: 'short', year: 'numeric' } as const
  return format(zone, style).formatRange(first, last)
}

/** `Tuesday, 24 November 2026`, as a screen reader says it in full. */
export function fullDayIn(zone: string, at: Date): string {
  return format(zone, { dateStyle: 'full' }).format(at)
}

/** `November 2026` */
export function monthIn(zone: string, at: Date): string {
  return format(zone, { month: 'long', year: 'numeric' }).format(at)
}

/** `Today 14:30`, `Tomorrow 09:00`, `Wed 25 Nov, 09:00` */
export function soonIn(zone: string, at: Date, now: Date): string {
  const date = dateIn(zone, at)
  const time = timeIn(zone, at)
  if (date === dateIn(zone, now)) return t('when.today', { time })
  if (date === dateIn(zone, new Date(now.getTime() + 86_400_000)))
    return t('when.tomorrow', { time })
  return t('when.onDay', { day: shortDayIn(zone, at), time })
}

/** `Today`, `Tomorrow`, `Wed 25 Nov`: the day of `soonIn` alone. */
export function soonDayIn(zone: string, at: Date, now: Date): string {
  const date = dateIn(zone, at)
  if (date === dateIn(zone, now)) return t('when.todayAlone')
  if (date === dateIn(zone, new Date(now.getTime() + 86_400_000))) return t('when.tomorrowAlone')
  return shortDayIn(zone, at)
}

/** `Wed 25 Nov, 09:00`, for inside a sentence. */
export function momentIn(zone: string, at: Date): string {
  return t('when.onDay', { day: shortDayIn(zone, at), time: timeIn(zone, at) })
}

/** `CET`, `GMT+9`: what a zone's time is called on that date. */
export function zoneShort(zone: string, at: Date): string {
  return part(zone, at, 'short')
}

function part(zone: string, at: Date, timeZoneName: 'short' | 'long'): string {
  const parts = format(zone, { timeZoneName }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** Minutes that a zone is ahead of UTC at an instant. */
export function offsetMinutes(zone: string, at: Date): number {
  const text = format(zone, { timeZoneName: 'longOffset' }, 'en-US')
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** Whether two zones show different wall clocks at an instant. */
export function differs(a: string, b: string, at: Date): boolean {
  return offsetMinutes(a, at) !== offsetMinutes(b, at)
}

/** `45 min`, `1 h`, `1 h 30 min` */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return t('duration.minutes', { minutes: rest })
  if (rest === 0) return t('duration.hours', { hours })
  return t('duration.both', { hours, minutes: rest })
}

/** `in 2 days`, `2 hours`: a length of time in its largest fitting unit, for rules. */
export function span(minutes: number): string {
  if (minutes >= 2880 && minutes % 1440 === 0) return tn('span.days', minutes / 1440)
  if (minutes >= 60 && minutes % 60 === 0) return tn('span.hours', minutes / 60)
  return tn('span.minutes', minutes)
}

/** `3 hours ago`, `in 5 minutes` */
export function relative(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const format = relativeFormat({ numeric: 'auto' })
  const size = Math.abs(seconds)
  if (size < 60) return format.format(0, 'minute')
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour')
  return format.format(Math.round(seconds / 86_400), 'day')
}

/** `€42`, `£12.50` */
export function money({
  amountMinor,
  currency,
}: {
  readonly amountMinor: number
  readonly currency: string
}): string {
  const style = { style: 'currency', currency } as const
  const digits = numberFormat(style).resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  return numberFormat({
    ...style,
    ...(Number.isInteger(amount) && { minimumFractionDigits: 0 }),
  }).format(amount)
}

/** `9:42`, a countdown; never below nothing. */
export function countdown(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `a, b and c` */
export function list(items: readonly string[]): string {
  return listFormat({}).format(items)
}

/** The names of the weekdays, ISO 1 = Monday … 7 = Sunday. */
export function weekdayName(weekday: number, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return format('UTC', { weekday: style }).format(new Date(Date.UTC(2024, 0, weekday)))
}

/** A plain date (`2026-11-23`) as an instant that falls on it in UTC: for naming it, with the zone `UTC`. */
export function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`)
}

/** The date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(noon(date).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** "Times in New York time (GMT-5)"; a zone that is no city's has one name: "Times in UTC". */
export function timesIn(zone: string, at: Date): string {
  const [city, short] = [cityOf(zone), zoneShort(zone, at)]
  return city === short ? t('zone.line.cityless', { short }) : t('zone.line', { city, short })
}

/** "New York (GMT-5)", or "UTC". */
export function zoneNamed(zone: string, at: Date): string {
  const [city, short] = [cityOf(zone), zoneShort(zone, at)]
  return city === short ? short : `${city} (${short})`
}
