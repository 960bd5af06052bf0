// Who takes time of a calendar for themselves, by everything that they are known by.
import { type Contact, type ContactKeys, toContactKeys } from '../../contract/values/contact.ts'
import type { AccountUid } from '../../contract/values/ids.ts'

/** Somebody who takes time, or asks what they may take. */
export interface Taker {
  readonly uid: AccountUid
  /** What their token vouches for: bookings of guests under it are theirs. */
  readonly verified: ContactKeys
  /** Every other contact that they are known by, too: what their token tells, and what they send. */
  readonly known: readonly ContactKeys[]
}

/** What a verified token tells of contact data; a number in it is verified always. */
interface Token extends Contact {
  readonly uid: AccountUid
  readonly isEmailVerified: boolean
}

/** What a token vouches for. */
function vouchedFor({ isEmailVerified, email, phone }: Token): ContactKeys {
  return toContactKeys({ email: isEmailVerified ? email : undefined, phone })
}

/** Whether a token vouches for an address or a number. */
export function isVerified(token: Token): boolean {
  const { email, phone } = vouchedFor(token)
  return email !== undefined || phone !== undefined
}

/** Whoever has this token and sends this contact with what they ask for. */
export function toTaker(token: Token, sent: Contact = {}): Taker {
  return {
    uid: token.uid,
    verified: vouchedFor(token),
    known: [toContactKeys(token), toContactKeys(sent)],
  }
}
