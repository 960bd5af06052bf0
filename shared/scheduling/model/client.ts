// Who a booking is for: what is sent, then what the account says, then the ID token.
import type { AccountUid } from '../../contract/values/ids.ts'
import { toName } from '../../contract/values/text.ts'
import type { Client } from './calendar.ts'

/** What a verified token tells of its account. */
export interface Told {
  readonly uid: AccountUid
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** What an account is stored with. */
export interface StoredClient {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** What a request sends of its client. */
export interface Sent {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

/**
 * The client of a booking.
 *
 * @param uid the account it is for; undefined for a guest
 * @param told the token of that account, where it is the caller's
 * @returns undefined for a guest whose name nobody knows
 */
export function toClient(
  uid: AccountUid,
  sent: Sent,
  stored: StoredClient | undefined,
  told: Told | undefined,
): Client
export function toClient(
  uid: AccountUid | undefined,
  sent: Sent,
  stored: StoredClient | undefined,
  told: Told | undefined,
): Client | undefined
export function toClient(
  uid: AccountUid | undefined,
  sent: Sent,
  stored: StoredClient | undefined,
  told: Told | undefined,
): Client | undefined {
  const email = sent.email ?? stored?.email ?? told?.email
  const phone = sent.phone ?? stored?.phone ?? told?.phone
  const ofAccount = uid === undefined ? undefined : (toName(email ?? phone ?? '') ?? 'Client')
  const name = sent.name ?? stored?.name ?? told?.name ?? ofAccount
  if (name === undefined) return undefined
  return {
    name,
    ...(uid !== undefined && { uid }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  }
}
