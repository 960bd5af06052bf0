// What whoever has a link may do without an account: guest-booking, cancel-guest-booking, unsubscribe.
import * as z from 'zod'
import * as v from './values/values.ts'

/** Longer ones are no tokens. */
const TOKEN_CHARACTERS = 2000

const token = z.string().min(1).max(TOKEN_CHARACTERS)

export const GuestBooking = z.strictObject({ token })

export const CancelGuestBooking = z.strictObject({ token, reason: v.note.optional() })
export type CancelGuestBooking = z.infer<typeof CancelGuestBooking>

/** What mail programs send by themselves (RFC 8058), with the token in the address. */
const ONE_CLICK = 'List-Unsubscribe'

export const Unsubscribe = z.strictObject({
  token,
  [ONE_CLICK]: z.literal('One-Click').optional(),
})
