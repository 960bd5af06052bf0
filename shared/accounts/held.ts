// What an account has beside what it says of itself, as its commands find it.
import type { StoredDevice } from '../projection/account-answer.ts'

/** A device with the token that messages are sent to. */
export interface HeldDevice extends StoredDevice {
  readonly token: string
  readonly locale: string | null
}

/** One of the messages that a command names. */
export interface HeldNotification {
  readonly notificationId: string
  readonly isRead: boolean
}

/** What was found; a part that the command did not ask for is empty. */
export interface Held {
  /** The first registered first. */
  readonly devices: readonly HeldDevice[]
  /** The account's own among those that were named. */
  readonly notifications: readonly HeldNotification[]
  readonly unread: number
}

/** What a command has to know. */
export interface HeldWanted {
  readonly devices?: boolean
  readonly notificationIds?: readonly string[]
  readonly unread?: boolean
}

/** What a command does to what an account has. */
export interface HeldEffects {
  /** Added, or taken over from whoever had its token. */
  readonly registers?: Omit<HeldDevice, 'createdAt'>
  readonly unregisters?: readonly string[]
  /** Messages that are read from now on, or all of the account. */
  readonly reads?: readonly string[] | 'all'
}
