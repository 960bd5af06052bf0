// toInstant and temporal-polyfill over two years of wall times: how many times as fast.
import { Temporal } from 'temporal-polyfill'
import { parseDate } from '../../shared/time/date.ts'
import { COMPATIBLE, findZone, toInstant } from '../../shared/time/zone.ts'
import type { Opened, Sample, Setting } from '../common/benchmark.ts'

const WALL_TIMES = { short: 200, whole: 20_000 }
const ZONES = ['America/New_York', 'Europe/Berlin', 'Africa/Casablanca', 'Asia/Kolkata']

const firstDay = parseDate('2026-01-01') ?? 0

// A prime stride goes through two years of dates and every time of day.
const wallTimesOf = (length: number) =>
  Array.from({ length }, (_, i) => {
    const minutes = (i * 7919) % 1440
    const day = firstDay + ((i * 31) % 730)
    return {
      day,
      minutes,
      plain: new Temporal.PlainDateTime(1970, 1, 1).add({ days: day, minutes }),
    }
  })

type WallTimes = ReturnType<typeof wallTimesOf>

// A sum is kept so that no engine can leave the work out, and both must come to the same.
const ours = (name: string, wallTimes: WallTimes): number => {
  const zone = findZone(name)
  if (zone === undefined) throw new Error(`unknown zone ${name}`)
  return wallTimes.reduce((sum, w) => sum + toInstant(zone, w.day, w.minutes, COMPATIBLE), 0)
}

const theirs = (name: string, wallTimes: WallTimes): number =>
  wallTimes.reduce((sum, w) => sum + w.plain.toZonedDateTime(name).epochMilliseconds, 0)

/** Makes the wall times. @throws where the two do not come to the same */
export function openZones({ isShort }: Setting): Opened {
  const wallTimes = wallTimesOf(isShort ? WALL_TIMES.short : WALL_TIMES.whole)
  const timed = (run: typeof ours, name: string, expected: number): Sample => {
    const began = performance.now()
    const sum = run(name, wallTimes)
    const micros = ((performance.now() - began) * 1000) / wallTimes.length
    if (sum !== expected) throw new Error(`${name}: the answers differ`)
    return { micros, perMicro: 1 / micros }
  }
  const sides = ZONES.flatMap((name) => {
    const expected = ours(name, wallTimes)
    return [
      [name, () => timed(ours, name, expected)],
      [`polyfill, ${name}`, () => timed(theirs, name, expected)],
    ] as const
  })
  return {
    sides: Object.fromEntries(sides),
    figures: ZONES.map((name) => ({
      name,
      side: name,
      beside: `polyfill, ${name}`,
      measure: 'perMicro',
      unit: 'in a µs',
      goal: { least: 10 },
    })),
    close: () => Promise.resolve(),
  }
}
