// Two people with the Firebase web SDK, as an app has it: signed in, calling functions, listening to documents.
import { deleteApp, initializeApp } from 'firebase/app'
import {
  connectAuthEmulator,
  inMemoryPersistence,
  initializeAuth,
  signInWithEmailAndPassword,
} from 'firebase/auth'
import {
  connectFirestoreEmulator,
  doc,
  getFirestore,
  onSnapshot,
  terminate,
  type Timestamp,
} from 'firebase/firestore'
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions'
import type { Addresses } from '../stack-file.ts'
import { signIn } from './accounts.ts'

export interface Screen {
  /** Calls a function; what it refuses is thrown with its words. */
  readonly call: <Answer>(name: string, input: object) => Promise<Answer>
  /** Listens to the free starts of a service on a date. */
  readonly watch: (day: WatchedDay) => Watch
  readonly close: () => Promise<void>
}

interface WatchedDay {
  readonly professionalId: string
  readonly date: string
  readonly serviceId: string
}

/** What a screen shows: the starts in milliseconds since 1970, and when it came (`performance.now`). */
interface Shown {
  readonly starts: readonly number[]
  readonly at: number
}

interface Watch {
  /** The first thing shown, from now on or already, that is as wished; rejects after 15 s. */
  readonly until: (wish: (starts: readonly number[]) => boolean) => Promise<Shown>
  readonly stop: () => void
}

interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

const PATIENCE_MILLIS = 15_000

function splitHost(host: string): readonly [string, number] {
  const { hostname, port } = new URL(`http://${host}`)
  return [hostname, Number(port)]
}

/** Signs a person in, each in an app of their own. Their account is made if need be, its address verified, so that mail goes there. */
export async function openScreen(
  { functions, firestoreHost, authHost, projectId }: Addresses,
  { name, email, password }: Person,
): Promise<Screen> {
  const app = initializeApp({ projectId, apiKey: 'any' }, name)
  const auth = initializeAuth(app, { persistence: inMemoryPersistence })
  connectAuthEmulator(auth, `http://${authHost}`, { disableWarnings: true })
  const firestore = getFirestore(app)
  connectFirestoreEmulator(firestore, ...splitHost(firestoreHost))
  const calls = getFunctions(app)
  connectFunctionsEmulator(calls, ...splitHost(new URL(functions).host))
  await signIn(authHost, projectId, { name, email }, password)
  await signInWithEmailAndPassword(auth, email, password)
  return {
    // The answer of a function is what the contract says.
    call: async <Answer>(name: string, input: object) =>
      (await httpsCallable<object, Answer>(calls, name)(input)).data,
    watch: ({ professionalId, date, serviceId }) => {
      const day = doc(firestore, `professionals/${professionalId}/days/${date}`)
      return watchStarts((show, fail) =>
        onSnapshot(
          day,
          (snapshot) => {
            const { slots = {} } = (snapshot.data() ?? {}) as DayDocument
            show((slots[serviceId] ?? []).map(({ start }) => start.toMillis()))
          },
          fail,
        ),
      )
    },
    close: async () => {
      await terminate(firestore)
      await deleteApp(app)
    },
  }
}

/** As docs/reference/documents.md has it. */
interface DayDocument {
  readonly slots?: Readonly<Record<string, readonly { readonly start: Timestamp }[]>>
}

function watchStarts(
  listen: (show: (starts: readonly number[]) => void, fail: (error: Error) => void) => () => void,
): Watch {
  let last: Shown | undefined
  let broken: Error | undefined
  let look = () => {}
  const stop = listen(
    (starts) => {
      last = { starts, at: performance.now() }
      look()
    },
    (error) => {
      broken = error
      look()
    },
  )
  const until = (wish: (starts: readonly number[]) => boolean) =>
    new Promise<Shown>((resolve, reject) => {
      const timer = setTimeout(() => {
        const seen = last ? `it shows ${last.starts.length} free starts` : 'it shows nothing'
        reject(new Error(`Nothing arrived on the screen within 15 s: ${seen}.`))
      }, PATIENCE_MILLIS)
      look = () => {
        if (broken) reject(broken)
        else if (last && wish(last.starts)) resolve(last)
        else return
        clearTimeout(timer)
        look = () => {}
      }
      look()
    })
  return { until, stop }
}
