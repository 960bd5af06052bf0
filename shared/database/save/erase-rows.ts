// Everything of an account that stands beside calendars: its row is emptied, all else of it is deleted.
import { type Kysely, sql } from 'kysely'
import { IDEMPOTENCY_KEY_DAYS } from '../../contract/retention.ts'
import { DAY, HOUR, type Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { timestamp } from '../rows/instants.ts'

/** Rows of one statement. */
const BATCH = 500
/** Kept answers that one statement looks at, by their age. */
const WINDOW_MILLIS = 6 * HOUR

/**
 * Empties an account's row, which stays: the calendar that was theirs names it. Deletes its devices, messages, kept answers
 * and counts.
 */
export async function eraseRows(db: Kysely<Database>, uid: string, now: Instant): Promise<void> {
  await db
    .updateTable('accounts')
    .set((eb) => ({
      name: null,
      email: null,
      phone: null,
      time_zone: null,
      locale: null,
      push: false,
      mail: false,
      reminder_minutes: sql`'{}'::int[]`,
      updated_at: timestamp(now),
      // From now on it says nothing, whatever its tokens do.
      told_at: timestamp(now),
      version: eb('version', '+', 1),
    }))
    .where('uid', '=', uid)
    .execute()
  await db.deleteFrom('devices').where('uid', '=', uid).execute()
  await db.deleteFrom('guest_addresses').where('owner_uid', '=', uid).execute()
  await db.deleteFrom('command_rates').where('account', '=', uid).execute()
  await db.deleteFrom('idempotency_keys').where('account', '=', uid).execute()
  await deleteNotifications(db, uid)
}

async function deleteNotifications(db: Kysely<Database>, uid: string): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom('notifications')
      .where(
        'notification_id',
        'in',
        db
          .selectFrom('notifications')
          .select('notification_id')
          .where('uid', '=', uid)
          .limit(sql.lit(BATCH)),
      )
      .executeTakeFirst()
    if (numDeletedRows < BATCH) return
  }
}

/** A text as it stands within a JSON text, for `like`. */
function within(word: string): string {
  const quoted = JSON.stringify(word).slice(1, -1)
  return `%${quoted.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

/**
 * Deletes the kept answers of others that show somebody, some hours' of them at a time. @param words each names them
 */
export async function eraseKeptAnswers(
  db: Kysely<Database>,
  words: readonly string[],
  now: Instant,
): Promise<void> {
  const patterns = words.map(within)
  // An hour more at both ends: clocks differ, and what is old is deleted once an hour.
  for (
    let from = now - IDEMPOTENCY_KEY_DAYS * DAY - 2 * HOUR;
    from <= now + HOUR;
    from += WINDOW_MILLIS
  )
    await db
      .deleteFrom('idempotency_keys')
      .where('created_at', '>=', timestamp(from))
      .where('created_at', '<', timestamp(from + WINDOW_MILLIS))
      .where(sql<boolean>`answer::text like any (${patterns}::text[])`)
      .execute()
}

/** Deletes the reminders of bookings of a calendar that were ended. */
export async function deleteRemindersOf(
  db: Kysely<Database>,
  professionalId: string,
  bookingIds: readonly string[],
): Promise<void> {
  if (bookingIds.length === 0) return
  await db
    .deleteFrom('reminders')
    .where('professional_id', '=', professionalId)
    .where((eb) => eb('booking_id', '=', eb.fn.any(eb.val([...bookingIds]))))
    .execute()
}
