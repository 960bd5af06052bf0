// Whose documents are to be compared with the truth: a day after they were last, and at first soon after they came to be.
import { type Kysely, sql } from 'kysely'
import { DAY, type Instant } from '../../time/instant.ts'
import { timestamp } from '../rows/calendar-row.ts'
import type { Database } from '../connection/connection.ts'

const EVERY_MILLIS = DAY
const PROFESSIONALS_A_CLAIM = 20

/** Claims professionals whose turn it is, the longest waiting first: several claimers never compare the same one twice. */
export async function claimReconciliations(
  db: Kysely<Database>,
  now: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ professionalId: string }>`
    /* claim-reconciliations */ with waiting as (
      select professional_id from reconciliations where at <= ${timestamp(now - EVERY_MILLIS)}
      order by at limit ${PROFESSIONALS_A_CLAIM} for update skip locked
    ), again as (
      update reconciliations r set at = ${timestamp(now)} from waiting w
      where r.professional_id = w.professional_id returning r.professional_id
    ), first as (
      insert into reconciliations (professional_id, at)
      select professional_id, ${timestamp(now)} from calendars c
      where not exists (select 1 from reconciliations r where r.professional_id = c.professional_id)
      limit ${PROFESSIONALS_A_CLAIM}
      on conflict (professional_id) do nothing returning professional_id
    )
    select professional_id as "professionalId" from again
    union all select professional_id from first`.execute(db)
  return rows.map(({ professionalId }) => professionalId)
}
