// What an account says of itself: absent fields stay, null clears.
import type { SaveAccount } from '../contract/account.ts'
import type { StoredAccount } from '../projection/account-answer.ts'

type Fields = Omit<StoredAccount, 'isTold'>

/** What was sent, or what is; null is something that was sent. */
const orElse = <T>(sent: T | undefined, present: T): T => (sent === undefined ? present : sent)

/** The account with what was sent of it. */
export function withSent(account: StoredAccount, sent: SaveAccount): StoredAccount {
  const { notifications = {} } = sent
  const fields: Fields = {
    name: orElse(sent.name, account.name),
    email: orElse(sent.email, account.email),
    phone: orElse(sent.phone, account.phone),
    timeZone: orElse(sent.timeZone, account.timeZone),
    locale: orElse(sent.locale, account.locale),
    push: orElse(notifications.push, account.push),
    mail: orElse(notifications.email, account.mail),
    reminderMinutes: orElse(notifications.reminderMinutes, account.reminderMinutes),
  }
  return { ...fields, isTold: true }
}

/** Whether two say the same. */
export function saysTheSame(a: StoredAccount, b: StoredAccount): boolean {
  const keys = Object.keys(a) as (keyof StoredAccount)[]
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
}
