// An account as its owner sees it.
import type { Told } from '../scheduling/model/client.ts'
import { withoutUnset } from '../contract/unset.ts'

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
}

const REMINDER_MINUTES = [1440, 60]

/** What an account says of itself before its first command: what its token does. */
export function newAccount({ name, email, phone }: Told): StoredAccount {
  return {
    name: name ?? null,
    email: email ?? null,
    phone: phone ?? null,
    timeZone: null,
    locale: null,
    push: true,
    mail: true,
    reminderMinutes: REMINDER_MINUTES,
  }
}

/** What an account says of itself, else what its token does. */
export function toAccount(told: Told, stored: StoredAccount | undefined) {
  return {
    uid: told.uid,
    ...withoutUnset({
      name: stored?.name ?? told.name,
      email: stored?.email ?? told.email,
      phone: stored?.phone ?? told.phone,
      timeZone: stored?.timeZone,
      locale: stored?.locale,
    }),
    notifications: {
      push: stored?.push ?? true,
      email: stored?.mail ?? true,
      reminderMinutes: stored?.reminderMinutes ?? REMINDER_MINUTES,
    },
  }
}
