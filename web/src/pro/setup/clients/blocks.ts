// People who are blocked: how one is named, and the clients who are known from their bookings.
import type { Booking, ListBlocksAnswer, SetBlockRequest } from '../../../../../client/index.ts'

export type Block = ListBlocksAnswer['blocks'][number]

/** Whom a block is about, as it is sent. */
export function toTarget({
  clientUid,
  email,
  phone,
}: Block): Pick<SetBlockRequest, 'clientUid' | 'email' | 'phone'> {
  if (clientUid !== undefined) return { clientUid }
  return email === undefined ? { phone } : { email }
}

export function keyOf({ clientUid, email, phone }: Block): string {
  return clientUid ?? email ?? phone ?? ''
}

export interface KnownClient {
  readonly uid: string
  readonly name: string
  readonly email?: string
}

/** The accounts among those who have booked, each once, by their name. */
export function knownClients(bookings: readonly Booking[]): readonly KnownClient[] {
  const byUid = new Map<string, KnownClient>()
  for (const { client } of bookings) {
    const { uid, name, email } = client
    if (uid === undefined || byUid.has(uid)) continue
    byUid.set(uid, { uid, name, ...(email !== undefined && { email }) })
  }
  return [...byUid.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
