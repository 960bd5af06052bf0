// The real world of some settings.
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 } from 'uuid'
import { LIMITS, openDatabase } from '../../database/connection/connection.ts'
import { calmly } from './calm-log.ts'
import type { Config } from './config.ts'
import { FIRST_CONNECT_MILLIS, patientAtFirst } from './first-connect.ts'
import { withTraceFields, writeLog } from './log.ts'
import { toAuth, toClients, toFcm, toFirestore, toPubsub, toTraces } from './places.ts'
import {
  deleteAuthAccountWhenAsked,
  findAuthAccountWhenAsked,
  googleAccessToken,
  sendMailWhenAsked,
  verifyAppCheckWhenAsked,
  verifyWhenAsked,
} from './when-asked.ts'
import type { World } from './world.ts'

/** The real world of these settings. Nothing connects before it is used. */
export function makeWorld(config: Config): World {
  const { projectId, database, databaseConnections, isDatabaseDistributed } = config
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
        isDistributed: isDatabaseDistributed,
        connecting: patientAtFirst(FIRST_CONNECT_MILLIS, LIMITS.connectMillis),
      },
      { ...LIMITS, connections: databaseConnections },
    ),
    verifyToken: verifyWhenAsked(auth, config.answersKept > 0),
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
