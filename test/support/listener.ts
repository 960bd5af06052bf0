// A client app's listeners: the Firebase web SDK, signed in as somebody, under the rules.
import { deleteApp, initializeApp } from 'firebase/app'
import {
  collection,
  connectFirestoreEmulator,
  doc,
  getFirestore,
  onSnapshot,
  terminate,
} from 'firebase/firestore'
import { inject } from 'vitest'
import { type Backend, plain } from './backend.ts'

export interface Listener {
  /** Listens to a document; what it shows is at hand from then on. */
  readonly listen: (path: string) => () => Record<string, unknown> | undefined
  /** Listens to the documents of a collection. */
  readonly listenAll: (path: string) => () => readonly Record<string, unknown>[]
  readonly close: () => Promise<void>
}

// What the plain form of a document is: an object.
const toContent = (data: unknown) => plain(data) as Record<string, unknown>

/** Opens an app of an account of this backend's project. */
export function openListener(backend: Backend, uid: string): Listener {
  const app = initializeApp({ projectId: backend.projectId, apiKey: 'any' }, `${uid}-listens`)
  const firestore = getFirestore(app)
  const [host = '', port = ''] = inject('parts').firestoreHost.split(':')
  connectFirestoreEmulator(firestore, host, Number(port), { mockUserToken: { sub: uid } })
  const stops: (() => void)[] = []
  return {
    listen: (path) => {
      let content: Record<string, unknown> | undefined
      stops.push(
        onSnapshot(doc(firestore, path), (snapshot) => {
          content = snapshot.exists() ? toContent(snapshot.data()) : undefined
        }),
      )
      return () => content
    },
    listenAll: (path) => {
      let contents: readonly Record<string, unknown>[] = []
      stops.push(
        onSnapshot(collection(firestore, path), (snapshot) => {
          contents = snapshot.docs.map((one) => toContent(one.data()))
        }),
      )
      return () => contents
    },
    close: async () => {
      for (const stop of stops) stop()
      await terminate(firestore)
      await deleteApp(app)
    },
  }
}
