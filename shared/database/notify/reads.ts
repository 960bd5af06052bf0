// Messages that were read, and whether the app's documents say so yet.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { millis } from '../rows/instants.ts'

/** A message that was read and does not show it. */
export interface UnshownRead {
  readonly notificationId: string
  readonly readAt: Instant
  /** Whether its document is still to be written: it will say by itself that it was read. */
  readonly isComing: boolean
}

/** What does not show yet that it was read, of an account or of one message alone. */
export async function loadUnshownReads(
  db: Kysely<Database>,
  of: { readonly uid: string; readonly notificationId?: string },
  limit: number,
): Promise<readonly UnshownRead[]> {
  const { uid, notificationId } = of
  const unshown = db
    .selectFrom('notifications as n')
    .select((eb) => [
      'n.notification_id as notificationId',
      // Set: the query asks for nothing else.
      millis(eb.ref('n.read_at')).as('readAt'),
      eb
        .exists(
          eb
            .selectFrom('deliveries as d')
            .select('d.channel')
            .whereRef('d.notification_id', '=', 'n.notification_id')
            .where('d.channel', '=', 'in-app')
            .where('d.state', '=', 'waiting'),
        )
        .$castTo<boolean>()
        .as('isComing'),
    ])
    .where('n.uid', '=', uid)
    .where('n.read_at', 'is not', null)
    // In the text, so that the index of these alone serves it.
    .where('n.read_shown', '=', sql.lit(false))
  const one = notificationId ? unshown.where('n.notification_id', '=', notificationId) : unshown
  return one.orderBy('n.read_at', 'desc').limit(limit).execute()
}

/** They show it. */
export async function saveShownReads(
  db: Kysely<Database>,
  notificationIds: readonly string[],
): Promise<void> {
  if (notificationIds.length === 0) return
  await db
    .updateTable('notifications')
    .set({ read_shown: true })
    .where('notification_id', 'in', notificationIds.toSorted())
    .execute()
}
