// Blocks of a calendar as columns: those that may be for whoever takes time, and the one that a professional sets.
import { type RawBuilder, sql } from 'kysely'
import type { BlockKey } from '../../contract/block.ts'
import { toDigits } from '../../contract/values/contact.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import type { Block } from '../../scheduling/model/block.ts'
import type { Taker } from '../../scheduling/model/taker.ts'
import type { Instant } from '../../time/instant.ts'
import { type RowOf, int8, json, nullable, text } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'
import type { Stored } from '../rows/stored.ts'

/** What the columns below select, as a raw statement declares it. */
export const BLOCKS = {
  blockedAs: nullable(json<readonly BlockKey[]>()),
  block: nullable(json<Stored<Block>>()),
  blockCount: int8,
  clientName: nullable(text),
}

/** What the taker's account says of how it is reached, where this is known before. */
export interface StoredContact {
  readonly email: string | null
  readonly phone: string | null
}

/** Of an address, what stands before the @: lower case in a key. */
const localPart = (email: string) => email.slice(0, email.lastIndexOf('@'))

const localPartOf = (column: string) => sql.raw(`lower(split_part(${column}, '@', 1))`)
const digitsOf = (column: string) =>
  sql.raw(`ltrim(regexp_replace(${column}, '[^0-9]', '', 'g'), '0')`)

/**
 * The blocks of a calendar that may be for somebody: a few too many, which the application tells apart
 * (`scheduling/model/block.ts`). What is stored of their account, and of the booking that is named, is compared here, as far as
 * SQL can.
 */
function blockedAs(
  { uid, verified, known }: Taker,
  id: RawBuilder<unknown>,
  account: RawBuilder<unknown>,
  bookingId: RawBuilder<unknown> | undefined,
): RawBuilder<unknown> {
  const contacts = [verified, ...known]
  const locals = contacts.flatMap(({ email }) => (email === undefined ? [] : [localPart(email)]))
  const phones = contacts.flatMap(({ phone }) => phone ?? [])
  return sql`(select json_agg(json_build_object('kind', k.kind, 'key', k.key)) from blocks k
    left join ${account}
    left join bookings o on o.professional_id = ${id} and o.booking_id = ${bookingId ?? sql`null::uuid`}
    where k.professional_id = ${id} and case k.kind
      when 'client' then k.key = ${uid}
      when 'email' then split_part(k.key, '@', 1) = any (${locals}::text[] || array[${localPartOf('a.email')}, ${localPartOf('o.client_email')}])
      else k.key = any (${phones}::text[])
        or ${digitsOf('k.key')} = any (array[${digitsOf('a.phone')}, ${digitsOf('o.client_phone')}]) end)`
}

/** The bookings `b` that somebody is known by; of those by contact a few too many, which the application tells apart. */
function bookedBy({ kind, key }: BlockKey): RawBuilder<unknown> {
  if (kind === 'client') return sql`b.client_uid = ${key}`
  if (kind === 'email') return sql`lower(split_part(b.client_email, '@', 1)) = ${localPart(key)}`
  const digits = toDigits(key)
  return sql`regexp_replace(b.client_phone, '[^0-9]', '', 'g') = any (${[digits, `00${digits}`]}::text[])`
}

/** At most so many bookings still to come are looked at. */
const LOOKED_AT = 500

/** Which bookings `b` of a calendar are still to come of whom a block names. */
export const upcomingOf = (
  whom: BlockKey,
  now: Instant,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`b.booking_id = any (array(select b.booking_id from bookings b where b.professional_id = ${id}
    and b.status in ('pending', 'confirmed') and b.start_at > ${timestamp(now)} and ${bookedBy(whom)}
    order by b.start_at limit ${sql.lit(LOOKED_AT)}))`

/** All columns of a calendar, by its professional's id, and that of a booking that is named; what is not wanted costs nothing. */
export function blockColumns(
  taker: Taker | undefined,
  blockOf: BlockKey | undefined,
  id: RawBuilder<unknown>,
  contact: StoredContact | undefined,
  bookingId: RawBuilder<unknown> | undefined,
): RawBuilder<unknown> {
  const account = contact
    ? sql`(select ${contact.email}::text as email, ${contact.phone}::text as phone) a on true`
    : sql`accounts a on a.uid = ${taker?.uid}`
  const as = taker ? blockedAs(taker, id, account, bookingId) : sql`null::json`
  if (!blockOf)
    return sql`${as} as "blockedAs", null::json as block, 0::bigint as "blockCount", null::text as "clientName"`
  const { kind, key } = blockOf
  const name = sql`(select b.client_name from bookings b where b.client_uid = ${key}
    and b.professional_id = ${id} order by b.start_at desc limit 1)`
  return sql`${as} as "blockedAs",
    (select json_build_object('kind', k.kind, 'key', k.key, 'name', k.name, 'note', k.note, 'createdAt',
        ${millis(sql.raw('k.created_at'))})
      from blocks k where k.professional_id = ${id} and k.kind = ${kind} and k.key = ${key}) as block,
    (select count(*) from blocks k where k.professional_id = ${id}) as "blockCount",
    ${kind === 'client' ? name : sql`null::text`} as "clientName"`
}

/** What is known of blocks, of a row. */
export function toKnownBlocks({
  blockedAs: as,
  block,
  blockCount,
  clientName,
}: RowOf<typeof BLOCKS>) {
  return {
    blockedAs: as ?? [],
    blocks: {
      count: blockCount,
      ...withoutUnset({ block: block && toBlock(block), name: clientName }),
    },
  }
}

/** The block of a row. */
export function toBlock({ kind, key, name, note, createdAt }: Stored<Block>): Block {
  return { kind, key, ...withoutUnset({ name, note }), createdAt }
}
