// A zone whose rules change: what tzdata knew of it before a law was made, and what it knows after.
import type { Instant } from '../../shared/time/instant.ts'
import { type Zone, findZone } from '../../shared/time/zone.ts'

/** A zone as the runtime knows it. */
export function zoneOf(name: string): Zone {
  const zone = findZone(name)
  if (!zone) throw new Error(`${name} is no time zone`)
  return zone
}

/** The zone by another version of tzdata: from an instant on its clocks show what those of another zone show. */
export function withRulesOf(name: string, from: Instant, other: string): Zone {
  const [before, after] = [zoneOf(name), zoneOf(other)]
  const format = (at: Instant) => (at < from ? before : after).format(at)
  return { name, format, tables: new Map() }
}
