// Whom a professional takes no bookings from: set-block, list-blocks.
import * as z from 'zod'
import { BookingsPage } from './booking.ts'
import { toPhoneKey } from './values/contact.ts'
import { toAddressKey } from './values/email.ts'
import { at, nextPageToken, revision } from './values/shown.ts'
import * as v from './values/values.ts'

/** By what somebody is blocked: their account, an address, a number. */
export const BLOCK_KINDS = ['client', 'email', 'phone'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** Who is blocked, in the one spelling by which they are known. */
export interface BlockKey {
  readonly kind: BlockKind
  readonly key: string
}

interface Named {
  readonly clientUid?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

/** Everything that is named, as keys; a number without a digit is none. */
function keysOf({ clientUid, email, phone }: Named): readonly BlockKey[] {
  const number = phone === undefined ? undefined : toPhoneKey(phone)
  return [
    ...(clientUid === undefined ? [] : [{ kind: 'client', key: clientUid } as const]),
    ...(email === undefined ? [] : [{ kind: 'email', key: toAddressKey(email) } as const]),
    ...(number === undefined ? [] : [{ kind: 'phone', key: number } as const]),
  ]
}

export const SetBlock = z
  .strictObject({
    professionalId: v.professionalId.optional(),
    clientUid: v.uid.optional(),
    email: v.email.optional(),
    phone: v.phone.optional(),
    blocked: z.boolean(),
    note: v.freeText(1000).nullable().optional(),
  })
  .transform(({ clientUid, email, phone, ...rest }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const named = [clientUid, email, phone].filter((one) => one !== undefined)
    const [whom] = keysOf({ clientUid, email, phone })
    if (named.length !== 1) {
      const [, second] = Object.entries({ clientUid, email, phone }).filter(
        ([, one]) => one !== undefined,
      )
      issue(second?.[0] ?? 'clientUid', 'exactly one of clientUid, email and phone is required')
    } else if (!whom) issue('phone', `must have a digit, got ${v.quote(phone)}`)
    return whom && named.length === 1 ? { ...rest, whom } : z.NEVER
  })
export type SetBlock = z.infer<typeof SetBlock>

/** Bookings still to come that are answered; the earliest. */
export const UPCOMING_TOLD = 100

export const BlockSet = z.object({
  revision,
  upcoming: BookingsPage.shape.bookings,
})

export const ListBlocks = z.strictObject({
  professionalId: v.professionalId.optional(),
  ...v.page,
})
export type ListBlocks = z.infer<typeof ListBlocks>

/** A block as its owner sees it; addresses and numbers in the one spelling by which they are compared. */
export const ShownBlock = z.object({
  clientUid: z.string().exactOptional(),
  email: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  name: z.string().exactOptional(),
  note: z.string().exactOptional(),
  createdAt: at,
})
export type ShownBlock = z.infer<typeof ShownBlock>

export const BlocksPage = z.object({
  blocks: z.array(ShownBlock).readonly(),
  nextPageToken,
})
