// Contact data by which somebody is known, as keys: two spellings of one address or number are the same.
import { toAddressKey } from './email.ts'

/** An address and a number, as somebody wrote them. */
export interface Contact {
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
}

/** The same as keys; what says nothing has none. */
export interface ContactKeys {
  readonly email?: string
  readonly phone?: string
}

/** The digits of a number: by them it is looked up. */
export const toDigits = (phone: string): string => phone.replaceAll(/[^0-9]/g, '')

/**
 * A number by which two spellings of it are one: its digits, with `+` before them where it is written for all countries
 * (`+49…`, `0049…`). Undefined where it has no digit.
 */
export function toPhoneKey(phone: string): string | undefined {
  const dialled = phone.replaceAll(/[^0-9+]/g, '')
  const digits = toDigits(phone)
  if (digits === '') return undefined
  if (dialled.startsWith('+')) return `+${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

/** The keys of somebody's contact data. */
export function toContactKeys({ email, phone }: Contact): ContactKeys {
  const number = phone ? toPhoneKey(phone) : undefined
  return {
    ...(email && { email: toAddressKey(email) }),
    ...(number !== undefined && { phone: number }),
  }
}

/** Whether one of two people's keys is the other's. */
export function isSameContact(one: ContactKeys, other: ContactKeys): boolean {
  const isSameEmail = one.email !== undefined && one.email === other.email
  return isSameEmail || (one.phone !== undefined && one.phone === other.phone)
}
