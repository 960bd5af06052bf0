// Whoever is erased is nobody's block any more: they go by their account, and by every contact that they were known by.
import { type Kysely, sql } from 'kysely'
import { toContactKeys } from '../../contract/values/contact.ts'
import type { Database } from '../connection/connection.ts'

/**
 * Deletes all blocks that are for somebody, before their contacts are forgotten. It changes no calendar: a decision that has
 * seen such a block refuses somebody who is going.
 *
 * @param told an address of theirs that stands in no row of ours
 */
export async function eraseBlocksFor(
  db: Kysely<Database>,
  uid: string,
  told: string | undefined,
): Promise<void> {
  const [ofBookings, ofAccount] = await Promise.all([
    db
      .selectFrom('bookings')
      .where('client_uid', '=', uid)
      .select(['client_email as email', 'client_phone as phone'])
      .distinct()
      .execute(),
    db.selectFrom('accounts').where('uid', '=', uid).select(['email', 'phone']).execute(),
  ])
  const keys = [...ofBookings, ...ofAccount, { email: told, phone: undefined }].map(toContactKeys)
  const emails = keys.flatMap(({ email }) => email ?? [])
  const phones = keys.flatMap(({ phone }) => phone ?? [])
  await db
    .deleteFrom('blocks')
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'client'), eb('key', '=', uid)]),
        eb.and([eb('kind', '=', 'email'), eb('key', '=', sql<string>`any (${emails}::text[])`)]),
        eb.and([eb('kind', '=', 'phone'), eb('key', '=', sql<string>`any (${phones}::text[])`)]),
      ]),
    )
    .execute()
}

/** Deletes all blocks that an owner set. */
export async function eraseBlocksOf(db: Kysely<Database>, professionalId: string): Promise<void> {
  await db.deleteFrom('blocks').where('professional_id', '=', professionalId).execute()
}
