// Mail to guests within bounds: not to who wants none, to so many different addresses of an owner's a day, so often to each.
import { type Kysely, sql } from 'kysely'
import type { DateText } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { bool, rawStatement } from '../connection/raw-statement.ts'
import { timestamp } from '../rows/instants.ts'

/** How many different addresses an owner's bookings may send mail to on one day, UTC. */
export const ADDRESSES_A_DAY = 50
/** How many mails one of these gets of them on that day: whoever books and cancels for others sends no stranger more. */
export const MAILS_AN_ADDRESS = 50

/** Whether this address wants no mail. */
export async function isSuppressed(db: Kysely<Database>, digest: string): Promise<boolean> {
  const found = await db
    .selectFrom('suppressed_addresses')
    .select('address_digest')
    .where('address_digest', '=', digest)
    .executeTakeFirst()
  return found !== undefined
}

/** No mail to this address from now on. */
export async function suppressAddress(
  db: Kysely<Database>,
  digest: string,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('suppressed_addresses')
    .values({ address_digest: digest, at: timestamp(now) })
    .onConflict((conflict) => conflict.column('address_digest').doNothing())
    .execute()
}

const lock = rawStatement('lock-guest-mail', { isLocked: bool })

/** A mail to a guest, as it is counted. */
export interface GuestMail {
  readonly ownerUid: string
  /** The day on which it is sent, UTC. */
  readonly date: DateText
  /** Of the guest's address. */
  readonly digest: string
  /** Whether it was tried before: it counts once, and that may have failed before it did. */
  readonly isAgain: boolean
}

/**
 * Counts a mail to an address on an owner's day.
 *
 * @returns whether it may be sent: to one of the first addresses, and among the first to it
 */
export async function countGuestMail(
  db: Kysely<Database>,
  { ownerUid, date, digest, isAgain }: GuestMail,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // One owner's mails are counted one after another; nobody else waits.
    const key = `guest-mail ${ownerUid}`
    await lock(
      transaction,
      sql`select true as "isLocked" from pg_advisory_xact_lock(hashtextextended(${key}, 0))`,
    )
    const rows = await transaction
      .selectFrom('guest_addresses')
      .select(['address_digest', 'mails'])
      .where('owner_uid', '=', ownerUid)
      .where('date', '=', date)
      .execute()
    const known = rows.find(({ address_digest }) => address_digest === digest)
    // Of an address that has had mail today, one that is tried again is taken for one of these.
    if (known && isAgain) return true
    if (known ? known.mails >= MAILS_AN_ADDRESS : rows.length >= ADDRESSES_A_DAY) return false
    await transaction
      .insertInto('guest_addresses')
      .values({ owner_uid: ownerUid, date, address_digest: digest })
      .onConflict((conflict) =>
        conflict
          .columns(['owner_uid', 'date', 'address_digest'])
          .doUpdateSet((eb) => ({ mails: eb('guest_addresses.mails', '+', 1) })),
      )
      .execute()
    return true
  })
}
