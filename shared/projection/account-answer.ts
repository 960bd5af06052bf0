// An account as its owner sees it.
import type { Account } from '../contract/account.ts'
import { toAddressKey } from '../contract/values/email.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import type { Told } from '../scheduling/model/client.ts'
import { type Instant, formatInstant } from '../time/instant.ts'

/** What an account told of itself, as it is stored. */
export interface StoredAccount {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly timeZone: string | null
  readonly locale: string | null
  readonly push: boolean
  readonly mail: boolean
  readonly reminderMinutes: readonly number[]
  /** Whether it ever said something of itself; what was brought by others says nothing, and the token speaks for it. */
  readonly isTold: boolean
}

/** A device that is pushed to. */
export interface StoredDevice {
  readonly deviceId: string
  readonly platform: Account['devices'][number]['platform']
  readonly createdAt: Instant
}

/** Whose token it is, and whether its address was verified. */
export interface AccountTold extends Told {
  readonly isEmailVerified: boolean
}

const REMINDER_MINUTES = [1440, 60]

/** What an account says of itself: before its first word, what its token does. */
export function presentAccount(
  { name, email, phone }: Told,
  stored: StoredAccount | undefined,
): StoredAccount {
  if (stored?.isTold) return stored
  return {
    name: stored?.name ?? name ?? null,
    email: stored?.email ?? email ?? null,
    phone: stored?.phone ?? phone ?? null,
    timeZone: stored?.timeZone ?? null,
    locale: stored?.locale ?? null,
    push: stored?.push ?? true,
    mail: stored?.mail ?? true,
    reminderMinutes: stored?.reminderMinutes ?? REMINDER_MINUTES,
    isTold: false,
  }
}

/** Mail goes to the verified address of the token; only where the account names no other. */
function reachesMail({ email, isEmailVerified }: AccountTold, contact: string | null): boolean {
  if (!isEmailVerified || email === undefined) return false
  return contact === null || toAddressKey(contact) === toAddressKey(email)
}

/** An account as it is answered. */
export function toAccount(
  told: AccountTold,
  stored: StoredAccount | undefined,
  devices: readonly StoredDevice[],
): Account {
  const account = presentAccount(told, stored)
  const { name, email, phone, timeZone, locale, push, mail, reminderMinutes } = account
  return {
    uid: told.uid,
    ...withoutUnset({ name, email, phone, timeZone, locale }),
    emailVerified: reachesMail(told, email),
    notifications: { push, email: mail, reminderMinutes },
    devices: devices.map(({ deviceId, platform, createdAt }) => ({
      deviceId,
      platform,
      createdAt: formatInstant(createdAt),
    })),
  }
}
