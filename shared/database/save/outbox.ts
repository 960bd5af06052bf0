// The outbox: changes that are not known to be published. Deleting a row is the mark; a lease keeps relays apart.
import { type Kysely, sql } from 'kysely'
import type { ChangeMessage } from '../../contract/change.ts'
import { type Instant, SECOND, formatInstant } from '../../time/instant.ts'
import { millis } from '../rows/calendar-row.ts'
import { CHANGE, type ChangeRow, toChangeMessage } from '../rows/change-row.ts'
import type { Database } from '../connection/connection.ts'

/** How long a command has to publish its own changes before the relay looks at them. */
const OWN_PUBLISH_MILLIS = 10 * SECOND
const LEASE_MILLIS = 30 * SECOND
const PROFESSIONALS_A_CLAIM = 20
const CHANGES_A_PROFESSIONAL = 100

/**
 * Marks changes as published, with an asynchronous commit: losing the mark in a crash only repeats a message, and a
 * synchronous one costs a quarter of the throughput (measured).
 */
export async function markPublished(
  db: Kysely<Database>,
  changes: readonly Pick<ChangeMessage, 'professionalId' | 'revision'>[],
): Promise<void> {
  const ids = changes.map(({ professionalId }) => professionalId)
  const revisions = changes.map(({ revision }) => revision)
  await sql`
    /* mark-published */ with s as materialized (select set_config('synchronous_commit', 'off', true))
    delete from unpublished u using s, unnest(${ids}::uuid[], ${revisions}::bigint[]) as p(professional_id, revision)
    where u.professional_id = p.professional_id and u.revision = p.revision`.execute(db)
}

/**
 * Claims what has waited long enough, under a lease: several relays never hold the same change.
 *
 * @returns the changes by professional, each list with ascending revisions; empty where nothing waits
 */
export async function claimUnpublished(
  db: Kysely<Database>,
  now: Instant,
): Promise<readonly (readonly ChangeMessage[])[]> {
  const { rows } = await sql<ChangeRow>`
    /* claim-unpublished */ with waiting as (
      select professional_id from unpublished
      where at <= ${formatInstant(now - OWN_PUBLISH_MILLIS)}::timestamptz
        and (leased_until is null or leased_until <= ${formatInstant(now)}::timestamptz)
      group by professional_id order by min(at) limit ${PROFESSIONALS_A_CLAIM}
    ), claimed as (
      select u.professional_id, u.revision from waiting w
        cross join lateral (select professional_id, revision from unpublished
          where professional_id = w.professional_id
            and at <= ${formatInstant(now - OWN_PUBLISH_MILLIS)}::timestamptz
            and (leased_until is null or leased_until <= ${formatInstant(now)}::timestamptz)
          order by revision limit ${CHANGES_A_PROFESSIONAL} for update skip locked) u
    ), leased as (
      update unpublished u set leased_until = ${formatInstant(now + LEASE_MILLIS)}::timestamptz from claimed c
      where u.professional_id = c.professional_id and u.revision = c.revision
      returning u.professional_id, u.revision
    )
    select ${CHANGE} from leased l join changes c on c.professional_id = l.professional_id and c.revision = l.revision
    order by c.professional_id, c.revision`.execute(db)
  const groups = Map.groupBy(rows.map(toChangeMessage), ({ professionalId }) => professionalId)
  return [...groups.values()]
}

/** How much waits in both outboxes, leased or not, and since when the oldest does: seconds where Pub/Sub is out, else nothing. */
export async function measureOutbox(
  db: Kysely<Database>,
): Promise<{ readonly waiting: number; readonly oldestAt?: Instant }> {
  const { rows } = await sql<{ waiting: number; oldestAt: Instant | null }>`
    /* measure-outbox */ select count(*) as waiting, ${millis(sql`min(at)`)} as "oldestAt"
      from (select at from unpublished union all select at from unpublished_accounts) all_of_it`.execute(
    db,
  )
  const { waiting = 0, oldestAt = null } = rows[0] ?? {}
  return { waiting, ...(oldestAt !== null && { oldestAt }) }
}
