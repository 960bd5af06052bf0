// Wall times of a source: read strictly, and turned into instants in a professional's zone.
import { formatDate, formatWallTime, parseDate, parseWallTime } from '../../../shared/time/date.ts'
import { HOUR, type Instant, MINUTE, parseInstant } from '../../../shared/time/instant.ts'
import {
  COMPATIBLE,
  type WallTime,
  type Zone,
  toInstant,
  toWallTime,
} from '../../../shared/time/zone.ts'
import { finding } from './finding.ts'
import type { Taking } from './values.ts'

const WALL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?$/

/** `2026-12-01 09:00`, with `T` between or seconds behind; undefined for any other form. */
function parseWall(text: string): WallTime | undefined {
  const [, date = '', time = ''] = WALL.exec(text) ?? []
  const day = parseDate(date)
  const minutes = parseWallTime(time)
  return day === undefined || minutes === undefined ? undefined : { day, minutes }
}

/** A count of days as spreadsheets keep dates, and a date that is written the other way round. */
const SERIAL = /^\d{5}([.,]\d+)?$/
const SPREADSHEET_EPOCH = parseDate('1899-12-30') ?? 0
const OTHER_ORDER = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/

/** Why a text is no date, as it helps somebody who has a spreadsheet before them. */
export function whyNoDate(text: string, wanted: string): string {
  if (SERIAL.test(text)) {
    const date = formatDate(SPREADSHEET_EPOCH + Math.floor(Number(text.replace(',', '.'))))
    return `is a spreadsheet's number of days (${date}): format the column as text, ${wanted}`
  }
  if (OTHER_ORDER.test(text)) return `may be read in two ways: write it as ${wanted}`
  return `is not a date that exists, ${wanted}`
}

const sameWall = (one: WallTime, other: WallTime) =>
  one.day === other.day && one.minutes === other.minutes

/** An instant as the clocks of a zone show it: `2026-03-29 03:30`. */
export const showInstant = (instant: Instant, zone: Zone) => showWall(toWallTime(zone, instant))

const showWall = ({ day, minutes }: WallTime) => `${formatDate(day)} ${formatWallTime(minutes)}`

/**
 * A time of a source as an instant: RFC 3339 with its offset, or a wall time in a zone. One that clocks skip moves forward, of one
 * that comes twice the first is taken, and both are told. Undefined, and told as left out, for anything else.
 */
export function takeTime(
  { at, findings }: Taking,
  field: string,
  text: string,
  zone: Zone,
): Instant | undefined {
  const trimmed = text.trim()
  const instant = parseInstant(trimmed)
  if (instant !== undefined) return Math.floor(instant / MINUTE) * MINUTE
  const wall = parseWall(trimmed)
  if (!wall) {
    const reason = whyNoDate(trimmed, 'YYYY-MM-DD HH:MM, or with an offset 2026-12-01T09:00:00Z')
    findings.push(finding('left out', at, field, trimmed, reason))
    return undefined
  }
  const taken = toInstant(zone, wall.day, wall.minutes, COMPATIBLE)
  const shown = toWallTime(zone, taken)
  const tell = (reason: string, done: string) =>
    findings.push(finding('changed', at, field, trimmed, reason, done))
  if (!sameWall(shown, wall))
    tell(`is skipped by the clocks of ${zone.name}`, `taken as ${showWall(shown)}`)
  else if (sameWall(toWallTime(zone, taken + HOUR), wall))
    tell(`comes twice on the clocks of ${zone.name}`, 'the first of the two taken')
  return taken
}
