// Which calendars are due: claimed by putting them off a little, and put off for good once they are done.
import { type Kysely, sql } from 'kysely'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { isDistributed } from '../connection/distributed.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import type { Database } from '../connection/connection.ts'
import { claimCalendarsApart, giveBackApart } from './claim-apart.ts'

/** A calendar whose clock fails, or is interrupted, is due again after this. */
const LEASE_MILLIS = 2 * MINUTE
const CALENDARS_A_CLAIM = 100

/** Claims calendars that are due, the longest waiting first: several claimers never hold the same one. */
export async function claimDue(db: Kysely<Database>, now: Instant): Promise<readonly string[]> {
  if (isDistributed(db))
    return claimCalendarsApart(
      db,
      { column: 'due_at', until: now, limit: CALENDARS_A_CLAIM },
      now + LEASE_MILLIS,
    )
  const rows = await db
    .with('due', (cte) =>
      cte
        .selectFrom('calendars')
        .select('professional_id')
        .where('due_at', '<=', timestamp(now))
        .orderBy('due_at')
        .limit(sql.lit(CALENDARS_A_CLAIM))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('calendars as c')
    .modifyEnd(named('claim-due'))
    .from('due')
    .set({ due_at: timestamp(now + LEASE_MILLIS) })
    .whereRef('c.professional_id', '=', 'due.professional_id')
    .returning('c.professional_id as professionalId')
    .execute()
  return rows.map(({ professionalId }) => professionalId)
}

/** Puts a calendar off until it is due next; not where somebody changed it since that was computed. */
export async function putOffDue(
  db: Kysely<Database>,
  professionalId: string,
  revision: number,
  due: Instant,
): Promise<void> {
  await db
    .updateTable('calendars')
    .modifyEnd(named('put-off-due'))
    .set({ due_at: timestamp(due) })
    .where('professional_id', '=', professionalId)
    .where('revision', '=', revision)
    .execute()
}

/**
 * Gives back calendars that were claimed and not looked at: they are due now. Locks them in the order of their ids, so that
 * two who give back at once wait for each other and never both ways.
 */
export async function giveBackDue(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (isDistributed(db)) return giveBackApart(db, professionalIds, now)
  await db
    .with('mine', (cte) =>
      cte
        .selectFrom('calendars')
        .select('professional_id')
        .where((eb) => eb('professional_id', '=', eb.fn.any(eb.val([...professionalIds]))))
        .orderBy('professional_id')
        .forNoKeyUpdate(),
    )
    .updateTable('calendars as c')
    .modifyEnd(named('give-back-due'))
    .from('mine')
    .set((eb) => ({ due_at: eb.fn<Date>('least', ['c.due_at', timestamp(now)]) }))
    .whereRef('c.professional_id', '=', 'mine.professional_id')
    .execute()
}
