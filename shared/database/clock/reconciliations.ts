// Whose documents are to be compared with the truth: a day after they were last, and at first soon after they came to be.
import { type Kysely, sql } from 'kysely'
import { DAY, type Instant } from '../../time/instant.ts'
import { isDistributed } from '../connection/distributed.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import type { Database } from '../connection/connection.ts'
import { claimCalendarsApart } from './claim-apart.ts'

const EVERY_MILLIS = DAY
const PROFESSIONALS_A_CLAIM = 20

/** Claims professionals whose turn it is, the longest waiting first: several claimers never compare the same one twice. */
export async function claimReconciliations(
  db: Kysely<Database>,
  now: Instant,
): Promise<readonly string[]> {
  if (isDistributed(db))
    return claimCalendarsApart(
      db,
      { column: 'reconciled_at', until: now - EVERY_MILLIS, limit: PROFESSIONALS_A_CLAIM },
      now,
    )
  const rows = await db
    .with('waiting', (cte) =>
      cte
        .selectFrom('calendars')
        .select('professional_id')
        .where('reconciled_at', '<=', timestamp(now - EVERY_MILLIS))
        .orderBy('reconciled_at')
        .limit(sql.lit(PROFESSIONALS_A_CLAIM))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('calendars as c')
    .modifyEnd(named('claim-reconciliations'))
    .from('waiting')
    .set({ reconciled_at: timestamp(now) })
    .whereRef('c.professional_id', '=', 'waiting.professional_id')
    .returning('c.professional_id as professionalId')
    .execute()
  return rows.map(({ professionalId }) => professionalId)
}
