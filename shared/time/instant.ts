// Points on the time line: epoch milliseconds, and their RFC 3339 text.
import { dateOf, formatDate } from './date.ts'

/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted; the same everywhere, in no zone. */
export type Instant = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** 24 hours of elapsed time; a local day may be shorter or longer. */
export const DAY = 24 * HOUR

// Neither Postgres nor Firestore has a year 0 of this calendar.
const EARLIEST: Instant = Date.parse('0001-01-01T00:00:00Z')
const LATEST: Instant = Date.parse('9999-12-31T23:59:59.999Z')

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d+)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i

/**
 * RFC 3339 `date-time` with any offset; fractions of any length are cut to the millisecond.
 * Undefined for anything else: other ISO 8601 forms, dates that do not exist, leap seconds, and
 * instants outside the years 0001–9999 of UTC, which could not be given back or stored.
 * https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export const parseInstant = (text: string): Instant | undefined => {
  const match = DATE_TIME.exec(text)
  if (match === null) return undefined
  const [, year, month, dayOfMonth, hour, minute, second, fraction, sign, offHour, offMinute] =
    match
  const day = dateOf(Number(year), Number(month), Number(dayOfMonth))
  if (day === undefined) return undefined
  const wall = day * DAY + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND
  const millis = fraction === undefined ? 0 : Number(fraction.slice(1, 4).padEnd(3, '0'))
  const offset = sign === undefined ? 0 : Number(offHour) * HOUR + Number(offMinute) * MINUTE
  const instant = wall + millis + (sign === '-' ? offset : -offset)
  return instant < EARLIEST || instant > LATEST ? undefined : instant
}

const pad2 = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

// Nearly every instant that is written falls on a whole minute: these endings are made once.
const MINUTE_ENDINGS: readonly string[] = Array.from(
  { length: 1440 },
  (_, minutes) => `T${pad2(Math.floor(minutes / 60))}:${pad2(minutes % 60)}:00Z`,
)

/**
 * `2026-11-23T15:00:00Z`: always `Z`, always whole seconds (rounded down). Years outside 0000–9999
 * get a sign and six digits, as `Date` writes them.
 */
export const formatInstant = (ms: Instant): string => {
  const day = Math.floor(ms / DAY)
  const inDay = ms - day * DAY
  const ending = MINUTE_ENDINGS[inDay / MINUTE]
  if (ending !== undefined) return formatDate(day) + ending
  const second = pad2(Math.floor((inDay % MINUTE) / SECOND))
  const wholeMinute = MINUTE_ENDINGS[Math.floor(inDay / MINUTE)] ?? ''
  return `${formatDate(day)}${wholeMinute.slice(0, 7)}${second}Z`
}
