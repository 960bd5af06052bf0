// What is deleted by its age alone: kept answers, counts of commands, erasures that are done.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { ROWS_A_BATCH } from './kind.ts'

/** Deletes kept answers, the oldest first. @returns how many */
export async function deleteIdempotencyKeys(
  db: Kysely<Database>,
  before: Instant,
): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('idempotency_keys')
        .select(['account', 'function', 'key'])
        .where('created_at', '<', timestamp(before))
        .orderBy('created_at')
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('idempotency_keys as k')
    .using('old')
    .whereRef('k.account', '=', 'old.account')
    .whereRef('k.function', '=', 'old.function')
    .whereRef('k.key', '=', 'old.key')
    .modifyEnd(named('delete-idempotency-keys'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes counts of minutes that are over. There are as many as accounts that sent a command since. @returns how many */
export async function deleteCommandRates(db: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('command_rates')
        .select('account')
        .where('minute', '<', timestamp(before))
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('command_rates as r')
    .using('old')
    .whereRef('r.account', '=', 'old.account')
    .modifyEnd(named('delete-command-rates'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes that accounts were erased. @returns how many */
export async function deleteErasures(db: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('erasures')
        .select('uid')
        .where('done_at', '<', timestamp(before))
        .orderBy('done_at')
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('erasures as e')
    .using('old')
    .whereRef('e.uid', '=', 'old.uid')
    .modifyEnd(named('delete-erasures'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
