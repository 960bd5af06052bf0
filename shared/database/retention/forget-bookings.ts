// What leads to bookings where Postgres is distributed, and goes with them: their places, and whose they are.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../connection/connection.ts'
import { named } from '../connection/statement-name.ts'

/** Forgets whose bookings they were, in the transaction that takes it off them. */
export async function forgetClients(
  transaction: Kysely<Database> | Transaction<Database>,
  bookingIds: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('client_bookings')
    .where((eb) => eb('booking_id', '=', eb.fn.any(eb.val([...bookingIds]))))
    .modifyEnd(named('forget-clients'))
    .execute()
}

/** Forgets bookings, in the transaction that deletes them. */
export async function forgetBookings(
  transaction: Kysely<Database> | Transaction<Database>,
  bookingIds: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('places')
    .where('kind', '=', 'booking')
    .where((eb) => eb('key', '=', eb.fn.any(eb.val([...bookingIds]))))
    .modifyEnd(named('forget-places'))
    .execute()
  await forgetClients(transaction, bookingIds)
}
