// What is attacked: functions somewhere, and as much of their inside as can be seen.
import type { Received } from '../../../test/support/mailbox.ts'

export interface Account {
  readonly uid: string
  readonly email: string
  readonly token: string
}

/** A document as it stands in Firestore. */
export interface Written {
  readonly path: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What is seen of functions that run in this process. */
export interface Inside {
  /** Every document of a professional and of some accounts. */
  readonly documents: (
    professionalId: string,
    uids: readonly string[],
  ) => Promise<readonly Written[]>
  /** Mails that arrived so far. */
  readonly mails: () => readonly Received[]
  /** What the functions called a fault of their own since this was asked last. */
  readonly faults: () => readonly string[]
}

export interface Target {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string
  readonly projectId: string
  readonly signUp: (name: string, claims?: object) => Promise<Account>
  /** Unset: they run somewhere else, and neither time nor documents are seen. */
  readonly inside?: Inside
}
