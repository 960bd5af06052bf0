// The world a function runs in: its clock, ids, database, tokens, messages and log, each one argument away from a test's.
import { setTimeout as sleep } from 'node:timers/promises'
import type { GoogleAuth } from 'google-auth-library'
import { v7 } from 'uuid'
import type { Kysely } from 'kysely'
import { type Database, LIMITS, openDatabase } from '../database/connection.ts'
import type { VerifyToken } from '../identity/verify-token.ts'
import type { Pubsub } from '../messaging/publish.ts'
import type { Instant } from '../time/instant.ts'
import type { Config } from './config.ts'
import { type Log, writeLog } from './log.ts'

export interface World {
  readonly config: Config
  readonly now: () => Instant
  /** Resolves after that many milliseconds. */
  readonly sleep: (millis: number) => Promise<void>
  /** A UUID, version 7: ids sort by when they were made. */
  readonly newId: () => string
  readonly database: Kysely<Database>
  readonly verifyToken: VerifyToken
  readonly pubsub: Pubsub
  readonly log: Log
}

// Loaded when the first message is published: the library costs a cold start that most requests need not pay.
function googleAccessToken(): () => Promise<string> {
  let auth: Promise<GoogleAuth> | undefined
  return async () => {
    auth ??= import('google-auth-library').then(
      ({ GoogleAuth }) => new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/pubsub' }),
    )
    const token = await (await auth).getAccessToken()
    if (!token) throw new Error('no access token for Pub/Sub')
    return token
  }
}

// Jobs and subscribers verify nobody: firebase-admin is loaded with the first token.
function verifyWhenAsked(projectId: string): VerifyToken {
  let verifier: Promise<VerifyToken> | undefined
  return async (token, isFresh, now) => {
    verifier ??= import('../identity/verify-token.ts').then(({ makeVerifyToken }) =>
      makeVerifyToken(projectId),
    )
    return (await verifier)(token, isFresh, now)
  }
}

function toPubsub({ projectId, pubsubEmulatorHost, pubsubRegion }: Config): Pubsub {
  if (pubsubEmulatorHost) return { projectId, baseUrl: `http://${pubsubEmulatorHost}` }
  return {
    projectId,
    baseUrl: `https://${pubsubRegion}-pubsub.googleapis.com`,
    accessToken: googleAccessToken(),
  }
}

/** The real world of these settings. Nothing connects before it is used. */
export function makeWorld(config: Config): World {
  return {
    config,
    now: () => Date.now(),
    sleep: (millis) => sleep(millis),
    newId: () => v7(),
    database: openDatabase(config.databaseUrl, {
      ...LIMITS,
      connections: config.databaseConnections,
    }),
    verifyToken: verifyWhenAsked(config.projectId),
    pubsub: toPubsub(config),
    log: writeLog,
  }
}
