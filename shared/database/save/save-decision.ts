// The only writer of calendars and of all that is theirs: saves a decision at the revision that it was made on, or writes nothing.
// There are two ways on one Postgres, which write the same, see docs/decisions/0040-a-function-saves-a-decision.md; and one where
// Postgres is distributed, whatever the setting.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import type { CalendarSave } from './calendar-save.ts'
import { saveApart, saveByFunction } from './save-by-function.ts'
import { saveByStatement } from './save-by-statement.ts'
import type { SavesBy } from './saves-by.ts'

/**
 * Saves a decision together with its changes, its outbox rows and the answer kept for twins.
 *
 * @param db the database, or the transaction of a retry that holds the calendar row locked, which this ends
 * @returns the new revision; undefined where somebody was faster, then nothing was written
 * @throws the driver's error: 23505 on a kept answer or the owner's calendar (a twin won), 23502 on an account's version
 *   (others added to what is counted of it), 23P01 on an overlap
 */
export function saveDecision(
  db: Kysely<Database> | Transaction<Database>,
  save: CalendarSave,
  savesBy: SavesBy,
): Promise<number | undefined> {
  if (isDistributed(db)) return saveApart(db, save)
  return savesBy === 'function' ? saveByFunction(db, save) : saveByStatement(db, save)
}
