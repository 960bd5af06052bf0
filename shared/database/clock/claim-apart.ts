// Claims where Postgres is distributed: candidates are read from all shards without a lock, then each is claimed at its own shard, where
// the condition is looked at once more under the row's lock. Of two claimers one finds it false by then.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'

/** Which of a calendar's instants is due, and until when it may have been. */
interface Due {
  readonly column: 'due_at' | 'reconciled_at'
  readonly until: Instant
  readonly limit: number
}

/** Claims calendars, the longest waiting first, by setting the instant that was due. */
export async function claimCalendarsApart(
  db: Kysely<Database>,
  { column, until, limit }: Due,
  to: Instant,
): Promise<readonly string[]> {
  const candidates = await db
    .selectFrom('calendars')
    .modifyEnd(named('find-due-calendars'))
    .select('professional_id')
    .where(column, '<=', timestamp(until))
    .orderBy(column)
    .limit(sql.lit(limit))
    .execute()
  const claimed: string[] = []
  for (const { professional_id } of candidates) {
    const row = await db
      .updateTable('calendars')
      .modifyEnd(named('claim-calendar'))
      .set({ [column]: timestamp(to) })
      .where('professional_id', '=', professional_id)
      .where(column, '<=', timestamp(until))
      .returning('professional_id')
      .executeTakeFirst()
    if (row) claimed.push(row.professional_id)
  }
  return claimed
}

/** Makes calendars due now again, one after another in the order of their ids. */
export async function giveBackApart(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  now: Instant,
): Promise<void> {
  for (const id of professionalIds.toSorted())
    await db
      .updateTable('calendars')
      .modifyEnd(named('give-back-calendar'))
      .set((eb) => ({ due_at: eb.fn<Date>('least', ['due_at', timestamp(now)]) }))
      .where('professional_id', '=', id)
      .execute()
}
