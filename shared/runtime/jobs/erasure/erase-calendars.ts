// Takes an account out of calendars, save by save: its bookings, and what the calendar that was its own says of it.
import {
  type Erasable,
  findCalendarsOf,
  findOwnCalendar,
  loadErasable,
} from '../../../database/load/load-erasure.ts'
import type { CalendarSave } from '../../../database/save/calendar-save.ts'
import { eraseBlocksFor } from '../../../database/save/erase-blocks.ts'
import { deleteRemindersOf } from '../../../database/save/erase-rows.ts'
import { noteCalendars } from '../../../database/save/erasures.ts'
import {
  decideClientErasure,
  decideClosing,
  decideOwnerErasure,
} from '../../../scheduling/booking/decide-erasure.ts'
import { decideInTime } from '../../../scheduling/clock/decide-in-time.ts'
import type { Decision } from '../../../scheduling/effects/decision.ts'
import type { Booking, By, Calendar } from '../../../scheduling/model/calendar.ts'
import type { Circumstances } from '../../../scheduling/model/circumstances.ts'
import type { Instant } from '../../../time/instant.ts'
import type { Aggregate } from '../../command/aggregate.ts'
import { calendarSaves, toCalendarSave } from '../../command/calendar-aggregate.ts'
import { decideAndSave } from '../../command/decide-and-save.ts'
import type { World } from '../../world/world.ts'

type Decide = (
  calendar: Calendar,
  bookings: readonly Booking[],
  circumstances: Circumstances,
) => Decision<undefined>

type Loaded = Awaited<ReturnType<typeof loadErasable>>

/** One save of what is decided on a calendar. @returns whether there was anything to save */
async function decideOnce(
  professionalId: string,
  which: Erasable,
  by: By,
  decide: Decide,
  world: World,
): Promise<boolean> {
  const now = world.now()
  const { newId } = world
  let ended: readonly string[] = []
  const aggregate: Aggregate<Loaded, CalendarSave, boolean> = {
    ...calendarSaves(world),
    entry: { function: 'erase-accounts', professionalId },
    load: async (db) => ({ loaded: await loadErasable(db, professionalId, which, now) }),
  }
  const isSaved = await decideAndSave(
    world,
    aggregate,
    () => by,
    (loaded) => {
      if (!loaded) return { answer: false }
      const outcome = decideInTime(loaded, { now, newId }, ({ calendar, bookings }) =>
        decide(calendar, bookings, { by, now, newId }),
      )
      if (outcome.refused) return outcome
      if (outcome.effects.changes.length === 0) return { answer: false }
      ended = loaded.bookings.map(({ bookingId }) => bookingId)
      const { revision } = loaded.calendar
      return { answer: true, save: toCalendarSave(revision, outcome, { by, now, newId }) }
    },
  )
  await deleteRemindersOf(world.database, professionalId, ended)
  return isSaved
}

/** Decides again and again until nothing is left to save. @returns whether that came before `until` */
async function decideAll(
  professionalId: string,
  which: Erasable,
  by: By,
  decide: Decide,
  until: Instant,
  world: World,
): Promise<boolean> {
  while (await decideOnce(professionalId, which, by, decide, world))
    if (world.now() >= until) return false
  return true
}

/** Takes an account out of all calendars in which it has bookings, and closes its own. @returns whether all is done */
export async function eraseBookings(uid: string, until: Instant, world: World): Promise<boolean> {
  const { database, now } = world
  const known = await world.findAuthAccount(uid, now())
  await eraseBlocksFor(database, uid, known?.email)
  const own = await findOwnCalendar(database, uid)
  if (own !== undefined) {
    await noteCalendars(database, uid, [own])
    const by: By = { kind: 'professional', uid }
    if (!(await decideAll(own, 'upcoming', by, decideClosing, until, world))) return false
  }
  const by: By = { kind: 'client', uid }
  const decide: Decide = (calendar, bookings, circumstances) =>
    decideClientErasure(calendar, bookings, uid, circumstances)
  for (;;) {
    const professionalIds = await findCalendarsOf(database, uid)
    if (professionalIds.length === 0) return true
    await noteCalendars(database, uid, professionalIds)
    for (const professionalId of professionalIds)
      if (!(await decideAll(professionalId, { of: uid }, by, decide, until, world))) return false
  }
}

/** Empties the calendar that is an account's own, if it has one. @returns whether all is done */
export async function eraseOwnCalendar(
  uid: string,
  until: Instant,
  world: World,
): Promise<boolean> {
  const own = await findOwnCalendar(world.database, uid)
  if (own === undefined) return true
  const by: By = { kind: 'professional', uid }
  return decideAll(own, 'reasons', by, decideOwnerErasure, until, world)
}
