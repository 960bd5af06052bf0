// Idempotency keys outside the save: clearing one that is too old to be replayed.
import { type Kysely, sql } from 'kysely'
import { type Instant, formatInstant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { REPLAY_MILLIS } from '../load/load-caller.ts'

/** Removes a kept answer that is no longer given again, so that its key can be used anew. */
export async function deleteStaleKey(
  db: Kysely<Database>,
  kept: { readonly account: string; readonly function: string; readonly key: string },
  now: Instant,
): Promise<void> {
  await sql`delete from idempotency_keys
    where account = ${kept.account} and function = ${kept.function} and key = ${kept.key}
      and created_at <= ${formatInstant(now - REPLAY_MILLIS)}::timestamptz`.execute(db)
}
