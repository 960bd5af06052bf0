// An app of somebody's: the client with the real Firebase SDK, signed in, under the rules.
import { deleteApp, initializeApp } from 'firebase/app'
import {
  collection,
  connectFirestoreEmulator,
  disableNetwork,
  doc,
  enableNetwork,
  getFirestore,
  limit,
  onSnapshot,
  orderBy,
  query,
  setLogLevel,
  terminate,
  where,
} from 'firebase/firestore'
import { inject } from 'vitest'
import type { Client, ClientOptions } from '../../client/index.ts'
import {
  type FirestoreSdk,
  type Listener,
  type Live,
  type Stop,
  type Watched,
  createClient,
} from '../../client/live.ts'
import type { Backend } from './backend.ts'
import type { User } from './users.ts'

/** What can be watched, and what each shows. */
type WatchName = Exclude<keyof Live, 'untilRevision'>
type QueryOf<Name extends WatchName> = Parameters<Live[Name]>[0]
type DataOf<Name extends WatchName> =
  Parameters<Live[Name]>[1] extends Listener<infer Data> ? Data : never

export interface App {
  readonly client: Client & Live
  /** Watches, and looks at what is shown. */
  readonly see: <Name extends WatchName>(name: Name, query: QueryOf<Name>) => Seen<DataOf<Name>>
  readonly goOffline: () => Promise<void>
  readonly goOnline: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What a watch has shown. */
export interface Seen<T> {
  readonly all: readonly Watched<T>[]
  /** The newest, or the next that is as wished. */
  readonly until: (wish: (shown: Watched<T>) => boolean) => Promise<Watched<T>>
  readonly stop: Stop
}

const PATIENCE_MILLIS = 20_000

function see<T>(watch: (listener: Listener<T>) => Stop): Seen<T> {
  const all: Watched<T>[] = []
  let look = () => {}
  const stop = watch((watched) => {
    all.push(watched)
    look()
  })
  const until = (wish: (shown: Watched<T>) => boolean) =>
    new Promise<Watched<T>>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`not shown in time; the newest: ${JSON.stringify(all.at(-1))}`))
      }, PATIENCE_MILLIS)
      look = () => {
        const last = all.at(-1)
        if (!last || !wish(last)) return
        clearTimeout(timer)
        resolve(last)
      }
      look()
    })
  return { all, until, stop }
}

// A line that a test cuts is no news.
setLogLevel('silent')

/** Opens an app for an account of this backend, or for nobody. */
export function openApp(
  backend: Pick<Backend, 'url' | 'projectId'>,
  user: User | undefined,
  options: Partial<ClientOptions> & { readonly firestoreHost?: string } = {},
): App {
  const { firestoreHost = inject('parts').firestoreHost, ...clientOptions } = options
  const name = `${user?.uid ?? 'nobody'}-${Math.random()}`
  const app = initializeApp({ projectId: backend.projectId, apiKey: 'any' }, name)
  const db = getFirestore(app)
  const [host = '', port = ''] = firestoreHost.split(':')
  connectFirestoreEmulator(db, host, Number(port), user ? { mockUserToken: { sub: user.uid } } : {})
  const firestore: FirestoreSdk = { db, collection, doc, limit, onSnapshot, orderBy, query, where }
  const client = createClient({
    functionsUrl: backend.url,
    getIdToken: () => Promise.resolve(user?.token),
    firestore,
    ...clientOptions,
  })
  const stops: Stop[] = []
  return {
    client,
    see: <Name extends WatchName>(name: Name, wanted: QueryOf<Name>) => {
      // The watch of this name takes this query, which TypeScript does not follow through the union of all.
      const watch = client[name] as (query: QueryOf<Name>, listener: Listener<DataOf<Name>>) => Stop
      const seen = see<DataOf<Name>>((listener) => watch(wanted, listener))
      stops.push(seen.stop)
      return seen
    },
    goOffline: () => disableNetwork(db),
    goOnline: () => enableNetwork(db),
    close: async () => {
      for (const stop of stops) stop()
      await terminate(db)
      await deleteApp(app)
    },
  }
}

/** A device's clock that a test moves, with the timers that it sets off. */
export interface Device {
  readonly now: () => number
  readonly timers: NonNullable<ClientOptions['timers']>
  /** Lets time pass, and sets off what is due. */
  readonly pass: (millis: number) => void
}

/** Opens a clock at a time; what is to run at once runs at once. */
export function openDevice(start: number): Device {
  let now = start
  const waiting = new Map<object, { readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    timers: {
      setTimeout: (run, millis) => {
        const timer = {}
        if (millis > 0) waiting.set(timer, { at: now + millis, run })
        else
          setTimeout(() => {
            if (waiting.delete(timer)) run()
          }, 0)
        if (millis <= 0) waiting.set(timer, { at: Infinity, run })
        return timer
      },
      clearTimeout: (timer: object) => void waiting.delete(timer),
    },
    pass: (millis) => {
      now += millis
      for (const [timer, { at, run }] of waiting) if (at <= now && waiting.delete(timer)) run()
    },
  }
}
