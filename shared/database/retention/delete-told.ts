// What is deleted of what people were told: messages with their deliveries, addresses that were counted, old reminders.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { named } from '../connection/statement-name.ts'
import { timestamp } from '../rows/instants.ts'
import { ROWS_A_BATCH } from './kind.ts'

/** Deletes messages, the oldest first; their deliveries go with them. @returns how many messages */
export async function deleteNotifications(db: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('notifications')
        .select('notification_id')
        .where('decided_at', '<', timestamp(before))
        .orderBy('decided_at')
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('notifications as n')
    .using('old')
    .whereRef('n.notification_id', '=', 'old.notification_id')
    .modifyEnd(named('delete-notifications'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes which addresses were counted on days that are over. @returns how many */
export async function deleteGuestAddresses(db: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', (cte) =>
      cte
        .selectFrom('guest_addresses')
        .select(['owner_uid', 'date', 'address_digest'])
        .where('date', '<', sql<string>`(${timestamp(before)} at time zone 'UTC')::date`)
        .orderBy('date')
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('guest_addresses as g')
    .using('old')
    .whereRef('g.owner_uid', '=', 'old.owner_uid')
    .whereRef('g.date', '=', 'old.date')
    .whereRef('g.address_digest', '=', 'old.address_digest')
    .modifyEnd(named('delete-guest-addresses'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

const oldReminders = (db: Kysely<Database>, before: Instant) =>
  db.selectFrom('reminders').where('due_at', '<', timestamp(before))

/** Those of one calendar, at its shard. */
async function deleteRemindersOf(
  db: Kysely<Database>,
  professionalId: string,
  before: Instant,
): Promise<number> {
  const { numDeletedRows } = await db
    .with('old', () =>
      oldReminders(db, before)
        .select(['booking_id', 'due_at'])
        .where('professional_id', '=', professionalId)
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('reminders as r')
    .using('old')
    .where('r.professional_id', '=', professionalId)
    .whereRef('r.booking_id', '=', 'old.booking_id')
    .whereRef('r.due_at', '=', 'old.due_at')
    .modifyEnd(named('delete-reminders-of'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** The same where Postgres is distributed: found in all shards without a lock, and deleted at each calendar's own. */
async function deleteRemindersApart(db: Kysely<Database>, before: Instant): Promise<number> {
  const found = await oldReminders(db, before)
    .select('professional_id')
    .orderBy('due_at')
    .limit(sql.lit(ROWS_A_BATCH))
    .modifyEnd(named('find-old-reminders'))
    .execute()
  let rows = 0
  for (const id of new Set(found.map((row) => row.professional_id).toSorted()))
    rows += await deleteRemindersOf(db, id, before)
  return rows
}

/** Deletes reminders that were due long ago, and that nobody could publish since. @returns how many */
export async function deleteReminders(db: Kysely<Database>, before: Instant): Promise<number> {
  if (isDistributed(db)) return deleteRemindersApart(db, before)
  const { numDeletedRows } = await db
    .with('old', () =>
      oldReminders(db, before)
        .select(['booking_id', 'due_at'])
        .orderBy('due_at')
        .limit(sql.lit(ROWS_A_BATCH))
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('reminders as r')
    .using('old')
    .whereRef('r.booking_id', '=', 'old.booking_id')
    .whereRef('r.due_at', '=', 'old.due_at')
    .modifyEnd(named('delete-reminders'))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
