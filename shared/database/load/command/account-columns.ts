// What a command loads of accounts, as columns: whom it is about, and what is counted of them.
import { type RawBuilder, sql } from 'kysely'
import { bool, int8, json, nullable } from '../../connection/raw-statement.ts'
import { timestamp } from '../../rows/instants.ts'
import { CALLER, type VersionedAccount, accountOf, isErasing } from '../load-caller.ts'
import type { AskedWith, CalendarPart } from './found.ts'

/** Whose calendar it is, where that is not known before. */
export const WHOSE = sql`t.professional_id`

/** Where an account's bookings are counted: on one Postgres, and where it is distributed. */
export const BOOKINGS_OF = sql.raw('bookings')
export const CLIENT_BOOKINGS = sql.raw('client_bookings')

// A hold that came to nothing has an expiry still; a request that did has none.
/** Whether the account that a command is about has or had a booking in a calendar, holds aside. */
export const hasBooked = ({ about }: AskedWith, id: RawBuilder<unknown>) =>
  sql`exists (select from bookings b where b.professional_id = ${id} and b.client_uid = ${about}
        and b.status <> 'held' and not (b.status = 'expired' and b.hold_expires_at is not null))`

/** Whether it is the caller, or has booked. */
export const isClient = (asked: AskedWith) =>
  asked.about === asked.uid ? sql`true` : hasBooked(asked, WHOSE)

/** The account that a command is about, with its bookings to come, counted in a table, and whether another's is being erased: the caller's is refused before. */
export const accountColumns = (
  { about, uid, now }: AskedWith,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`${accountOf(about)} as about,
    (select count(*) from ${from} where client_uid = ${about} and start_at > ${timestamp(now)}
      and status in ('pending', 'confirmed')) as "upcomingBookings", ${about === uid ? sql`false` : isErasing(about, now)} as "isGoing"`

/** What is the account's: the caller's, and the one's that the command is about. */
export const ACCOUNTS = {
  ...CALLER,
  about: nullable(json<VersionedAccount>()),
  upcomingBookings: int8,
  isGoing: bool,
  holdsElsewhere: int8,
}

/** How many open holds an account has in other calendars, counted in a table. */
export function holdsElsewhere(
  { holdsOf }: CalendarPart,
  { now }: AskedWith,
  id: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (holdsOf === undefined) return sql`0::bigint`
  return sql`(select count(*) from ${from} b where b.client_uid = ${holdsOf} and b.status = 'held'
    and b.hold_expires_at > ${timestamp(now)} and b.professional_id <> ${id})`
}
