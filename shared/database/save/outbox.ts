// The outbox: changes that are not known to be published. Deleting a row is the mark; a lease keeps relays apart.
import { type Kysely, sql } from 'kysely'
import type { ChangeMessage } from '../../contract/messages/change.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { isDistributed, onOneConnection } from '../connection/distributed.ts'
import { rawStatement } from '../connection/raw-statement.ts'
import { named } from '../connection/statement-name.ts'
import { millis, timestamp } from '../rows/instants.ts'
import { changeColumns, toChangeMessage } from '../rows/change-row.ts'
import type { Database } from '../connection/connection.ts'

/** How long a command has to publish its own changes before the relay looks at them. */
export const OWN_PUBLISH_MILLIS = 10 * SECOND
/** What a relay took and could not publish, or died with, is free again after this. */
export const LEASE_MILLIS = 30 * SECOND
const PROFESSIONALS_A_CLAIM = 20
const CHANGES_A_PROFESSIONAL = 100
/** How many of those that wait longest a claim looks at to choose its professionals, however many wait. */
const LOOKED_AT = PROFESSIONALS_A_CLAIM * CHANGES_A_PROFESSIONAL

const markPublishedRows = rawStatement('mark-published', {})

/**
 * Marks changes as published, with an asynchronous commit: losing the mark in a crash only repeats a message, and a
 * synchronous one costs a quarter of the throughput (measured).
 */
export async function markPublished(
  db: Kysely<Database>,
  changes: readonly Pick<ChangeMessage, 'professionalId' | 'revision'>[],
): Promise<void> {
  if (isDistributed(db)) return markApart(db, changes)
  const ids = changes.map(({ professionalId }) => professionalId)
  const revisions = changes.map(({ revision }) => revision)
  await markPublishedRows(
    db,
    sql`with s as materialized (select set_config('synchronous_commit', 'off', true))
    delete from unpublished u using s, unnest(${ids}::uuid[], ${revisions}::bigint[]) as p(professional_id, revision)
    where u.professional_id = p.professional_id and u.revision = p.revision`,
  )
}

/** The same, each calendar's at its shard: sent together, on one connection. */
async function markApart(
  db: Kysely<Database>,
  changes: readonly Pick<ChangeMessage, 'professionalId' | 'revision'>[],
): Promise<void> {
  const revisions = new Map<string, number[]>()
  for (const { professionalId, revision } of changes)
    revisions.set(professionalId, [...(revisions.get(professionalId) ?? []), revision])
  await onOneConnection(db, (on) =>
    Promise.all(
      Array.from(revisions, ([professionalId, saved]) =>
        on
          .deleteFrom('unpublished')
          .where('professional_id', '=', professionalId)
          .where((eb) => eb('revision', '=', eb.fn.any(eb.val(saved))))
          .modifyEnd(named('mark-published-of'))
          .execute(),
      ),
    ),
  )
}

/* Constants stand in the text: a limit that is a parameter is planned as a tenth of the table. */

/** Whose changes have waited longest, of the first that are free to be claimed: never leased, or their lease is over. */
function longestWaiting(db: Kysely<Database>, now: Instant) {
  const waiting = db
    .selectFrom('unpublished')
    .select(['professional_id', 'at'])
    .where('at', '<=', timestamp(now - OWN_PUBLISH_MILLIS))
    .limit(sql.lit(LOOKED_AT))
  // Each by an index of its own: neither reads what is leased to somebody, nor all that waits.
  const never = waiting.where('leased_until', 'is', null).orderBy('at')
  const over = waiting.where('leased_until', '<=', timestamp(now)).orderBy('leased_until')
  const both = db
    .selectFrom(never.as('never'))
    .selectAll()
    .unionAll(db.selectFrom(over.as('over')).selectAll())
  return db
    .selectFrom(both.as('waiting'))
    .select('professional_id')
    .groupBy('professional_id')
    .orderBy((eb) => eb.fn.min('at'))
    .limit(sql.lit(PROFESSIONALS_A_CLAIM))
}

/** What of one professional is free to be claimed, claimed at its shard; the condition is looked at under the rows' locks. */
async function claimOf(
  db: Kysely<Database>,
  professionalId: string,
  now: Instant,
): Promise<readonly ChangeMessage[]> {
  const leased = await db
    .updateTable('unpublished as u')
    .modifyEnd(named('claim-unpublished-of'))
    .set({ leased_until: timestamp(now + LEASE_MILLIS) })
    .where('u.professional_id', '=', professionalId)
    .where('u.revision', 'in', (eb) =>
      eb
        .selectFrom('unpublished as n')
        .select('n.revision')
        .where('n.professional_id', '=', professionalId)
        .where('n.at', '<=', timestamp(now - OWN_PUBLISH_MILLIS))
        .where((n) =>
          n.or([n('n.leased_until', 'is', null), n('n.leased_until', '<=', timestamp(now))]),
        )
        .orderBy('n.revision')
        .limit(sql.lit(CHANGES_A_PROFESSIONAL))
        .forUpdate()
        .skipLocked(),
    )
    .returning('u.revision')
    .execute()
  if (leased.length === 0) return []
  const rows = await db
    .selectFrom('changes as c')
    .select(changeColumns)
    .where('c.professional_id', '=', professionalId)
    .where((eb) => eb('c.revision', '=', eb.fn.any(eb.val(leased.map(({ revision }) => revision)))))
    .orderBy('c.revision')
    .execute()
  return rows.map(toChangeMessage)
}

async function claimApart(
  db: Kysely<Database>,
  now: Instant,
): Promise<readonly (readonly ChangeMessage[])[]> {
  const waiting = await longestWaiting(db, now).execute()
  const claimed: (readonly ChangeMessage[])[] = []
  for (const { professional_id } of waiting) {
    const changes = await claimOf(db, professional_id, now)
    if (changes.length > 0) claimed.push(changes)
  }
  return claimed
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
  if (isDistributed(db)) return claimApart(db, now)
  const rows = await db
    .with('waiting', () => longestWaiting(db, now))
    .with('claimed', (cte) =>
      cte
        .selectFrom('waiting as w')
        .innerJoinLateral(
          (eb) =>
            eb
              .selectFrom('unpublished as n')
              .select(['n.professional_id', 'n.revision'])
              .whereRef('n.professional_id', '=', 'w.professional_id')
              .where('n.at', '<=', timestamp(now - OWN_PUBLISH_MILLIS))
              .where((n) =>
                n.or([n('n.leased_until', 'is', null), n('n.leased_until', '<=', timestamp(now))]),
              )
              .orderBy('n.revision')
              .limit(sql.lit(CHANGES_A_PROFESSIONAL))
              .forUpdate()
              .skipLocked()
              .as('u'),
          (join) => join.onTrue(),
        )
        .select(['u.professional_id', 'u.revision']),
    )
    .with('leased', (cte) =>
      cte
        .updateTable('unpublished as u')
        .from('claimed')
        .set({ leased_until: timestamp(now + LEASE_MILLIS) })
        .whereRef('u.professional_id', '=', 'claimed.professional_id')
        .whereRef('u.revision', '=', 'claimed.revision')
        .returning(['u.professional_id', 'u.revision']),
    )
    .selectFrom('leased as l')
    .innerJoin('changes as c', (join) =>
      join
        .onRef('c.professional_id', '=', 'l.professional_id')
        .onRef('c.revision', '=', 'l.revision'),
    )
    .modifyEnd(named('claim-unpublished'))
    .select(changeColumns)
    .orderBy('c.professional_id')
    .orderBy('c.revision')
    .execute()
  const groups = Map.groupBy(rows.map(toChangeMessage), ({ professionalId }) => professionalId)
  return [...groups.values()]
}

/** How much waits in both outboxes, leased or not, and since when the oldest does: seconds where Pub/Sub is out, else nothing. */
export async function measureOutbox(
  db: Kysely<Database>,
): Promise<{ readonly waiting: number; readonly oldestAt?: Instant }> {
  const both = db
    .selectFrom('unpublished')
    .select('at')
    .unionAll(db.selectFrom('unpublished_accounts').select('at'))
  const { waiting, oldestAt } = await db
    .selectFrom(both.as('waiting'))
    .modifyEnd(named('measure-outbox'))
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      millis(eb.fn.min('at')).$castTo<Instant | null>().as('oldestAt'),
    ])
    .executeTakeFirstOrThrow()
  return { waiting, ...(oldestAt !== null && { oldestAt }) }
}
