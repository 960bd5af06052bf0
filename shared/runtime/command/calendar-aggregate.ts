// A calendar as the aggregate of decisions: how what was decided in time is saved to it, and told.
import type { Transaction } from 'kysely'
import type { Database } from '../../database/connection/connection.ts'
import { lockCalendar } from '../../database/load/load-for-command.ts'
import { deleteStaleKey } from '../../database/save/idempotency.ts'
import { type CalendarSave, saveDecision } from '../../database/save/save-decision.ts'
import type { World } from '../world/world.ts'
import type { Aggregate, Db } from './aggregate.ts'
import { calendarRow, ownersRow } from './turns/known-rows.ts'
import { publishOwnChanges } from './publish/publish-own-changes.ts'

/** Everything of the aggregate but the load. */
export function calendarSaves(
  world: World,
): Pick<Aggregate<unknown, CalendarSave, unknown>, 'save' | 'row' | 'lock' | 'publish'> {
  return {
    save: async (db: Db, save) => {
      const { kept, at } = save
      if (kept?.isStale === true) await deleteStaleKey(db, kept, at)
      return (await saveDecision(db, save)) !== undefined
    },
    row: ({ professionalId, revision, ownerUid }) =>
      revision === undefined ? ownersRow(ownerUid) : calendarRow(professionalId),
    lock: (transaction: Transaction<Database>, { professionalId }) =>
      lockCalendar(transaction, professionalId),
    publish: (save) => publishOwnChanges(save, world),
  }
}
