// The world a function runs in: its clock, ids, database, tokens, messages and log, each one argument away from a test's.
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { Kysely } from 'kysely'
import {
  type Clients,
  type Database,
  LIMITS,
  openDatabase,
} from '../../database/connection/connection.ts'
import type { FcmPlace } from '../../delivery/fcm.ts'
import type { Mailer, SendMail } from '../../delivery/smtp.ts'
import type { AuthPlace } from '../../identity/auth-place.ts'
import type { DeleteAuthAccount } from '../../identity/delete-auth-account.ts'
import type { FindAuthAccount } from '../../identity/find-auth-account.ts'
import type { VerifyAppCheck } from '../../identity/verify-app-check.ts'
import type { VerifyToken } from '../../identity/verify-token.ts'
import type { Pubsub } from '../../messaging/message.ts'
import type { Instant } from '../../time/instant.ts'
import { calmly } from './calm-log.ts'
import { cloudSqlClients } from './cloud-sql.ts'
import type { Config, DatabasePlace } from './config.ts'
import { FIRST_CONNECT_MILLIS, patientAtFirst } from './first-connect.ts'
import { type Log, withTraceFields, writeLog } from './log.ts'
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

const SCOPES = [
  'https://www.googleapis.com/auth/pubsub',
  'https://www.googleapis.com/auth/datastore',
  'https://www.googleapis.com/auth/trace.append',
  'https://www.googleapis.com/auth/firebase.messaging',
  'https://www.googleapis.com/auth/identitytoolkit',
]

function googleAccessToken(): () => Promise<string> {
  let accessToken: Promise<() => Promise<string>> | undefined
  return async () => {
    accessToken ??= import('./google-auth.ts').then(({ makeAccessToken }) =>
      makeAccessToken(SCOPES),
    )
    return (await accessToken)()
  }
}

// Jobs and subscribers verify nobody: what verifies is loaded with the first token.
function verifyWhenAsked(place: AuthPlace): VerifyToken {
  const { projectId, isEmulator } = place
  let verifier: Promise<VerifyToken> | undefined
  const make = async () => {
    const [{ makeVerifyToken }, { makeReadEmulatorToken, makeReadIdToken }] = await Promise.all([
      import('../../identity/verify-token.ts'),
      import('../../identity/read-id-token.ts'),
    ])
    return makeVerifyToken(
      place,
      isEmulator ? makeReadEmulatorToken(projectId) : makeReadIdToken(projectId),
    )
  }
  return async (token, isFresh, now) => (await (verifier ??= make()))(token, isFresh, now)
}

function verifyAppCheckWhenAsked(projectId: string): VerifyAppCheck {
  let verifier: Promise<VerifyAppCheck> | undefined
  return async (token) => {
    verifier ??= import('../../identity/verify-app-check.ts').then(({ makeVerifyAppCheck }) =>
      makeVerifyAppCheck(projectId),
    )
    return (await verifier)(token)
  }
}

function findAuthAccountWhenAsked(place: AuthPlace): FindAuthAccount {
  let finder: Promise<FindAuthAccount> | undefined
  return async (uid, now) => {
    finder ??= import('../../identity/find-auth-account.ts').then(({ makeFindAuthAccount }) =>
      makeFindAuthAccount(place),
    )
    return (await finder)(uid, now)
  }
}

function deleteAuthAccountWhenAsked(projectId: string): DeleteAuthAccount {
  return async (uid) => {
    const { makeDeleteAuthAccount } = await import('../../identity/delete-auth-account.ts')
    await makeDeleteAuthAccount(projectId)(uid)
  }
}

type AccessToken = () => Promise<string>

function toPubsub(config: Config, accessToken: AccessToken): Pubsub {
  const { projectId, pubsubEmulatorHost, pubsubRegion } = config
  if (pubsubEmulatorHost) return { projectId, baseUrl: `http://${pubsubEmulatorHost}` }
  return { projectId, baseUrl: `https://${pubsubRegion}-pubsub.googleapis.com`, accessToken }
}

function toAuth(config: Config, accessToken: AccessToken): AuthPlace {
  const { projectId, authEmulatorHost } = config
  const service = 'identitytoolkit.googleapis.com'
  if (!authEmulatorHost)
    return { projectId, baseUrl: `https://${service}`, accessToken, isEmulator: false }
  return {
    projectId,
    baseUrl: `http://${authEmulatorHost}/${service}`,
    accessToken: () => Promise.resolve('owner'),
    isEmulator: true,
  }
}

function toFirestore(config: Config, accessToken: AccessToken): FirestorePlace {
  const { projectId, firestoreEmulatorHost } = config
  if (!firestoreEmulatorHost)
    return { projectId, baseUrl: 'https://firestore.googleapis.com', accessToken }
  // Whom no rules bind.
  const owner = () => Promise.resolve('owner')
  return { projectId, baseUrl: `http://${firestoreEmulatorHost}`, accessToken: owner }
}

/** Beside an emulator there is nobody whom Google would let in. */
const isLocal = ({ pubsubEmulatorHost, firestoreEmulatorHost }: Config): boolean =>
  pubsubEmulatorHost !== undefined || firestoreEmulatorHost !== undefined

function toFcm(config: Config, accessToken: AccessToken): FcmPlace | undefined {
  const { projectId, fcmEmulatorHost } = config
  if (!fcmEmulatorHost)
    return isLocal(config)
      ? undefined
      : { projectId, baseUrl: 'https://fcm.googleapis.com', accessToken }
  return {
    projectId,
    baseUrl: `http://${fcmEmulatorHost}`,
    accessToken: () => Promise.resolve('owner'),
  }
}

// One function sends mail, and only some of its messages are mails: nodemailer is loaded with the first.
function sendMailWhenAsked({ mail }: Config): SendMail | undefined {
  if (!mail) return undefined
  let mailer: Promise<Mailer> | undefined
  return async (one) => {
    mailer ??= import('../../delivery/smtp.ts').then(({ openMailer }) => openMailer(mail.smtp))
    return (await mailer).send(one)
  }
}

function toTraces(config: Config, accessToken: AccessToken): TraceSink | undefined {
  const { traceCollector } = config
  if (traceCollector) return { baseUrl: traceCollector }
  if (isLocal(config)) return undefined
  return { baseUrl: 'https://telemetry.googleapis.com', accessToken }
}

function toClients(place: DatabasePlace, now: () => Instant): Clients {
  return 'url' in place ? { config: { connectionString: place.url } } : cloudSqlClients(place, now)
}

/** The real world of these settings. Nothing connects before it is used. */
export function makeWorld(config: Config): World {
  const { projectId, database, databaseConnections } = config
  const now = () => Date.now()
  const accessToken = googleAccessToken()
  const traces = toTraces(config, accessToken)
  const sendMail = sendMailWhenAsked(config)
  const fcm = toFcm(config, accessToken)
  const auth = toAuth(config, accessToken)
  return {
    config,
    now,
    sleep: (millis) => sleep(millis),
    newId: () => v7(),
    database: openDatabase(
      {
        ...toClients(database, now),
        connecting: patientAtFirst(FIRST_CONNECT_MILLIS, LIMITS.connectMillis),
      },
      { ...LIMITS, connections: databaseConnections },
    ),
    verifyToken: verifyWhenAsked(auth),
    verifyAppCheck: verifyAppCheckWhenAsked(projectId),
    findAuthAccount: findAuthAccountWhenAsked(auth),
    deleteAuthAccount: deleteAuthAccountWhenAsked(projectId),
    pubsub: toPubsub(config, accessToken),
    firestore: toFirestore(config, accessToken),
    ...(fcm && { fcm }),
    ...(sendMail && { sendMail }),
    ...(traces && { traces }),
    log: calmly(withTraceFields(projectId, writeLog)),
  }
}
