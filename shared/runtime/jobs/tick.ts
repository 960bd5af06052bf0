// The clock: what time alone changes becomes changes, or fresh documents where only what is shown is stale.
import { claimDue, giveBackDue, putOffDue } from '../../database/clock/due.ts'
import { loadDueCalendar } from '../../database/load/load-due-calendar.ts'
import { advance } from '../../scheduling/clock/advance.ts'
import { applyEffects } from '../../scheduling/effects/apply.ts'
import { nextDue } from '../../scheduling/clock/due.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { remind } from './notify/remind.ts'
import { workThrough } from './side-by-side.ts'
import { toFault } from '../world/log.ts'
import { calendarSaves } from '../command/calendar-aggregate.ts'
import { decideAndSave } from '../command/decide-and-save.ts'
import type { World } from '../world/world.ts'
import type { CalendarSave } from '../../database/save/calendar-save.ts'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import type { Aggregate } from '../command/aggregate.ts'

/** Brings the documents of a professional up to date where no message will. */
export type Refresh = (professionalId: string) => Promise<unknown>

/** What a run of the clock did. */
export interface Ticked {
  /** Calendars that were due. */
  readonly calendars: number
  /** Changes that were written. */
  readonly changes: number
  /** Reminders that were published. */
  readonly reminders: number
}

const PAUSE_MILLIS = 2 * SECOND
/** Calendars that are worked on at once; a connection each. */
const AT_ONCE = 4
/** Bookings that one save takes further: after an outage there may be any number. */
const BOOKINGS_A_SAVE = 200

/** A calendar as time has made it, and the steps that took it there. */
interface Moved {
  readonly calendar: Calendar
  readonly changes: number
}

/** Takes a calendar as far as time has come; undefined where there is none. */
function moveOn(professionalId: string, now: Instant, world: World): Promise<Moved | undefined> {
  const dueCalendar: Aggregate<Calendar | undefined, CalendarSave, Moved | undefined> = {
    ...calendarSaves(world),
    entry: { function: 'tick', professionalId },
    load: async (db) => ({ loaded: await loadDueCalendar(db, professionalId, now) }),
  }
  return decideAndSave(
    world,
    dueCalendar,
    () => ({ kind: 'system' }),
    (calendar, by) => {
      if (!calendar) return { answer: undefined }
      const effects = advance(calendar, { now, newId: world.newId }, BOOKINGS_A_SAVE)
      const changes = effects.changes.length
      const answer = { calendar: applyEffects(calendar, effects), changes }
      if (changes === 0) return { answer }
      const { revision, ownerUid } = calendar
      const causeId = world.newId()
      return { answer, save: { professionalId, revision, ownerUid, causeId, at: now, by, effects } }
    },
  )
}

async function tickOne(professionalId: string, world: World, refresh: Refresh): Promise<number> {
  try {
    const now = world.now()
    const moved = await moveOn(professionalId, now, world)
    if (!moved) return 0
    const { calendar, changes } = moved
    if (changes === 0) await refresh(professionalId)
    // As of before the documents were refreshed: what came due since is due again.
    await putOffDue(world.database, professionalId, calendar.revision, nextDue(calendar, now))
    return changes
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
): Promise<Omit<Ticked, 'reminders'>> {
  let changes = 0
  const tickNext = async (id: string): Promise<void> => {
    // Apart: `+=` would add to what the count was before the wait.
    const made = await tickOne(id, world, refresh)
    changes += made
  }
  const isOver = () => world.now() > until
  const left = await workThrough(professionalIds, AT_ONCE, tickNext, isOver)
  if (left.length > 0) await giveBackDue(world.database, left, world.now())
  return { calendars: professionalIds.length - left.length, changes }
}

/** Looks for calendars that are due, again and again until the job's time is over. Safe to run twice at once. */
export async function runTick(world: World, refresh: Refresh): Promise<Ticked> {
  const until = world.now() + world.config.jobSeconds * SECOND
  let ticked: Ticked = { calendars: 0, changes: 0, reminders: 0 }
  for (;;) {
    const reminders = await remind(world)
    const claimed = await claimDue(world.database, world.now())
    const { calendars, changes } = await tickAll(claimed, until, world, refresh)
    ticked = {
      calendars: ticked.calendars + calendars,
      changes: ticked.changes + changes,
      reminders: ticked.reminders + reminders,
    }
    if (claimed.length + reminders > 0 && world.now() < until) continue
    if (world.now() + PAUSE_MILLIS >= until) return ticked
    await world.sleep(PAUSE_MILLIS)
  }
}
