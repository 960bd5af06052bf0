// Whose calendar something is in, where Postgres is distributed: looked up first, by a key of its own, so that what is loaded of the
// calendar names its professional in every part and asks one shard.
import { type Kysely, type Transaction, sql } from 'kysely'
import type { AccountUid, BookingId, ProfessionalId, ServiceId } from '../../contract/values/ids.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import { rawStatement, uuid } from '../connection/raw-statement.ts'

/** Which calendar: by its professional, by something of it, or by its owner. */
export type Locator =
  | { readonly professionalId: ProfessionalId }
  | { readonly serviceId: ServiceId }
  | { readonly bookingId: BookingId }
  | { readonly ownerUid: AccountUid }

const findRow = rawStatement('find-place', { professionalId: uuid })

/** What has a place of its own, and by which key. */
function keyOf(locator: Exclude<Locator, { readonly professionalId: string }>) {
  if ('serviceId' in locator) return { kind: 'service', key: locator.serviceId }
  if ('bookingId' in locator) return { kind: 'booking', key: locator.bookingId }
  return { kind: 'owner', key: locator.ownerUid }
}

/** The professional of a locator; undefined where there is none. */
export async function findPlace(
  db: Kysely<Database> | Transaction<Database>,
  locator: Locator,
): Promise<ProfessionalId | undefined> {
  if ('professionalId' in locator) return locator.professionalId
  const { kind, key } = keyOf(locator)
  const [row] = await findRow(
    db,
    sql`select professional_id as "professionalId" from places where kind = ${kind} and key = ${key}`,
  )
  return row?.professionalId
}

/** Where Postgres is distributed: the professional of a locator, or null where there is none. Else undefined: the statement finds it. */
export async function findPlaceFirst(
  db: Kysely<Database>,
  locator: Locator,
): Promise<ProfessionalId | null | undefined> {
  return isDistributed(db) ? ((await findPlace(db, locator)) ?? null) : undefined
}
