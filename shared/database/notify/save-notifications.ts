// Writes down whom a save is told to, once: a message repeated or taken by two at once finds its rows there already.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { Cause, CausedBooking } from '../../notifications/cause.ts'
import { DELAY_MILLIS, delayOf } from '../../notifications/judge.ts'
import {
  type PlannedItem,
  type PlannedNotification,
  recipientOf,
} from '../../notifications/plan-notifications.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { timestamp } from '../rows/instants.ts'

type Delay = Extract<PlannedItem['happening'], 'delayed' | 'on-time'>
const DELAYS: readonly PlannedItem['happening'][] = [
  'delayed',
  'on-time',
] satisfies readonly Delay[]

/**
 * The bookings whose expected start has moved since somebody was last told of it; it counts as told from now on. Of what is not
 * confirmed nobody is told: see `isStillTrue`.
 */
async function moveTold(
  db: Transaction<Database>,
  { professionalId, bookings }: Cause,
  planned: readonly PlannedNotification[],
): Promise<ReadonlySet<string>> {
  const ids = planned.flatMap(({ items }) =>
    items.flatMap(({ happening, bookingId }) =>
      DELAYS.includes(happening) ? (bookingId ?? []) : [],
    ),
  )
  const told = new Set<string>()
  // In one order everywhere, so that two of these never wait for each other.
  for (const bookingId of [...new Set(ids)].toSorted()) {
    const booking = bookings.get(bookingId)
    if (booking?.status === 'confirmed' && (await isNews(db, professionalId, booking)))
      told.add(bookingId)
  }
  return told
}

async function isNews(
  db: Transaction<Database>,
  professionalId: string,
  booking: CausedBooking,
): Promise<boolean> {
  const { bookingId, start, expectedStart = start } = booking
  if (delayOf(booking) < DELAY_MILLIS) {
    const { numDeletedRows } = await db
      .deleteFrom('told_delays')
      .where('professional_id', '=', professionalId)
      .where('booking_id', '=', bookingId)
      .executeTakeFirst()
    return numDeletedRows > 0n
  }
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('told_delays')
    .values({
      professional_id: professionalId,
      booking_id: bookingId,
      expected_start: timestamp(expectedStart),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['professional_id', 'booking_id'])
        .doUpdateSet((eb) => ({ expected_start: eb.ref('excluded.expected_start') }))
        .where(
          sql<boolean>`abs(extract(epoch from excluded.expected_start - told_delays.expected_start))
            >= ${DELAY_MILLIS / SECOND}`,
        ),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** What was told of a delay says nothing of a booking that stands elsewhere now. */
async function forgetMoved(
  db: Transaction<Database>,
  { professionalId, changes }: Cause,
): Promise<void> {
  const moved = changes.flatMap(({ type, bookingId }) =>
    type === 'booking.rescheduled' ? (bookingId ?? []) : [],
  )
  if (moved.length > 0)
    await db
      .deleteFrom('told_delays')
      .where('professional_id', '=', professionalId)
      .where('booking_id', 'in', moved.toSorted())
      .execute()
}

/**
 * Since when what a message tells of is so: of what the clock alone brings about, since its own instant, however late that was
 * written down.
 */
function isSo({ at }: Cause, items: readonly PlannedItem[]): Instant {
  const since = items.map(({ happening, start }) =>
    happening === 'request-expired' && start !== undefined ? Math.min(start, at) : at,
  )
  return Math.max(...since)
}

/** Whether the database was restored after an instant: what happened before then may have been told in what was lost. */
const isBeforeRestore = (at: Instant) =>
  sql<boolean>`exists (select 1 from restores where restores.at >= ${timestamp(at)})`

const isRestoredSince = async (db: Transaction<Database>, at: Instant): Promise<boolean> =>
  (await db
    .selectFrom('restores')
    .select('at')
    .where('at', '>=', timestamp(at))
    .executeTakeFirst()) !== undefined

/** A delivery as it begins: waiting, or closed at once. */
async function asDue(db: Transaction<Database>, since: Instant, now: Instant) {
  // A distributed Postgres takes no subquery where rows are inserted by their values: it is asked before.
  const closed = isDistributed(db)
    ? sql<boolean>`${await isRestoredSince(db, since)}::boolean`
    : isBeforeRestore(since)
  return {
    due_at: timestamp(now),
    state: sql<string>`case when ${closed} then 'dropped' else 'waiting' end`,
    answer: sql<
      string | null
    >`case when ${closed} then 'from before a restore: it may have been sent' end`,
    ended_at: sql<Date | null>`case when ${closed} then ${timestamp(now)} end`,
  }
}

async function insertNotification(
  db: Transaction<Database>,
  cause: Cause,
  { addressee, type, items, channels }: PlannedNotification,
  { now, newId }: { readonly now: Instant; readonly newId: () => string },
): Promise<string | undefined> {
  const uid = addressee.role === 'guest' ? null : addressee.uid
  const inserted = await db
    .insertInto('notifications')
    .values({
      notification_id: newId(),
      cause_id: cause.causeId,
      professional_id: cause.professionalId,
      recipient: recipientOf(addressee),
      uid,
      role: addressee.role,
      type,
      items: JSON.stringify(items),
      decided_at: timestamp(now),
    })
    .onConflict((conflict) => conflict.columns(['cause_id', 'recipient']).doNothing())
    .returning('notification_id')
    .executeTakeFirst()
  if (!inserted) return undefined
  const { notification_id } = inserted
  const devices =
    uid !== null && channels.includes('push')
      ? await db.selectFrom('devices').select('device_id').where('uid', '=', uid).execute()
      : []
  const targets = channels.flatMap((channel) => {
    const all = channel === 'push' ? devices.map(({ device_id }) => device_id) : ['']
    return all.map((target) => ({ channel, target }))
  })
  if (targets.length === 0) return notification_id
  const due = await asDue(db, isSo(cause, items), now)
  await db
    .insertInto('deliveries')
    .values(
      targets.map(({ channel, target }) => ({
        notification_id,
        channel,
        target,
        ...due,
      })),
    )
    .execute()
  return notification_id
}

/**
 * Saves the messages of a save, each with a delivery for every channel and device. A delay is left out where its booking
 * is expected about when its people were last told.
 *
 * @returns the ids of those that are new
 */
export function saveNotifications(
  db: Kysely<Database>,
  cause: Cause,
  planned: readonly PlannedNotification[],
  clock: { readonly now: Instant; readonly newId: () => string },
): Promise<readonly string[]> {
  return db.transaction().execute(async (transaction) => {
    await forgetMoved(transaction, cause)
    const news = await moveTold(transaction, cause, planned)
    const isTold = ({ happening, bookingId }: PlannedItem) =>
      !DELAYS.includes(happening) || (bookingId !== undefined && news.has(bookingId))
    const ids: string[] = []
    for (const one of planned) {
      const items = one.items.filter(isTold)
      if (items.length === 0) continue
      const id = await insertNotification(transaction, cause, { ...one, items }, clock)
      if (id !== undefined) ids.push(id)
    }
    return ids
  })
}
