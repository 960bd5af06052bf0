// Which calendars are due: claimed by putting them off a little, and put off for good once they are done.
import { type Kysely, sql } from 'kysely'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { timestamp } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

/** A calendar whose clock fails, or is interrupted, is due again after this. */
const LEASE_MILLIS = 2 * MINUTE
const CALENDARS_A_CLAIM = 100

/** Claims calendars that are due, the longest waiting first: several claimers never hold the same one. */
export async function claimDue(db: Kysely<Database>, now: Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ professionalId: string }>`
    /* claim-due */ with due as (select professional_id from calendars where due_at <= ${timestamp(now)}
      order by due_at limit ${CALENDARS_A_CLAIM} for update skip locked)
    update calendars c set due_at = ${timestamp(now + LEASE_MILLIS)} from due
    where c.professional_id = due.professional_id
    returning c.professional_id as "professionalId"`.execute(db)
  return rows.map(({ professionalId }) => professionalId)
}

/** Puts a calendar off until it is due next; not where somebody changed it since that was computed. */
export async function putOffDue(
  db: Kysely<Database>,
  professionalId: string,
  revision: number,
  due: Instant,
): Promise<void> {
  await sql`/* put-off-due */ update calendars set due_at = ${timestamp(due)}
    where professional_id = ${professionalId}::uuid and revision = ${revision}::bigint`.execute(db)
}

/** Gives back calendars that were claimed and not looked at: they are due now. */
export async function giveBackDue(
  db: Kysely<Database>,
  professionalIds: readonly string[],
  now: Instant,
): Promise<void> {
  await sql`/* give-back-due */ update calendars set due_at = least(due_at, ${timestamp(now)})
    where professional_id = any (${[...professionalIds]}::uuid[])`.execute(db)
}
