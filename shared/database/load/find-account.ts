// An account and the professional that belongs to it.
import type { Kysely } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { StoredAccount } from '../../projection/account-answer.ts'
import type { Database } from '../connection/connection.ts'

/** An account by its uid; both are undefined where there is none. */
export async function findAccount(
  db: Kysely<Database>,
  uid: string,
): Promise<{ readonly account?: StoredAccount; readonly professionalId?: string }> {
  const { account, professionalId } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('professionals')
        .select('professional_id')
        .where('owner_uid', '=', uid)
        .as('professionalId'),
      jsonObjectFrom(
        eb
          .selectFrom('accounts')
          .select(['name', 'email', 'phone', 'time_zone as timeZone', 'locale'])
          .select(['push', 'mail', 'reminder_minutes as reminderMinutes'])
          .where('uid', '=', uid),
      ).as('account'),
    ])
    .executeTakeFirstOrThrow()
  return { ...(account && { account }), ...(professionalId !== null && { professionalId }) }
}
