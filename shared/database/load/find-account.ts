// An account and the professional that belongs to it.
import { type Kysely, sql } from 'kysely'
import type { StoredAccount } from '../../projection/account-answer.ts'
import type { Database } from '../connection/connection.ts'

/** An account by its uid; both are undefined where there is none. */
export async function findAccount(
  db: Kysely<Database>,
  uid: string,
): Promise<{ readonly account?: StoredAccount; readonly professionalId?: string }> {
  const { rows } = await sql<{ account: StoredAccount | null; professionalId: string | null }>`
    select (select professional_id from professionals where owner_uid = ${uid}) as "professionalId",
      (select json_build_object('name', name, 'email', email, 'phone', phone, 'timeZone', time_zone,
        'locale', locale, 'push', push, 'mail', mail, 'reminderMinutes', reminder_minutes)
        from accounts where uid = ${uid}) as account`.execute(db)
  const { account, professionalId } = rows[0] ?? {}
  return { ...(account && { account }), ...(professionalId && { professionalId }) }
}
