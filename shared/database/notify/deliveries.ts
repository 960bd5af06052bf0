// Deliveries: claimed under a lease, ended with the other side's word, or put off.
import { type Kysely, sql } from 'kysely'
import type { Channel } from '../../notifications/who-hears.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { type Column, int4, rawStatement, text, uuid } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** One attempt to come. */
export interface Delivery {
  readonly notificationId: string
  readonly channel: Channel
  /** The device of a push. */
  readonly target: string
  /** This one included. */
  readonly attempts: number
}

/** Longer than any attempt takes. */
const LEASE_MILLIS = 2 * MINUTE

const claim = rawStatement('claim-deliveries', {
  notificationId: uuid,
  // What a delivery is saved with, and nothing else.
  channel: text as Column<Channel>,
  target: text,
  attempts: int4,
})

/** Which deliveries to claim: by one channel, of these messages alone or, unset, of any. */
export interface Lane {
  readonly channel: Channel
  readonly notificationIds?: readonly string[]
}

/** Claims deliveries that are due, the longest due first: several workers never hold the same one. */
export async function claimDeliveries(
  db: Kysely<Database>,
  now: Instant,
  limit: number,
  { channel, notificationIds }: Lane,
): Promise<readonly Delivery[]> {
  const which = notificationIds
    ? sql`notification_id = any (${notificationIds}::uuid[])`
    : sql`true`
  return claim(
    db,
    sql`with due as (select notification_id, channel, target from deliveries
        where state = 'waiting' and channel = ${channel} and ${which} and due_at <= ${timestamp(now)}
          and (leased_until is null or leased_until <= ${timestamp(now)})
        order by due_at limit ${limit} for update skip locked)
    update deliveries d set leased_until = ${timestamp(now + LEASE_MILLIS)}, attempts = d.attempts + 1 from due
      where d.notification_id = due.notification_id and d.channel = due.channel and d.target = due.target
      returning d.notification_id as "notificationId", d.channel, d.target, d.attempts`,
  )
}

/** How a delivery ended. */
export type Ended = 'sent' | 'dropped' | 'failed'

const one = (db: Kysely<Database>, { notificationId, channel, target }: Delivery) =>
  db
    .updateTable('deliveries')
    .where('notification_id', '=', notificationId)
    .where('channel', '=', channel)
    .where('target', '=', target)
    .where('state', '=', 'waiting')

/** Ends a delivery. */
export async function endDelivery(
  db: Kysely<Database>,
  delivery: Delivery,
  state: Ended,
  answer: string,
  now: Instant,
): Promise<void> {
  await one(db, delivery)
    .set({ state, answer, ended_at: timestamp(now), leased_until: null })
    .execute()
}

/** Tries it again at `dueAt`. */
export async function putOffDelivery(
  db: Kysely<Database>,
  delivery: Delivery,
  answer: string,
  dueAt: Instant,
): Promise<void> {
  await one(db, delivery)
    .set({ answer, due_at: timestamp(dueAt), leased_until: null })
    .execute()
}

/** How many wait beyond their first attempt, and since when the oldest is due: what an alert looks at. */
export async function measureDeliveries(
  db: Kysely<Database>,
): Promise<{ readonly waiting: number; readonly oldestAt?: Instant }> {
  const row = await db
    .selectFrom('deliveries')
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      millis(sql`min(${eb.ref('due_at')})`).as('oldestAt'),
    ])
    // In the text: of a value that it does not know yet, Postgres would not take the index of those that wait.
    .where('state', '=', sql.lit('waiting'))
    .executeTakeFirstOrThrow()
  // Of no row at all the least is null, which the type of the expression does not say.
  const oldestAt = row.oldestAt as number | null
  return { waiting: row.waiting, ...(oldestAt !== null && { oldestAt }) }
}
