// A calendar as the aggregate of decisions: how what was decided in time is saved to it, and told.
import type { Transaction } from 'kysely'
import type { Database } from '../../database/connection/connection.ts'
import { lockCalendar } from '../../database/load/load-for-command.ts'
import { deleteStaleKey } from '../../database/save/idempotency.ts'
import type { CalendarSave } from '../../database/save/calendar-save.ts'
import { saveDecision } from '../../database/save/save-decision.ts'
import type { DecidedInTime } from '../../scheduling/clock/decide-in-time.ts'
import { dueAfter } from '../../scheduling/clock/due.ts'
import type { Circumstances } from '../../scheduling/model/circumstances.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Db } from './aggregate.ts'
import { calendarRow, ownersRow } from './turns/known-rows.ts'
import { publishOwnChanges } from './publish/publish-own-changes.ts'

type Accepted = Extract<DecidedInTime<unknown>, { readonly refused?: undefined }>

/** Everything of the aggregate but the load. */
export function calendarSaves(
  world: World,
): Pick<Aggregate<unknown, CalendarSave, unknown>, 'save' | 'row' | 'lock' | 'publish'> {
  return {
    save: async (db: Db, save) => {
      const { kept, at } = save
      if (kept?.isStale === true) await deleteStaleKey(db, kept, at)
      return (await saveDecision(db, save, world.config.savesBy)) !== undefined
    },
    row: ({ professionalId, revision, ownerUid }) =>
      revision === undefined ? ownersRow(ownerUid) : calendarRow(professionalId),
    lock: (transaction: Transaction<Database>, { professionalId }) =>
      lockCalendar(transaction, professionalId),
    publish: (save) => publishOwnChanges(save, world),
  }
}

/**
 * What is saved of what was decided on a calendar.
 *
 * @param revision that it was loaded at, before the clock's steps; undefined where the decision makes it
 */
export function toCalendarSave(
  revision: number | undefined,
  { after, effects }: Pick<Accepted, 'after' | 'effects'>,
  { by, now, newId }: Circumstances,
): CalendarSave {
  const due = dueAfter(after, effects, now)
  return {
    professionalId: after.professionalId,
    revision,
    ownerUid: after.ownerUid,
    causeId: newId(),
    at: now,
    by,
    effects,
    ...(due !== undefined && { due }),
  }
}
