// Every zone and every change of its clocks from 1970 to 2037, against Temporal. The polyfill reads
// the same Intl data, so both must agree to the millisecond; no case is known where it is wrong.
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLong, runs } from '../../test/support/long.ts'
import { DAY, MINUTE, type Instant } from './instant.ts'
import { TABLE_MILLIS } from './transitions.ts'
import {
  COMPATIBLE,
  findZone,
  isSkippedDay,
  offsetAt,
  startOfDay,
  toInstant,
  toLocalDay,
  toWallTime,
  type Zone,
} from './zone.ts'

const FROM = Date.UTC(1970, 0, 1)
const TO = Date.UTC(2038, 0, 1)

const LINKS = [
  'Asia/Calcutta',
  'Asia/Kolkata',
  'Europe/Kyiv',
  'US/Eastern',
  'GB',
  'NZ-CHAT',
  'EST5EDT',
]
/** In the long run every zone there is; else one in eight. */
const SUPPORTED = Intl.supportedValuesOf('timeZone').filter((_, index) => isLong || index % 8 === 0)
const NAMES = [...new Set([...SUPPORTED, ...LINKS, 'UTC', 'Etc/GMT+12'])]

type Change = { readonly zone: Zone; readonly at: Instant }

const findChanges = (name: string): Instant[] => {
  const changes: Instant[] = []
  let now = Temporal.Instant.fromEpochMilliseconds(FROM - 1).toZonedDateTimeISO(name)
  for (;;) {
    const next = now.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= TO) return changes
    changes.push(next.epochMilliseconds)
    now = next
  }
}

const ownChanges = (zone: Zone): Instant[] => {
  for (let ms = FROM; ms < TO; ms += TABLE_MILLIS) offsetAt(zone, ms) // fills the table of that stretch
  const starts = [...zone.tables.values()].flatMap((table) => table.starts)
  return [...new Set(starts)].filter((at) => at >= FROM && at < TO).toSorted((a, b) => a - b)
}

// mulberry32: the same numbers in every run, so that a failure comes again.
const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = seeded(20261123)
const near = (at: Instant): Instant => Math.floor(at + (random() * 4 - 2) * DAY)

const zoned = (zone: Zone, ms: Instant): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone.name)

const dayNumber = (date: { year: number; month: number; day: number }): number =>
  Date.UTC(date.year, date.month - 1, date.day) / DAY

const plainDate = (day: number): Temporal.PlainDate => {
  const date = new Date(day * DAY)
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

describe('every zone, near every change of its clocks', () => {
  const changesByName = new Map<string, Instant[]>()
  const changes: Change[] = []

  beforeAll(() => {
    for (const name of NAMES) {
      const zone = findZone(name)
      if (zone === undefined) throw new Error(`${name} is not found`)
      const found = findChanges(name)
      changesByName.set(name, found)
      // A zone that never changes has its say at the ends of years.
      const places = found.length > 0 ? found : [FROM, Date.UTC(2000, 0, 1), Date.UTC(2027, 0, 1)]
      changes.push(...places.map((at) => ({ zone, at })))
    }
  }, 300_000)

  let compared = 0
  afterAll(() => {
    if (isLong)
      process.stdout.write(
        `${compared} comparisons within two days of ${changes.length} changes in ${NAMES.length} zones, process zone ${new Date(0).getTimezoneOffset()} minutes from UTC\n`,
      )
  })

  // One message per difference: expect() in a loop of a hundred thousand would cost more than the work.
  const differences = (of: (change: Change) => readonly [unknown, unknown, string]): string[] =>
    changes.flatMap((change) => {
      const [ours, theirs, where] = of(change)
      compared += 1
      return ours === theirs
        ? []
        : [`${change.zone.name} ${where}: ${String(ours)}, Temporal ${String(theirs)}`]
    })

  it('has thousands of them', () => {
    expect(changes.length).toBeGreaterThan(runs(2_500, 20_000))
  })

  it('finds the same changes, none missed and none made up', () => {
    const differing = NAMES.filter((name) => {
      const zone = findZone(name)
      const theirs = changesByName.get(name) ?? []
      return zone === undefined || ownChanges(zone).join() !== theirs.join()
    })
    expect(differing).toEqual([])
  }, 60_000)

  it('keeps every offset for longer than two steps of the scan', () => {
    const lives = [...changesByName.values()].flatMap((found) =>
      found.slice(1).map((at, i) => at - (found[i] ?? 0)),
    )
    expect(Math.min(...lives)).toBeGreaterThan(6 * DAY)
  })

  it('shows the same wall time and offset', () => {
    const found = differences(({ zone, at }) => {
      const instant = near(at)
      const { day, minutes } = toWallTime(zone, instant)
      const theirs = zoned(zone, instant)
      const ours = [day, minutes, toLocalDay(zone, instant), offsetAt(zone, instant) * 1e6]
      const today = dayNumber(theirs)
      const expected = [today, theirs.hour * 60 + theirs.minute, today, theirs.offsetNanoseconds]
      return [ours.join(), expected.join(), new Date(instant).toISOString()]
    })
    expect(found).toEqual([])
  }, 60_000)

  it('has the same offset in the milliseconds around the change', () => {
    const found = differences(({ zone, at }) => {
      const ours = [at - 1, at, at + 1].map((ms) => offsetAt(zone, ms) * 1e6)
      const theirs = [at - 1, at, at + 1].map((ms) => zoned(zone, ms).offsetNanoseconds)
      return [ours.join(), theirs.join(), new Date(at).toISOString()]
    })
    expect(found).toEqual([])
  }, 60_000)

  it.each([
    ['compatible', COMPATIBLE],
    ['earlier', { gap: 'backward', fold: 'first' }],
    ['later', { gap: 'forward', fold: 'last' }],
  ] as const)(
    'makes the same instant of a wall time: %s',
    (disambiguation, policy) => {
      const found = differences(({ zone, at }) => {
        // Half of the wall times lie in the two hours around the change, where the gaps and folds are.
        const local = at + offsetAt(zone, at)
        const wall = random() < 0.5 ? near(local) : local + (random() * 4 - 2) * 60 * MINUTE
        const minute = Math.floor(wall / MINUTE)
        const [day, minutes] = [Math.floor(minute / 1440), ((minute % 1440) + 1440) % 1440]
        const plain = plainDate(day).toPlainDateTime({
          hour: Math.floor(minutes / 60),
          minute: minutes % 60,
        })
        const theirs = plain.toZonedDateTime(zone.name, { disambiguation }).epochMilliseconds
        const ours = toInstant(zone, day, minutes, policy)
        const asNextDay = toInstant(zone, day - 1, minutes + 1440, policy)
        return [`${ours},${asNextDay}`, `${theirs},${theirs}`, plain.toString()]
      })
      expect(found).toEqual([])
    },
    60_000,
  )

  it('begins its days at the same instants and skips the same dates', () => {
    const found = differences(({ zone, at }) => {
      const days = [-1, 0, 1].map((days) => toLocalDay(zone, at) + days)
      const ours = days.map((day) => [startOfDay(zone, day), isSkippedDay(zone, day)])
      const theirs = days.map((day) => {
        const start = plainDate(day).toZonedDateTime(zone.name)
        return [start.epochMilliseconds, dayNumber(start) !== day]
      })
      return [ours.join(), theirs.join(), plainDate(toLocalDay(zone, at)).toString()]
    })
    expect(found).toEqual([])
  }, 60_000)
})
