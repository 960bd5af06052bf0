// Accounts that are being erased: marked, claimed under a lease, and taken from step to step.
import { type Kysely, sql } from 'kysely'
import { type Instant, MINUTE } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** What is done next; the order is that of the list. */
export const ERASURE_STEPS = [
  'tell',
  'bookings',
  'account',
  'sweep',
  'documents',
  'sign-in',
  'done',
] as const
export type ErasureStep = (typeof ERASURE_STEPS)[number]

export interface Erasure {
  readonly uid: string
  readonly step: ErasureStep
  readonly at: Instant
  /** Since when the step is the next. */
  readonly since: Instant
  /** The last message about the owner's calendar that was taken their name out of. */
  readonly toldAfter: string | null
  /** The calendars whose documents name the account, with the revision that they must have reached. */
  readonly calendars: Readonly<Record<string, number>>
}

/** Longer than a run works on one. */
const LEASE_MILLIS = 3 * MINUTE

/**
 * Marks an account: from now on its commands are refused. Its version moves, so that none that was decided before adds to it.
 * Safe to be called again: an erasure that runs goes on.
 *
 * @param leasedMillis for how long whoever marks it works on it
 * @returns whether it was not marked before
 */
export function markErasure(
  db: Kysely<Database>,
  uid: string,
  now: Instant,
  leasedMillis: number,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('accounts')
      .values({ uid, created_at: timestamp(now), updated_at: timestamp(now) })
      .onConflict((conflict) =>
        conflict.column('uid').doUpdateSet((eb) => ({ version: eb('accounts.version', '+', 1) })),
      )
      .execute()
    const marked = await transaction
      .insertInto('erasures')
      .values({
        uid,
        at: timestamp(now),
        since: timestamp(now),
        due_at: timestamp(now),
        leased_until: timestamp(now + leasedMillis),
      })
      .onConflict((conflict) =>
        // One that was done long ago is begun anew: somebody came back under the same id.
        conflict
          .column('uid')
          .doUpdateSet((eb) => ({
            at: eb.ref('excluded.at'),
            since: eb.ref('excluded.since'),
            told_after: null,
            due_at: eb.ref('excluded.due_at'),
            leased_until: eb.ref('excluded.leased_until'),
            step: 'tell',
            calendars: sql`'{}'::jsonb`,
            done_at: null,
          }))
          .where('erasures.done_at', 'is not', null),
      )
      .returning('uid')
      .executeTakeFirst()
    return marked !== undefined
  })
}

const COLUMNS = [
  'e.uid',
  // Only this file writes them, and it knows no other words.
  sql<ErasureStep>`e.step`.as('step'),
  sql<Erasure['calendars']>`e.calendars`.as('calendars'),
  millis(sql`e.at`).as('at'),
  millis(sql`e.since`).as('since'),
  'e.told_after as toldAfter',
] as const

/** An erasure as it stands; undefined where there is none. */
export function findErasure(db: Kysely<Database>, uid: string): Promise<Erasure | undefined> {
  return db.selectFrom('erasures as e').where('e.uid', '=', uid).select(COLUMNS).executeTakeFirst()
}

/** Claims an erasure that is due, the longest due first; several workers never hold the same one. */
export function claimErasure(db: Kysely<Database>, now: Instant): Promise<Erasure | undefined> {
  return db
    .with('due', (cte) =>
      cte
        .selectFrom('erasures')
        .select('uid')
        .where('done_at', 'is', null)
        .where('due_at', '<=', timestamp(now))
        .where((eb) =>
          eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', timestamp(now))]),
        )
        .orderBy('due_at')
        .limit(sql.lit(1))
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('erasures as e')
    .from('due')
    .set({ leased_until: timestamp(now + LEASE_MILLIS) })
    .whereRef('e.uid', '=', 'due.uid')
    .returning(COLUMNS)
    .executeTakeFirst()
}

/** Says that a step is done and which comes next. Nobody takes an erasure back. */
export async function moveErasure(
  db: Kysely<Database>,
  { uid, step }: Pick<Erasure, 'uid' | 'step'>,
  next: ErasureStep,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('erasures')
    .set({ step: next, since: timestamp(now), ...(next === 'done' && { done_at: timestamp(now) }) })
    .where('uid', '=', uid)
    .where('step', '=', step)
    .execute()
}

/** Gives an erasure back, to be claimed again at an instant. */
export async function releaseErasure(
  db: Kysely<Database>,
  uid: string,
  dueAt: Instant,
): Promise<void> {
  await db
    .updateTable('erasures')
    .set({ leased_until: null, due_at: timestamp(dueAt) })
    .where('uid', '=', uid)
    .execute()
}

/** Notes calendars before anything of the account is taken out of them: afterwards they are not found any more. */
export async function noteCalendars(
  db: Kysely<Database>,
  uid: string,
  professionalIds: readonly string[],
): Promise<void> {
  await db
    .updateTable('erasures')
    .set({
      calendars: sql`calendars || coalesce((select jsonb_object_agg(id, 0)
        from unnest(${professionalIds}::text[]) id where not calendars ? id), '{}')`,
    })
    .where('uid', '=', uid)
    .execute()
}

/** Notes the present revisions of the calendars that were noted: documents of these say nothing of the account. */
export async function noteRevisions(db: Kysely<Database>, uid: string): Promise<void> {
  const noted = await findErasure(db, uid)
  if (!noted) return
  // Of their own, since calendars may lie elsewhere than erasures.
  const rows = await db
    .selectFrom('calendars')
    .where((eb) => eb('professional_id', '=', eb.fn.any(eb.val(Object.keys(noted.calendars)))))
    .select(['professional_id', 'revision'])
    .execute()
  const revisions = rows.map((row) => [row.professional_id, row.revision] as const)
  await db
    .updateTable('erasures')
    .set({
      calendars: sql`calendars || ${JSON.stringify(Object.fromEntries(revisions))}::jsonb`,
    })
    .where('uid', '=', uid)
    .execute()
}

/** A message about a calendar, and whose it is. */
export interface MessageAbout {
  readonly notificationId: string
  readonly uid: string
}

/** Some messages about a calendar to others than its owner, in the order of their ids. */
export async function listMessagesAbout(
  db: Kysely<Database>,
  professionalId: string,
  { uid, toldAfter }: Pick<Erasure, 'uid' | 'toldAfter'>,
  limit: number,
): Promise<readonly MessageAbout[]> {
  return db
    .selectFrom('notifications')
    .where('professional_id', '=', professionalId)
    .where('uid', 'is not', null)
    .where('uid', '<>', uid)
    .$if(toldAfter !== null, (query) => query.where('notification_id', '>', toldAfter ?? ''))
    .select(['notification_id as notificationId'])
    .select((eb) => eb.ref('uid').$notNull().as('uid'))
    .orderBy('notification_id')
    .limit(limit)
    .execute()
}

/** Notes how far its messages were gone through. */
export async function noteMessages(
  db: Kysely<Database>,
  uid: string,
  toldAfter: string,
): Promise<void> {
  await db.updateTable('erasures').set({ told_after: toldAfter }).where('uid', '=', uid).execute()
}

/** How many wait beyond their time: what an alert looks at. */
export async function measureErasures(
  db: Kysely<Database>,
  now: Instant,
): Promise<{ readonly waiting: number; readonly oldestMillis: number }> {
  const { waiting, oldestAt } = await db
    .selectFrom('erasures')
    .where('done_at', 'is', null)
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      millis(eb.fn.min('at')).$castTo<Instant | null>().as('oldestAt'),
    ])
    .executeTakeFirstOrThrow()
  return { waiting, oldestMillis: oldestAt === null ? 0 : Math.max(0, now - oldestAt) }
}
