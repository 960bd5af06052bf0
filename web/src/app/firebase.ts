// Firebase as the app uses it: one chunk, loaded after the first paint. Signing in, the documents, App Check.
import { type FirebaseApp, initializeApp } from 'firebase/app'
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
} from 'firebase/auth'
import {
  clearIndexedDbPersistence,
  collection,
  connectFirestoreEmulator,
  doc,
  documentId,
  endAt,
  type Firestore,
  initializeFirestore,
  limit,
  onSnapshot,
  orderBy,
  persistentLocalCache,
  persistentMultipleTabManager,
  query,
  startAt,
  terminate,
  where,
} from 'firebase/firestore'
import type { WebConfig } from './config.ts'
import { pause } from './pause.ts'

export interface Firebase {
  readonly app: FirebaseApp
  readonly auth: Auth
  readonly db: Firestore
  /** What the live listeners of the client SDK are built on. */
  readonly firestore: FirestoreParts
  readonly getAppCheckToken?: () => Promise<string | undefined>
  /** Forgets the documents that are kept on this device. The app has to be loaded again afterwards. */
  readonly forget: () => Promise<void>
}

/** Firestore's database with the functions that the client SDK asks for. */
export type FirestoreParts = ReturnType<typeof partsOf>

const partsOf = (db: Firestore) => ({
  db,
  collection,
  doc,
  documentId,
  endAt,
  limit,
  onSnapshot,
  orderBy,
  query,
  startAt,
  where,
})

/** Connects to the project, or to the emulators of a local stack. */
export async function startFirebase(config: WebConfig): Promise<Firebase> {
  const app = initializeApp(config.firebase)
  const auth = initializeAuth(app, {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
  })
  await pause()
  const db = initializeFirestore(app, {
    localCache: persistentLocalCache({ tabManager: persistentMultipleTabManager() }),
  })
  if (config.local) {
    connectAuthEmulator(auth, config.local.authUrl, { disableWarnings: true })
    connectFirestoreEmulator(db, location.hostname, config.local.firestorePort)
  }
  const getAppCheckToken =
    config.appCheckSiteKey === '' ? undefined : await startAppCheck(app, config.appCheckSiteKey)
  return {
    app,
    auth,
    db,
    firestore: partsOf(db),
    ...(getAppCheckToken && { getAppCheckToken }),
    async forget() {
      await terminate(db)
      await clearIndexedDbPersistence(db)
    },
  }
}

async function startAppCheck(app: FirebaseApp, siteKey: string) {
  const { getToken, initializeAppCheck, ReCaptchaEnterpriseProvider } =
    await import('firebase/app-check')
  const appCheck = initializeAppCheck(app, {
    provider: new ReCaptchaEnterpriseProvider(siteKey),
    isTokenAutoRefreshEnabled: true,
  })
  return async () => (await getToken(appCheck)).token
}
