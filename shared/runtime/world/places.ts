// Where a function reaches what is not itself: Google's services, or the emulators that its settings name.
import type { Clients } from '../../database/connection/connection.ts'
import type { FcmPlace } from '../../delivery/fcm.ts'
import type { AuthPlace } from '../../identity/auth-place.ts'
import type { Pubsub } from '../../messaging/message.ts'
import type { Instant } from '../../time/instant.ts'
import { cloudSqlClients } from './cloud-sql.ts'
import type { Config } from './config.ts'
import type { DatabasePlace } from './database-place.ts'
import type { TraceSink } from './record-trace.ts'
import type { FirestorePlace } from './world.ts'

type AccessToken = () => Promise<string>

/** Where messages are published. */
export function toPubsub(config: Config, accessToken: AccessToken): Pubsub {
  const { projectId, pubsubEmulatorHost, pubsubRegion } = config
  if (pubsubEmulatorHost) return { projectId, baseUrl: `http://${pubsubEmulatorHost}` }
  return { projectId, baseUrl: `https://${pubsubRegion}-pubsub.googleapis.com`, accessToken }
}

/** Where accounts of Firebase Auth are asked for. */
export function toAuth(config: Config, accessToken: AccessToken): AuthPlace {
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

/** Where documents are written. */
export function toFirestore(config: Config, accessToken: AccessToken): FirestorePlace {
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

/** Where pushes are handed in; undefined where nobody gets any. */
export function toFcm(config: Config, accessToken: AccessToken): FcmPlace | undefined {
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

/** Where recorded traces go; undefined where none is recorded. */
export function toTraces(config: Config, accessToken: AccessToken): TraceSink | undefined {
  const { traceCollector } = config
  if (traceCollector) return { baseUrl: traceCollector }
  if (isLocal(config)) return undefined
  return { baseUrl: 'https://telemetry.googleapis.com', accessToken }
}

/** How clients reach Postgres. */
export function toClients(place: DatabasePlace, now: () => Instant): Clients {
  return 'url' in place ? { config: { connectionString: place.url } } : cloudSqlClients(place, now)
}
