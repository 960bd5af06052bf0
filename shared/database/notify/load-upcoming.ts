// The bookings that an account still has before it, as its reminders are planned from.
import type { Kysely } from 'kysely'
import type { CausedBooking } from '../../notifications/cause.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { timestamp } from '../rows/instants.ts'
import { loadBookingsWithHistory, toCausedBooking } from './load-cause.ts'

/** Far more than an account may have. */
const BOOKINGS = 1000

/** What an account is to be reminded of, and when. */
export interface Upcoming {
  readonly reminderMinutes: readonly number[]
  readonly bookings: readonly {
    readonly professionalId: string
    readonly booking: CausedBooking
  }[]
}

/** The confirmed bookings of an account that have not begun; undefined where there is no such account. */
export async function loadUpcoming(
  db: Kysely<Database>,
  uid: string,
  now: Instant,
): Promise<Upcoming | undefined> {
  const account = await db
    .selectFrom('accounts')
    .select('reminder_minutes as reminderMinutes')
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (!account) return undefined
  const rows = await db
    // By the client alone, all shards would be asked.
    .selectFrom(isDistributed(db) ? 'client_bookings' : 'bookings')
    .select(['professional_id', 'booking_id'])
    .where('client_uid', '=', uid)
    .where('status', '=', 'confirmed')
    .where('start_at', '>', timestamp(now))
    .orderBy('start_at')
    .limit(BOOKINGS)
    .execute()
  const ids = rows.map(({ booking_id }) => booking_id)
  const found = await loadBookingsWithHistory(
    db,
    rows.map(({ professional_id }) => professional_id),
    ids,
  )
  return {
    ...account,
    bookings: found.map(({ booking, history }) => ({
      professionalId: booking.professionalId,
      booking: toCausedBooking(booking, history, now),
    })),
  }
}
