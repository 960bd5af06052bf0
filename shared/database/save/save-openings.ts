// Saves when a professional's services are next free, as the fan-out has projected it: the read model of searches.
import { type Kysely, sql } from 'kysely'
import type { Openings } from '../../projection/openings.ts'
import type { Instant } from '../../time/instant.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import type { Database } from '../connection/connection.ts'

// To the millisecond: `formatInstant` has whole seconds.
const toText = (at: Instant) => new Date(at).toISOString()

const saveRows = rawStatement('save-openings', {})

/**
 * Saves the openings of a professional where none of a newer revision are stored, and removes those of services that are
 * no longer active. Safe to be called twice and in any order.
 */
export async function saveOpenings(
  db: Kysely<Database>,
  { professionalId, revision, openings }: Openings,
): Promise<void> {
  const rows = openings.map(({ serviceId, nextFreeAt, exactUntil }) => ({
    service_id: serviceId,
    next_free_at: nextFreeAt === undefined ? undefined : toText(nextFreeAt),
    exact_until: toText(exactUntil),
  }))
  // The rows that are inserted and those that are deleted are different ones.
  await saveRows(
    db,
    sql`with kept as (
      insert into openings as o (professional_id, service_id, next_free_at, exact_until, revision)
      select ${professionalId}::uuid, x.service_id, x.next_free_at, x.exact_until, ${revision}::bigint
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(service_id uuid, next_free_at timestamptz, exact_until timestamptz)
      order by x.service_id
      on conflict (professional_id, service_id) do update set next_free_at = excluded.next_free_at,
        exact_until = excluded.exact_until, revision = excluded.revision
      where o.revision <= excluded.revision
    ), up_to_date as (
      delete from outdated_openings
      where professional_id = ${professionalId}::uuid and revision <= ${revision}::bigint
    )
    delete from openings where professional_id = ${professionalId}::uuid and revision <= ${revision}::bigint
      and service_id <> all (${openings.map(({ serviceId }) => serviceId)}::uuid[])`,
  )
}
