// Whom a professional takes no bookings from, and whether somebody is one of them.
import type { BlockKey } from '../../contract/block.ts'
import { type Contact, type ContactKeys, toContactKeys } from '../../contract/values/contact.ts'
import type { Instant } from '../../time/instant.ts'
import type { Client } from './calendar.ts'
import type { Taker } from './taker.ts'

/** A block, with what the professional knows of whom it is for. */
export interface Block extends BlockKey {
  readonly name?: string
  readonly note?: string
  readonly createdAt: Instant
}

/** What there is of blocks, and of whom one is for. */
export interface KnownBlocks {
  /** The block of whom it is about. */
  readonly block?: Block
  readonly count: number
  /** What the one it is about is called in this calendar. */
  readonly name?: string
}

/** Whether a contact is what a key names. */
const isContactOf = ({ kind, key }: BlockKey, keys: ContactKeys): boolean =>
  kind !== 'client' && keys[kind] === key

/** Whether a booking is of whom a key names, as far as its professional can see. */
export function isBookedBy(whom: BlockKey, client: Client): boolean {
  if (whom.kind === 'client') return client.uid === whom.key
  return isContactOf(whom, toContactKeys(client))
}

/** Whether one of some blocks is for somebody: by their account, by their token, by what they send or what is stored of them. */
export function isBlocked(
  blocks: readonly BlockKey[],
  { uid, verified, known }: Taker,
  stored: Contact = {},
): boolean {
  const contacts = [verified, ...known, toContactKeys(stored)]
  return blocks.some(
    (block) =>
      (block.kind === 'client' && block.key === uid) ||
      contacts.some((keys) => isContactOf(block, keys)),
  )
}
