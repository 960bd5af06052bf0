// The calendar and the wall clock, in no zone: dates as day numbers, times of day as minutes.

/** Days since 1970-01-01 in the proleptic Gregorian calendar: a local date, in no zone. */
export type EpochDay = number

/** A date as the contract writes it: `YYYY-MM-DD`. */
export type DateText = string

/** ISO 8601: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAY_MILLIS = 86_400_000
const DAYS_IN_400_YEARS = 146_097

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** The day of a year ≥ 0, month (1–12) and day of the month; undefined for one that does not exist. */
export const dateOf = (year: number, month: number, dayOfMonth: number): EpochDay | undefined => {
  if (month < 1 || month > 12) return undefined
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  // One whole cycle of the calendar later, since Date.UTC takes the years 0–99 for 1900–1999.
  return Date.UTC(year + 400, month - 1, dayOfMonth) / DAY_MILLIS - DAYS_IN_400_YEARS
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

/** `YYYY-MM-DD` of the years 0001–9999; undefined for other forms and dates that do not exist. */
export const parseDate = (text: DateText): EpochDay | undefined => {
  const match = DATE.exec(text)
  if (match === null || match[1] === '0000') return undefined
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

// A day's text is asked for once per slot: the last 1024 different ones, each in the place of its number.
const CACHED_DAYS = 1024
const cachedDays: EpochDay[] = Array.from({ length: CACHED_DAYS }, () => Number.NaN)
const cachedTexts: DateText[] = Array.from({ length: CACHED_DAYS }, () => '')

/** `YYYY-MM-DD`; years outside 0000–9999 get a sign and six digits, as `Date` writes them. */
export const formatDate = (day: EpochDay): DateText => {
  const place = day & (CACHED_DAYS - 1)
  const cached = cachedTexts[place]
  if (cachedDays[place] === day && cached !== undefined) return cached
  const text = new Date(day * DAY_MILLIS).toISOString().slice(0, -'T00:00:00.000Z'.length)
  cachedDays[place] = day
  cachedTexts[place] = text
  return text
}

/** The ISO weekday of a day, 1 = Monday. */
export const weekdayOf = (day: EpochDay): Weekday =>
  // 1970-01-01 was a Thursday. The double remainder keeps days before it positive, so 1–7 it is.
  (((((day + 3) % 7) + 7) % 7) + 1) as Weekday

const WALL_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** `HH:MM` to minutes after midnight, 0–1439; undefined for anything else, `24:00` too. */
export const parseWallTime = (text: string): number | undefined => {
  const match = WALL_TIME.exec(text)
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2])
}

/** As `parseWallTime`, for the end of an interval: `24:00` is 1440. */
export const parseWallEnd = (text: string): number | undefined =>
  text === '24:00' ? 1440 : parseWallTime(text)

/** Minutes after midnight, 0–1440, to `HH:MM`. */
export const formatWallTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
