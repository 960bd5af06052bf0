// Idempotency keys outside the save: clearing one that is too old to be replayed.
import type { Kysely } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { REPLAY_MILLIS } from '../load/load-caller.ts'
import { timestamp } from '../rows/instants.ts'

/** Removes a kept answer that is no longer given again, so that its key can be used anew. */
export async function deleteStaleKey(
  db: Kysely<Database>,
  kept: { readonly account: string; readonly function: string; readonly key: string },
  now: Instant,
): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('account', '=', kept.account)
    .where('function', '=', kept.function)
    .where('key', '=', kept.key)
    .where('created_at', '<=', timestamp(now - REPLAY_MILLIS))
    .execute()
}
