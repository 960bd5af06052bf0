// The connection to the backend: configuration, Firebase, the client SDK. It is made once, after the first paint, and every
// page waits for it in the same way.
import type { Client } from '../../../client/index.ts'
import type { Live } from '../../../client/live.ts'
import { loadConfig, type WebConfig } from './config.ts'
import type { Firebase } from './firebase.ts'
import { pause } from './pause.ts'
import { makeStore, useStore } from './store.ts'

export interface Backend {
  readonly config: WebConfig
  readonly firebase: Firebase
  readonly client: Client
  readonly live: Live
}

type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly backend: Backend }
  | { readonly kind: 'failed'; readonly error: unknown }

export const connection = makeStore<Connection>({ kind: 'connecting' })

let connecting: Promise<Backend> | undefined

/** Connects, once; after a failure the next call tries again. */
export function connect(): Promise<Backend> {
  connecting ??= makeBackend().then(
    (backend) => {
      connection.set({ kind: 'connected', backend })
      return backend
    },
    (error: unknown) => {
      connecting = undefined
      connection.set({ kind: 'failed', error })
      throw error
    },
  )
  return connecting
}

async function makeBackend(): Promise<Backend> {
  const [config, { startFirebase }, { createClient, createLive }] = await Promise.all([
    loadConfig(),
    import('./firebase.ts'),
    import('./sdk.ts'),
  ])
  const firebase = await startFirebase(config)
  await pause()
  const client = createClient({
    functionsUrl: config.apiBaseUrl,
    getIdToken: async (forceRefresh) => {
      await firebase.auth.authStateReady()
      return firebase.auth.currentUser?.getIdToken(forceRefresh)
    },
    ...(firebase.getAppCheckToken && { getAppCheckToken: firebase.getAppCheckToken }),
  })
  return { config, firebase, client, live: createLive(client, firebase.firestore) }
}

/** The backend once it is connected. */
export function useBackend(): Backend | undefined {
  const now = useStore(connection)
  return now.kind === 'connected' ? now.backend : undefined
}

/** The time of the server as far as it is known: milliseconds since 1970. */
export function serverNow(): number {
  const now = connection.get()
  return now.kind === 'connected' ? now.backend.client.serverNow() : Date.now()
}
