// The world a function runs in: its clock, ids, database, tokens, messages and log, each one argument away from a test's.
import type { Kysely } from 'kysely'
import type { Database } from '../../database/connection/connection.ts'
import type { FcmPlace } from '../../delivery/fcm.ts'
import type { SendMail } from '../../delivery/smtp.ts'
import type { DeleteAuthAccount } from '../../identity/delete-auth-account.ts'
import type { FindAuthAccount } from '../../identity/find-auth-account.ts'
import type { VerifyAppCheck } from '../../identity/verify-app-check.ts'
import type { VerifyToken } from '../../identity/verify-token.ts'
import type { Pubsub } from '../../messaging/message.ts'
import type { Instant } from '../../time/instant.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { TraceSink } from './record-trace.ts'

/** Google's Firestore, or its emulator. */
export interface FirestorePlace {
  readonly projectId: string
  readonly baseUrl: string
  readonly accessToken: () => Promise<string>
}

export interface World {
  readonly config: Config
  readonly now: () => Instant
  /** Resolves after that many milliseconds. */
  readonly sleep: (millis: number) => Promise<void>
  /** A UUID, version 7: ids sort by when they were made. */
  readonly newId: () => string
  readonly database: Kysely<Database>
  readonly verifyToken: VerifyToken
  readonly verifyAppCheck: VerifyAppCheck
  /** What Firebase Auth knows of an account, at most ten minutes old. */
  readonly findAuthAccount: FindAuthAccount
  readonly deleteAuthAccount: DeleteAuthAccount
  readonly pubsub: Pubsub
  readonly firestore: FirestorePlace
  /** Where pushes are handed in; unset where nobody gets any. */
  readonly fcm?: FcmPlace
  /** Sends a mail; unset where no mail server is. */
  readonly sendMail?: SendMail
  /** Where recorded traces go; unset, none is recorded. */
  readonly traces?: TraceSink
  readonly log: Log
}
