// The clock: what time alone changes becomes changes, or fresh documents where only what is shown is stale.
import { claimDue, giveBackDue, putOffDue } from '../../database/clock/due.ts'
import { loadDueCalendar } from '../../database/load/load-due-calendar.ts'
import { type Decided, saveDecision } from '../../database/save/save-decision.ts'
import { advance } from '../../scheduling/clock/advance.ts'
import { applyEffects } from '../../scheduling/effects/apply.ts'
import { nextDue } from '../../scheduling/clock/due.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { toFault } from '../world/log.ts'
import { publishOwnChanges } from '../command/publish-own-changes.ts'
import type { World } from '../world/world.ts'

/** Brings the documents of a professional up to date where no message will. */
export type Refresh = (professionalId: string) => Promise<unknown>

/** What a run of the clock did. */
export interface Ticked {
  /** Calendars that were due. */
  readonly calendars: number
  /** Changes that were written. */
  readonly changes: number
}

const PAUSE_MILLIS = 2 * SECOND
/** Calendars that are worked on at once; a connection each. */
const AT_ONCE = 4
const TRIES = 3
/** Bookings that one save takes further: after an outage there may be any number. */
const BOOKINGS_A_SAVE = 200

/** Takes a calendar as far as time has come. @returns how many changes that made; undefined where others were faster */
async function tickOnce(
  professionalId: string,
  world: World,
  refresh: Refresh,
): Promise<number | undefined> {
  const { database, newId } = world
  const now = world.now()
  const calendar = await loadDueCalendar(database, professionalId, now)
  if (!calendar) return 0
  const effects = advance(calendar, { now, newId }, BOOKINGS_A_SAVE)
  const { revision, ownerUid } = calendar
  const { changes } = effects
  if (changes.length > 0) {
    const by = { kind: 'system' } as const
    const decided: Decided = { professionalId, revision, ownerUid, at: now, by, effects }
    if ((await saveDecision(database, decided)) === undefined) return undefined
    await publishOwnChanges(decided, world)
  } else {
    await refresh(professionalId)
  }
  // As of before the documents were refreshed: what came due since is due again.
  const due = nextDue(applyEffects(calendar, effects), now)
  await putOffDue(database, professionalId, revision + changes.length, due)
  return changes.length
}

async function tickOne(professionalId: string, world: World, refresh: Refresh): Promise<number> {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const changes = await tickOnce(professionalId, world, refresh)
      if (changes !== undefined) return changes
    }
  } catch (error) {
    // Its lease brings it back; the others go on.
    world.log({
      severity: 'ERROR',
      ...toFault('tick: a calendar could not be taken further', error),
      professionalId,
    })
  }
  return 0
}

/** Works one claim off, a few at a time, until the job's time is over; what was not reached is given back. */
async function tickAll(
  professionalIds: readonly string[],
  until: Instant,
  world: World,
  refresh: Refresh,
): Promise<Ticked> {
  const waiting = [...professionalIds]
  let changes = 0
  const work = async () => {
    while (world.now() <= until) {
      const id = waiting.shift()
      if (id === undefined) return
      // Apart: `+=` would add to what the count was before the wait.
      const made = await tickOne(id, world, refresh)
      changes += made
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (waiting.length > 0) await giveBackDue(world.database, waiting, world.now())
  return { calendars: professionalIds.length - waiting.length, changes }
}

/** Looks for calendars that are due, again and again until the job's time is over. Safe to run twice at once. */
export async function runTick(world: World, refresh: Refresh): Promise<Ticked> {
  const until = world.now() + world.config.jobSeconds * SECOND
  let ticked: Ticked = { calendars: 0, changes: 0 }
  for (;;) {
    const claimed = await claimDue(world.database, world.now())
    const { calendars, changes } = await tickAll(claimed, until, world, refresh)
    ticked = { calendars: ticked.calendars + calendars, changes: ticked.changes + changes }
    if (claimed.length > 0 && world.now() < until) continue
    if (world.now() + PAUSE_MILLIS >= until) return ticked
    await world.sleep(PAUSE_MILLIS)
  }
}
