// Which row a command will save to, before it is loaded: what names a calendar names the same one for good.
import type { Locator } from '../../../database/load/place.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'
import { type Turns, makeTurns, patience } from './turns.ts'

/** Names of calendars that an instance remembers; whoever comes by a forgotten one takes their turn later. */
const NAMES_KEPT = 5_000

interface Rows {
  readonly turns: Turns
  /** By what names it, the calendar's row. */
  readonly byName: Map<string, string>
}

const rowsOf = perWorld(({ config }): Rows => ({
  turns: makeTurns(patience(config.isDatabaseDistributed)),
  byName: new Map(),
}))

/** The turns of this instance. */
export const turnsOf = (world: World): Turns => rowsOf(world).turns

/** The row of a calendar in turns. */
export const calendarRow = (professionalId: string): string => `calendar ${professionalId}`
/** The row that a first save of an owner makes. */
export const ownersRow = (ownerUid: string): string => `owner ${ownerUid}`
/** The row of an account in turns. */
export const accountRow = (uid: string): string => `account ${uid}`

function nameOf(locator: Locator): string {
  if ('serviceId' in locator) return `service ${locator.serviceId}`
  if ('bookingId' in locator) return `booking ${locator.bookingId}`
  if ('ownerUid' in locator) return ownersRow(locator.ownerUid)
  return calendarRow(locator.professionalId)
}

/** The row of the calendar that is named so, if this instance knows it. */
export function findRow(locator: Locator, world: World): string | undefined {
  if ('professionalId' in locator) return calendarRow(locator.professionalId)
  return rowsOf(world).byName.get(nameOf(locator))
}

/** Remembers whose calendar was found by a name. */
export function rememberRow(locator: Locator, professionalId: string, world: World): void {
  const { byName } = rowsOf(world)
  const name = nameOf(locator)
  if ('professionalId' in locator || byName.has(name) || world.config.answersKept === 0) return
  if (byName.size >= NAMES_KEPT) {
    const [oldest = ''] = byName.keys()
    byName.delete(oldest)
  }
  byName.set(name, calendarRow(professionalId))
}
