// The least that a slot engine can do: weekly hours in one zone, busy intervals, nothing else. A yardstick, beside which the
// product is measured: it knows neither notice nor limits, buffers nor seats.

const MINUTE = 60_000
const DAY = 86_400_000
const WEEK = 7 * DAY

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    const twoDigits = '2-digit'
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: twoDigits,
      day: twoDigits,
      hour: twoDigits,
      minute: twoDigits,
      second: twoDigits,
    })
    formats.set(timeZone, format)
  }
  return format
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
  // Always of this width: 03/14/2027, 09:00:00.
  const text = formatOf(timeZone).format(at)
  const [month, day, year] = [text.slice(0, 2), text.slice(3, 5), text.slice(6, 10)].map(Number)
  const [hour, minute, second] = [text.slice(12, 14), text.slice(15, 17), text.slice(18, 20)].map(
    Number,
  )
  const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
  return wall - Math.floor(at / 1000) * 1000
}

/** The instants at which a zone's offset changes, and the offset from each on. */
interface Transitions {
  readonly at: number[]
  readonly offset: number[]
}

const known = new Map<string, Transitions>()

/** By halves, to the second. */
function changeBetween(timeZone: string, from: number, to: number, before: number): number {
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(timeZone, middle) === before) low = middle
    else high = middle
  }
  return high
}

function transitionsOf(timeZone: string, year: number): Transitions {
  const key = `${timeZone} ${year}`
  let transitions = known.get(key)
  if (transitions) return transitions
  const begin = Date.UTC(year, 0, 1) - 2 * DAY
  const end = Date.UTC(year + 1, 0, 1) + 2 * DAY
  let offset = offsetAt(timeZone, begin)
  transitions = { at: [Number.NEGATIVE_INFINITY], offset: [offset] }
  // Some zones change for the four weeks of Ramadan.
  for (let at = begin; at < end; at += WEEK) {
    const next = offsetAt(timeZone, at + WEEK)
    if (next === offset) continue
    transitions.at.push(changeBetween(timeZone, at, at + WEEK, offset))
    transitions.offset.push(next)
    offset = next
  }
  known.set(key, transitions)
  return transitions
}

// Indices stay within what was made beside them; checks would be measured.
const item = (list: ArrayLike<number>, index: number): number => list[index] as number

/** In a gap the time after it, of two the earlier. */
function toInstant({ at, offset }: Transitions, local: number): number {
  let index = at.length - 1
  while (index > 0 && local - item(offset, index) < item(at, index)) index--
  const instant = local - item(offset, index)
  if (index + 1 < at.length && instant >= item(at, index + 1)) return instant
  if (index > 0 && local - item(offset, index - 1) < item(at, index))
    return local - item(offset, index - 1)
  return instant
}

/** Disjoint, of intervals that are sorted by start. */
function merge(
  busy: readonly (readonly [number, number])[],
): readonly [Float64Array, Float64Array] {
  const starts = new Float64Array(busy.length)
  const ends = new Float64Array(busy.length)
  let count = 0
  for (const [start, end] of busy)
    if (count > 0 && start <= item(ends, count - 1)) {
      if (end > item(ends, count - 1)) ends[count - 1] = end
    } else {
      starts[count] = start
      ends[count++] = end
    }
  return [starts.subarray(0, count), ends.subarray(0, count)]
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
const TIMES = Array.from(
  { length: 1440 },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00Z`,
)

/** As text: a prefix for each day, and a table of the minutes of one. */
function toTexts(instants: readonly number[]): string[] {
  const texts: string[] = []
  let day = -1
  let prefix = ''
  for (let index = 0; index < instants.length; index++) {
    const at = item(instants, index)
    const its = Math.floor(at / DAY)
    if (its !== day) {
      day = its
      prefix = new Date(at).toISOString().slice(0, 10)
    }
    texts.push(prefix + (TIMES[(at - its * DAY) / MINUTE] ?? ''))
  }
  return texts
}

/** What is asked of it. */
export interface Asked {
  readonly timeZone: string
  /** Of each weekday from Sunday on: its intervals, in minutes after midnight. */
  readonly rules: readonly (readonly (readonly [from: number, to: number])[])[]
  readonly first: { readonly year: number; readonly month: number; readonly day: number }
  readonly days: number
  readonly stepMinutes: number
  readonly lengthMinutes: number
  readonly notBefore: number
  /** Sorted by start. */
  readonly busy: readonly (readonly [start: number, end: number])[]
}

/** The free starts, as text. */
export function floor({ timeZone, rules, first, days, ...asked }: Asked): string[] {
  const { stepMinutes, lengthMinutes, notBefore } = asked
  const [starts, ends] = merge(asked.busy)
  const step = stepMinutes * MINUTE
  const length = lengthMinutes * MINUTE
  const found: number[] = []
  let day = Date.UTC(first.year, first.month - 1, first.day)
  let weekday = new Date(day).getUTCDay()
  const nextYear = Date.UTC(first.year + 1, 0, 1)
  let transitions = transitionsOf(timeZone, first.year)
  let busy = 0
  for (let count = 0; count < days; count++, day += DAY, weekday = (weekday + 1) % 7) {
    if (day === nextYear) transitions = transitionsOf(timeZone, first.year + 1)
    for (const [from, to] of rules[weekday] ?? []) {
      const end = toInstant(transitions, day + to * MINUTE)
      for (
        let start = toInstant(transitions, day + from * MINUTE);
        start + length <= end;
        start += step
      ) {
        if (start < notBefore) continue
        while (busy < ends.length && item(ends, busy) <= start) busy++
        if (busy < starts.length && item(starts, busy) < start + length) continue
        found.push(start)
      }
    }
  }
  return toTexts(found)
}
