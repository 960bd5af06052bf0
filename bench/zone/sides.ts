// How many times faster toInstant is than temporal-polyfill: the median of interleaved rounds.
import { Temporal } from 'temporal-polyfill'
import { parseDate } from '../../shared/time/date.ts'
import { COMPATIBLE, findZone, toInstant } from '../../shared/time/zone.ts'
import { median } from '../common/median.ts'

const ROUNDS = 15
const WALL_TIMES = 20_000
const ZONES = ['America/New_York', 'Europe/Berlin', 'Africa/Casablanca', 'Asia/Kolkata']

const firstDay = parseDate('2026-01-01') ?? 0
// A prime stride goes through two years of dates and every time of day.
const wallTimes = Array.from({ length: WALL_TIMES }, (_, i) => {
  const minutes = (i * 7919) % 1440
  const day = firstDay + ((i * 31) % 730)
  return { day, minutes, plain: new Temporal.PlainDateTime(1970, 1, 1).add({ days: day, minutes }) }
})

// A sum is kept so that no engine can leave the work out, and both must come to the same.
const ours = (name: string): number => {
  const zone = findZone(name)
  if (zone === undefined) throw new Error(`unknown zone ${name}`)
  return wallTimes.reduce((sum, w) => sum + toInstant(zone, w.day, w.minutes, COMPATIBLE), 0)
}

const theirs = (name: string): number =>
  wallTimes.reduce((sum, w) => sum + w.plain.toZonedDateTime(name).epochMilliseconds, 0)

const timed = (run: (name: string) => number, name: string): { nanos: number; sum: number } => {
  const begin = performance.now()
  const sum = run(name)
  return { nanos: ((performance.now() - begin) * 1e6) / WALL_TIMES, sum }
}

/** Measures, and says a line for each zone. */
export function measureZones(): void {
  for (const name of ZONES) {
    ours(name)
    theirs(name)
    const rounds = Array.from({ length: ROUNDS }, () => {
      const our = timed(ours, name)
      const their = timed(theirs, name)
      if (our.sum !== their.sum) throw new Error(`${name}: the answers differ`)
      return { our: our.nanos, their: their.nanos, ratio: their.nanos / our.nanos }
    })
    const ratio = median(rounds.map((round) => round.ratio))
    const our = median(rounds.map((round) => round.our))
    const their = median(rounds.map((round) => round.their))
    console.log(
      `${name}: ${our.toFixed(0)} ns, temporal-polyfill ${their.toFixed(0)} ns: ${ratio.toFixed(1)} ×`,
    )
  }
}
