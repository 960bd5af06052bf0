// What an erasure would cancel: the bookings to come of an account, which are named before it begins.
import { type Kysely, type SelectQueryBuilder, type Transaction, sql } from 'kysely'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { millis, timestamp } from '../rows/instants.ts'
import { findOwnCalendar } from './load-erasure.ts'

type Db = Kysely<Database> | Transaction<Database>

/** What is to come of an account: as a client, or in the calendar that belongs to it. */
export interface Upcoming {
  readonly count: number
  /** The first of them. */
  readonly bookings: readonly { readonly bookingId: string; readonly start: Instant }[]
}

const NAMED = 20

/** A query of bookings to come, each once. */
type ToCome = SelectQueryBuilder<
  Pick<Database, 'bookings'>,
  never,
  { readonly booking_id: string; readonly start_at: Date }
>

/** The first of these, and how many there are. */
async function firstOf(db: Db, toCome: ToCome): Promise<Upcoming> {
  const rows = await db
    .selectFrom(toCome.as('b'))
    .select(['b.booking_id as bookingId'])
    .select(() => [millis(sql`b.start_at`).as('start'), sql<number>`count(*) over ()`.as('count')])
    .orderBy('b.start_at')
    .orderBy('b.booking_id')
    .limit(NAMED)
    .execute()
  return {
    count: rows[0]?.count ?? 0,
    bookings: rows.map(({ bookingId, start }) => ({ bookingId, start })),
  }
}

/** Bookings to come of an account, those that an erasure would cancel. */
export async function findUpcoming(db: Db, uid: string, now: Instant): Promise<Upcoming> {
  if (isDistributed(db)) return findUpcomingApart(db, uid, now)
  // Each part by an index: a condition with `or` would read every booking that there is.
  const toCome = db
    .selectFrom('bookings as b')
    .where('b.client_uid', '=', uid)
    .where('b.status', 'in', ['pending', 'confirmed'])
    .where('b.start_at', '>', timestamp(now))
    .select(['b.booking_id', 'b.start_at'])
    .union(
      db
        .selectFrom('professionals as p')
        .innerJoin('bookings as b', 'b.professional_id', 'p.professional_id')
        .where('p.owner_uid', '=', uid)
        .where('b.status', 'in', ['pending', 'confirmed'])
        .where('b.start_at', '>', timestamp(now))
        .select(['b.booking_id', 'b.start_at']),
    )
  return firstOf(db, toCome)
}

/** The same: an account's own from the list of a client's bookings, and those of its calendar from that one's shard. */
async function findUpcomingApart(db: Db, uid: string, now: Instant): Promise<Upcoming> {
  const own = await findOwnCalendar(db, uid)
  const theirs = await firstOf(
    db,
    db
      .selectFrom('client_bookings as b')
      .where('b.client_uid', '=', uid)
      // Who books with themselves is found in their own calendar.
      .$if(own !== undefined, (query) => query.where('b.professional_id', '<>', own ?? ''))
      .where('b.status', 'in', ['pending', 'confirmed'])
      .where('b.start_at', '>', timestamp(now))
      .select(['b.booking_id', 'b.start_at']),
  )
  if (own === undefined) return theirs
  const inOwn = await firstOf(
    db,
    db
      .selectFrom('bookings as b')
      .where('b.professional_id', '=', own)
      .where('b.status', 'in', ['pending', 'confirmed'])
      .where('b.start_at', '>', timestamp(now))
      .select(['b.booking_id', 'b.start_at']),
  )
  const bookings = [...theirs.bookings, ...inOwn.bookings]
    .toSorted((a, b) => a.start - b.start || (a.bookingId < b.bookingId ? -1 : 1))
    .slice(0, NAMED)
  return { count: theirs.count + inOwn.count, bookings }
}
