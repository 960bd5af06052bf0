// Made-up zones that change their clocks where two tables meet, against trying both offsets.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND, type Instant } from './instant.ts'
import { TABLE_MILLIS, type WallFormat } from './transitions.ts'
import { COMPATIBLE, isSkippedDay, offsetAt, startOfDay, toInstant, type Zone } from './zone.ts'

const JUNCTION = 57 * TABLE_MILLIS

type Law = { readonly at: Instant; readonly before: number; readonly after: number }

const inForce = (law: Law, ms: Instant): number => (ms < law.at ? law.before : law.after)

const zoneUnder = (law: Law): Zone => {
  const format: WallFormat = (ms) => {
    const wall = new Date(ms + inForce(law, ms)).toISOString()
    const [year = '', month = '', day = ''] = wall.slice(0, 10).split('-')
    return `${month}/${day}/${year}, ${wall.slice(11, 19)}`
  }
  return { name: 'Test/Junction', format, tables: new Map() }
}

const occurrences = (law: Law, wall: number): Instant[] =>
  [...new Set([law.before, law.after])]
    .map((offset) => wall - offset)
    .filter((ms) => wall - inForce(law, ms) === ms)
    .toSorted((a, b) => a - b)

const hours = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 60, max: max * 60 }).map((minutes) => minutes * MINUTE)

const laws = fc
  .record({
    at: fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }).map((s) => JUNCTION + s * SECOND),
    before: hours(-12, 14),
    jump: fc.constantFrom(-24 * HOUR, -HOUR, -30 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 24 * HOUR),
  })
  .map(({ at, before, jump }): Law => ({ at, before, after: before + jump }))

const walls = hours(-4 * 24, 4 * 24).map((ms) => JUNCTION + ms)

it('converts wall times where two tables meet', () => {
  fc.assert(
    fc.property(laws, fc.array(walls, { minLength: 20, maxLength: 20 }), (law, wallTimes) => {
      const zone = zoneUnder(law)
      for (const wall of wallTimes) {
        const [first = wall - law.before, last = first] = occurrences(law, wall)
        const [day, minutes] = [Math.floor(wall / DAY), (wall % DAY) / MINUTE]
        expect(toInstant(zone, day, minutes, COMPATIBLE)).toBe(first)
        expect(toInstant(zone, day, minutes, { gap: 'forward', fold: 'last' })).toBe(last)
        expect(offsetAt(zone, wall)).toBe(inForce(law, wall))
        const [midnight = law.at] = occurrences(law, day * DAY)
        expect(startOfDay(zone, day)).toBe(midnight)
        const [begin, end] = [law.at + law.before, law.at + law.after] // of the gap, if it is one
        expect(isSkippedDay(zone, day)).toBe(begin <= day * DAY && (day + 1) * DAY <= end)
      }
    }),
    { numRuns: 300 },
  )
})
