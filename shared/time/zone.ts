// The one place where wall clocks become instants and instants wall clocks.
import { DAY, MINUTE, type Instant } from './instant.ts'
import type { EpochDay } from './date.ts'
import {
  buildTable,
  TABLE_MILLIS,
  wallFormatterOf,
  type OffsetTable,
  type WallFormat,
} from './transitions.ts'

/** An IANA time zone. Its tables are filled as they are asked for. */
export type Zone = {
  readonly name: string
  readonly format: WallFormat
  readonly tables: Map<number, OffsetTable>
}

/** What a wall clock shows: a local date and whole minutes after its midnight. */
export type WallTime = { readonly day: EpochDay; readonly minutes: number }

/** What to make of a wall time that does not occur (gap) or occurs twice (fold). */
export type WallPolicy = {
  /** Move by the gap's length, later or earlier. */
  readonly gap: 'forward' | 'backward'
  readonly fold: 'first' | 'last'
}

/** As RFC 5545 and Temporal's `compatible`, and docs/reference/what-is-free.md. */
export const COMPATIBLE: WallPolicy = { gap: 'forward', fold: 'first' }

const MAX_ZONES = 256
const MAX_TABLES_PER_ZONE = 128

const zones = new Map<string, Zone>()

/** The zone of an IANA name; undefined for unknown names and for offsets such as `+02:00`. */
export const findZone = (name: string): Zone | undefined => {
  const known = zones.get(name)
  if (known !== undefined) return known
  const zone = readZone(name)
  if (zone === undefined) return undefined
  if (zones.size >= MAX_ZONES) zones.clear() // whoever holds a zone keeps it
  zones.set(name, zone)
  return zone
}

// Three letters of ICU's own, not in IANA's list and unknown to apps: BST is Dhaka, IST Kolkata.
const ABBREVIATIONS =
  'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT ' +
  'IET IST JST MIT NET NST PLT PNT PRT PST SST VST'
const ONLY_IN_ICU = new Set(ABBREVIATIONS.split(' '))

const readZone = (name: string): Zone | undefined => {
  if (!/^[A-Z]/i.test(name) || /^SystemV\//i.test(name)) return undefined
  if (ONLY_IN_ICU.has(name.toUpperCase())) return undefined
  try {
    const formatter = wallFormatterOf(name)
    const resolved = formatter.resolvedOptions().timeZone
    // Names are compared without case, and a link resolves to another name: it stays what it is.
    const isSameName = resolved.toLowerCase() === name.toLowerCase()
    return {
      name: isSameName ? resolved : name,
      format: (at) => formatter.format(at),
      tables: new Map(),
    }
  } catch {
    return undefined // Intl has no other way to say that it does not know a name
  }
}

const tableAt = (zone: Zone, ms: number): OffsetTable => {
  const index = Math.floor(ms / TABLE_MILLIS)
  const known = zone.tables.get(index)
  if (known !== undefined) return known
  const table = buildTable(zone.format, index)
  if (zone.tables.size >= MAX_TABLES_PER_ZONE) zone.tables.clear()
  zone.tables.set(index, table)
  return table
}

// Every index below is within its table, whose outer ends are infinite; the compiler cannot see it.
const at = (numbers: readonly number[], i: number): number => numbers[i] as number

/** What the zone's clocks are ahead of UTC at an instant, in ms (historic offsets have seconds). */
export const offsetAt = (zone: Zone, instant: Instant): number => {
  const { starts, offsets } = tableAt(zone, instant)
  let i = starts.length - 1
  while (instant < at(starts, i)) i--
  return at(offsets, i)
}

/**
 * The instant of a wall time: a local date and the minutes after its midnight, 0–2880, where 1440 and
 * more are wall times of the days after.
 */
export const toInstant = (
  zone: Zone,
  day: EpochDay,
  minutes: number,
  policy: WallPolicy,
): Instant => {
  const wall = day * DAY + minutes * MINUTE
  const { offsets, wallStarts, wallEnds } = tableAt(zone, wall)
  let before = 0 // the last period that has begun on the wall clock; of a fold, as the policy says
  let after = 0 // the first period that has not ended; the same one, except in a gap
  if (policy.fold === 'first') {
    while (wall >= at(wallEnds, after)) after++
    before = wall < at(wallStarts, after) ? after - 1 : after
  } else {
    before = wallStarts.length - 1
    while (wall < at(wallStarts, before)) before--
    after = wall >= at(wallEnds, before) ? before + 1 : before
  }
  return wall - at(offsets, policy.gap === 'forward' ? before : after)
}

/** The first instant of a local date; of one that the zone skips, when it would have begun. */
export const startOfDay = (zone: Zone, day: EpochDay): Instant => {
  const wall = day * DAY
  const { starts, offsets, wallStarts, wallEnds } = tableAt(zone, wall)
  let i = 0
  while (wall >= at(wallEnds, i)) i++
  return wall < at(wallStarts, i) ? at(starts, i) : wall - at(offsets, i)
}

/** Whether the zone left out a local date as a whole, such as Pacific/Apia 2011-12-30. */
export const isSkippedDay = (zone: Zone, day: EpochDay): boolean => {
  const wall = day * DAY
  const { wallStarts, wallEnds } = tableAt(zone, wall)
  let i = 0
  while (wall >= at(wallEnds, i)) i++
  return wall + DAY <= at(wallStarts, i)
}

/** The local date of an instant. */
export const toLocalDay = (zone: Zone, instant: Instant): EpochDay =>
  Math.floor((instant + offsetAt(zone, instant)) / DAY)

/** The local date of an instant, and the instant until which clocks go on showing it without a change in between. */
export const toLocalDayUntil = (
  zone: Zone,
  instant: Instant,
): { readonly day: EpochDay; readonly until: Instant } => {
  const { starts, offsets } = tableAt(zone, instant)
  let i = starts.length - 1
  while (instant < at(starts, i)) i--
  const offset = at(offsets, i)
  const day = Math.floor((instant + offset) / DAY)
  const midnight = (day + 1) * DAY - offset
  return { day, until: i + 1 < starts.length ? Math.min(midnight, at(starts, i + 1)) : midnight }
}

/** What the zone's clocks show at an instant, seconds cut off. */
export const toWallTime = (zone: Zone, instant: Instant): WallTime => {
  const wall = instant + offsetAt(zone, instant)
  const day = Math.floor(wall / DAY)
  return { day, minutes: Math.floor((wall - day * DAY) / MINUTE) }
}
