// When a zone's offset changes, read out of the runtime's time zone data (Intl) and laid out as tables.
import { DAY, SECOND, type Instant } from './instant.ts'

/**
 * The offsets in force around one table's stretch of time, in order. Period i lasts, as instants,
 * `[starts[i], starts[i + 1])`; as wall clock it shows `[wallStarts[i], wallEnds[i])`, in ms as if the
 * wall clock were UTC. The first begins at -Infinity, the last ends at Infinity.
 */
export type OffsetTable = {
  readonly starts: readonly Instant[]
  readonly offsets: readonly number[]
  readonly wallStarts: readonly number[]
  readonly wallEnds: readonly number[]
}

/** Writes an instant's wall time as `MM/DD/YYYY, HH:MM:SS`, for the years 1000–9999. */
export type WallFormat = (ms: Instant) => string

/** A table answers for the instants and wall times of one such stretch, counted from 1970. */
export const TABLE_MILLIS = 366 * DAY

// Offsets reach to 16 h on either side, and 24 h are skipped: 3 days more on both ends lack nothing.
const MARGIN_MILLIS = 3 * DAY

// The shortest life of an offset in the IANA data of 1970–2037 is 6 days 23 hours (north-eastern
// Brazil, October 2000). Half of it leaves room for governments; zone.temporal.test.ts watches it.
const STEP_MILLIS = 3 * DAY

// Before the first zone had a law (Amsterdam, 1835) all keep local mean time, and the years below
// 1000 and above 9999 have another width.
const EARLIEST: Instant = Date.UTC(1800, 0, 1)
const LATEST: Instant = Date.UTC(9999, 11, 30)

/** Makes wall formats (its `format`) of a zone that Intl knows; throws a RangeError for others. */
export const wallFormatterOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

const readOffset = (format: WallFormat, ms: Instant): number => {
  const seconds = Math.floor(Math.min(Math.max(ms, EARLIEST), LATEST) / SECOND)
  const text = format(seconds * SECOND)
  // Two digits; 528 is what eleven times the code of '0' adds.
  const two = (i: number): number => text.charCodeAt(i) * 10 + text.charCodeAt(i + 1) - 528
  const year = two(6) * 100 + two(8)
  return Date.UTC(year, two(0) - 1, two(3), two(12), two(15), two(18)) - seconds * SECOND
}

// The first whole second after `before` at which the offset is no longer `offset`; at `after` it is not.
const findChange = (
  format: WallFormat,
  before: Instant,
  after: Instant,
  offset: number,
): Instant => {
  let low = before / SECOND
  let high = after / SECOND
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (readOffset(format, middle * SECOND) === offset) low = middle
    else high = middle
  }
  return high * SECOND
}

/** The table of the stretch that begins at `index * TABLE_MILLIS`. */
export const buildTable = (format: WallFormat, index: number): OffsetTable => {
  const until = (index + 1) * TABLE_MILLIS + MARGIN_MILLIS
  let now = index * TABLE_MILLIS - MARGIN_MILLIS
  let offset = readOffset(format, now)
  const starts = [Number.NEGATIVE_INFINITY]
  const offsets = [offset]
  while (now < until) {
    const next = now + STEP_MILLIS
    if (readOffset(format, next) === offset) {
      now = next
      continue
    }
    now = findChange(format, now, next, offset)
    offset = readOffset(format, now)
    starts.push(now)
    offsets.push(offset)
  }
  const ends = [...starts.slice(1), Number.POSITIVE_INFINITY]
  return {
    starts,
    offsets,
    wallStarts: starts.map((start, i) => start + (offsets[i] ?? 0)),
    wallEnds: ends.map((end, i) => end + (offsets[i] ?? 0)),
  }
}
