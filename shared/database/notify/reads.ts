// Messages that were read, and whether the app's documents say so yet.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { millis } from '../rows/calendar-row.ts'

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
  const one = notificationId ? sql`and n.notification_id = ${notificationId}::uuid` : sql``
  const { rows } = await sql<UnshownRead>`
    /* unshown-reads */ select n.notification_id as "notificationId", ${millis(sql`n.read_at`)} as "readAt",
      exists (select 1 from deliveries d where d.notification_id = n.notification_id and d.channel = 'in-app'
        and d.state = 'waiting') as "isComing"
    from notifications n where n.uid = ${uid} and n.read_at is not null and not n.read_shown ${one}
    order by n.read_at desc limit ${limit}`.execute(db)
  return rows
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
