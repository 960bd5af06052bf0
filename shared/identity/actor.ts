// Who calls. Only this room makes an Actor; holding one means that a token was verified.
import type { AccountUid } from '../contract/values/ids.ts'
import { EMAIL_CHARACTERS } from '../contract/values/email.ts'
import { NAME_CHARACTERS, cut, isVisible } from '../contract/values/text.ts'
import { isStorable } from '../contract/values/values.ts'
import type { Booking, By, Calendar } from '../scheduling/model/calendar.ts'

declare const verified: unique symbol

/** A verified caller. */
export interface Actor {
  readonly [verified]: true
  readonly uid: AccountUid
  readonly isAdmin: boolean
  readonly isAnonymous: boolean
  /** Whether the token's address was verified. */
  readonly isEmailVerified: boolean
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** The claims of a verified ID token that matter here. */
export interface Claims {
  readonly uid: AccountUid
  readonly admin?: unknown
  readonly name?: unknown
  readonly email?: string | undefined
  readonly email_verified?: boolean | undefined
  readonly phone_number?: string | undefined
  readonly firebase: { readonly sign_in_provider: string }
}

const LENGTHS = { name: NAME_CHARACTERS, email: EMAIL_CHARACTERS, phone: 40 } as const

/** What a token tells, within the ranges of what is sent: a display name can be anything. */
function told(field: keyof typeof LENGTHS, value: unknown): { [K in typeof field]?: string } {
  if (typeof value !== 'string') return {}
  const text = cut(value, LENGTHS[field])
  return isStorable(text) && isVisible(text) ? { [field]: text } : {}
}

/** The Actor of a verified token's claims. */
export function toActor(claims: Claims): Actor {
  // The one place where a verified caller comes to be.
  return {
    uid: claims.uid,
    isAdmin: claims.admin === true,
    isAnonymous: claims.firebase.sign_in_provider === 'anonymous',
    isEmailVerified: claims.email_verified === true,
    ...told('name', claims.name),
    ...told('email', claims.email),
    ...told('phone', claims.phone_number),
  } as Actor
}

/** A part that somebody plays in a calendar. */
export type Role = 'owner' | 'booker' | 'party'

/** As what an actor plays a role in a calendar, or for one of its bookings; undefined where they may not. */
export function asRole(
  role: Role,
  calendar: Pick<Calendar, 'ownerUid'>,
  actor: Actor,
  booking?: Pick<Booking, 'client'>,
): By | undefined {
  switch (role) {
    case 'owner':
      return asOwner(calendar, actor)
    case 'booker':
      return asBooker(calendar, actor)
    case 'party':
      return booking && asParty(calendar, booking, actor)
  }
}

/** As what an actor may change a calendar's schedule: its owner, or an admin; undefined for anybody else. */
function asOwner({ ownerUid }: Pick<Calendar, 'ownerUid'>, actor: Actor): By | undefined {
  if (actor.uid === ownerUid) return { kind: 'professional', uid: actor.uid }
  if (actor.isAdmin) return { kind: 'admin', uid: actor.uid }
  return undefined
}

/** As what an actor books on a calendar: its owner, an admin, or a client. */
function asBooker(calendar: Pick<Calendar, 'ownerUid'>, actor: Actor): By {
  return asOwner(calendar, actor) ?? { kind: 'client', uid: actor.uid }
}

/** As what an actor may see and change a booking: owner, admin, or its own client; undefined for anybody else. */
function asParty(
  calendar: Pick<Calendar, 'ownerUid'>,
  booking: Pick<Booking, 'client'>,
  actor: Actor,
): By | undefined {
  const owner = asOwner(calendar, actor)
  if (owner) return owner
  return booking.client.uid === actor.uid ? { kind: 'client', uid: actor.uid } : undefined
}
