// Deliveries with the messages that they are of, page by page, the last decided first.
import { type Kysely, type Selectable, sql } from 'kysely'
import type { CHANNELS, DELIVERY_STATES } from '../../contract/notification.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'
import { findPlaceFirst } from '../load/place.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** Where a page ended. */
export interface DeliveryPosition {
  readonly decidedAt: Instant
  readonly notificationId: string
  readonly channel: string
  readonly target: string
}

export interface DeliveryListing {
  readonly bookingId?: string
  readonly uid?: string
  readonly after?: DeliveryPosition
  readonly limit: number
}

/** What became of one message by one channel. */
export interface ListedDelivery extends DeliveryPosition {
  readonly causeId: string
  readonly channel: (typeof CHANNELS)[number]
  readonly state: (typeof DELIVERY_STATES)[number]
  readonly attempts: number
  readonly endedAt: Instant | null
  readonly answer: string | null
}

type CalendarOf = Pick<Database['bookings'], 'professional_id' | 'created_at'>

/** Where Postgres is distributed: the calendar of a booking and when it was made, asked before messages are; else undefined. */
async function findBookingFirst(
  db: Kysely<Database>,
  bookingId: string | undefined,
): Promise<Selectable<CalendarOf> | undefined | null> {
  if (bookingId === undefined) return undefined
  const place = await findPlaceFirst(db, { bookingId })
  if (place === undefined || place === null) return place
  const row = await db
    .selectFrom('bookings')
    .select(['professional_id', 'created_at'])
    .where('professional_id', '=', place)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst()
  return row ?? null
}

/** One page of deliveries. */
export async function listDeliveries(
  db: Kysely<Database>,
  { bookingId, uid, after, limit }: DeliveryListing,
): Promise<readonly ListedDelivery[]> {
  const booking = await findBookingFirst(db, bookingId)
  if (booking === null) return []
  let found = db
    .selectFrom('deliveries as d')
    .innerJoin('notifications as n', 'n.notification_id', 'd.notification_id')
  if (uid !== undefined) found = found.where('n.uid', '=', uid)
  if (bookingId !== undefined)
    found = found
      .where('n.professional_id', '=', (eb) =>
        booking
          ? eb.val(booking.professional_id)
          : eb.selectFrom('bookings').select('professional_id').where('booking_id', '=', bookingId),
      )
      // Nothing was told of it before it was made.
      .where('n.decided_at', '>=', (eb) =>
        booking
          ? eb.val(booking.created_at)
          : eb.selectFrom('bookings').select('created_at').where('booking_id', '=', bookingId),
      )
      .where(sql<boolean>`n.items @> ${JSON.stringify([{ bookingId }])}::jsonb`)
  if (after)
    found = found.where(
      sql<boolean>`(n.decided_at, n.notification_id, d.channel, d.target)
        < (${timestamp(after.decidedAt)}, ${after.notificationId}::uuid, ${after.channel}, ${after.target})`,
    )
  return found
    .modifyEnd(named('list-deliveries'))
    .select(['n.notification_id as notificationId', 'n.cause_id as causeId', 'd.target'])
    .select((eb) => [
      // Only the save of messages and the end of deliveries write them, and know no other words.
      eb.ref('d.channel').$castTo<ListedDelivery['channel']>().as('channel'),
      eb.ref('d.state').$castTo<ListedDelivery['state']>().as('state'),
      'd.attempts',
      'd.answer',
      millis(eb.ref('n.decided_at')).as('decidedAt'),
      millis(eb.ref('d.ended_at')).$castTo<Instant | null>().as('endedAt'),
    ])
    .orderBy('n.decided_at', 'desc')
    .orderBy('n.notification_id', 'desc')
    .orderBy('d.channel', 'desc')
    .orderBy('d.target', 'desc')
    .limit(limit)
    .execute()
}
