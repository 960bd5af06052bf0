// Who can be booked in: clients who have been here, found by what is typed, and guests.
import type { Booking, CreateBookingRequest } from '../../../../client/index.ts'
import { fold } from '../../../../client/index.ts'

export interface KnownClient {
  readonly uid: string
  readonly name: string
  readonly email?: string
  readonly phone?: string
}

/** Who a booking is for, as the form has it. */
export interface Wanted {
  readonly known?: KnownClient
  readonly name: string
  readonly email: string
  readonly phone: string
}

export const NOBODY: Wanted = { name: '', email: '', phone: '' }

/** The clients of bookings that have an account, each once; who was here last stands first. */
export function clientsOf(bookings: readonly Pick<Booking, 'client'>[]): readonly KnownClient[] {
  const byUid = new Map<string, KnownClient>()
  for (const { client } of bookings) {
    const { uid, ...about } = client
    if (uid !== undefined && !byUid.has(uid)) byUid.set(uid, { uid, ...about })
  }
  return [...byUid.values()]
}

/** Those whose name, e-mail or phone has what is typed in it. */
export function matching(
  clients: readonly KnownClient[],
  typed: string,
  limit: number,
): readonly KnownClient[] {
  const wanted = fold(typed.trim())
  if (wanted === '') return []
  return clients
    .filter(({ name, email = '', phone = '' }) =>
      [name, email, phone].some((text) => fold(text).includes(wanted)),
    )
    .slice(0, limit)
}

/** What to send of them; undefined while it is not enough. */
export function toRequest({
  known,
  name,
  email,
  phone,
}: Wanted): Pick<CreateBookingRequest, 'client' | 'clientUid'> | undefined {
  if (known) return { clientUid: known.uid }
  const [who, mail, number] = [name.trim(), email.trim(), phone.trim()]
  if (who === '' || (mail === '' && number === '')) return undefined
  return {
    client: {
      name: who,
      ...(mail !== '' && { email: mail }),
      ...(number !== '' && { phone: number }),
    },
  }
}
