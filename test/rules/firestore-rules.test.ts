// Who may read which document, tried with the client SDK as apps use it: every path, every role, every way; no writes.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FirebaseApp, deleteApp, initializeApp } from 'firebase/app'
import {
  type Auth,
  connectAuthEmulator,
  getAuth,
  signInAnonymously,
  signInWithEmailAndPassword,
} from 'firebase/auth'
import {
  type Firestore,
  type Query,
  addDoc,
  collection,
  collectionGroup,
  connectFirestoreEmulator,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  getFirestore,
  onSnapshot,
  orderBy,
  query,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
} from 'firebase/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { putRules } from '../../dev/parts/firestore.ts'
import { toRules } from '../../dev/rules/to-rules.ts'
import { DOCUMENTS, type Readers } from '../../shared/contract/described/documents.ts'
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { signUp } from '../support/users.ts'

// The SDK logs every refusal, and refusals are what is looked for here.
setLogLevel('silent')

const ROLES = ['signed out', 'anonymous', 'a stranger', 'the owner', 'an admin'] as const
type Role = (typeof ROLES)[number]

/** The Auth emulator's own project: where the client SDK signs in. */
const AUTH_PROJECT = 'demo-test'
const RULES = readFileSync(join(import.meta.dirname, '../../firestore.rules'), 'utf8')
const ANONYMOUS_RULES = toRules(RULES, true)

interface Client {
  readonly app: FirebaseApp
  readonly uid: string
  readonly firestore: Firestore
}

/** An app of somebody, as it runs on a phone. */
async function open(projectId: string, signIn: (auth: Auth) => Promise<unknown>): Promise<Client> {
  const { firestoreHost, authHost } = inject('parts')
  const [host = '', port] = firestoreHost.split(':')
  const app = initializeApp({ projectId, apiKey: 'fake' }, randomUUID())
  const auth = getAuth(app)
  connectAuthEmulator(auth, `http://${authHost}`, { disableWarnings: true })
  const firestore = getFirestore(app)
  connectFirestoreEmulator(firestore, host, Number(port))
  await signIn(auth)
  return { app, uid: auth.currentUser?.uid ?? '', firestore }
}

async function openNamed(projectId: string, name: string, claims?: object): Promise<Client> {
  const { email, password } = await signUp(inject('parts').authHost, AUTH_PROJECT, name, claims)
  return open(projectId, (auth) => signInWithEmailAndPassword(auth, email, password))
}

async function openAll(projectId: string): Promise<Readonly<Record<Role, Client>>> {
  return {
    'signed out': await open(projectId, () => Promise.resolve()),
    anonymous: await open(projectId, signInAnonymously),
    'a stranger': await openNamed(projectId, 'Stranger'),
    'the owner': await openNamed(projectId, 'Owner'),
    'an admin': await openNamed(projectId, 'Admin', { admin: true }),
  }
}

const pathsOf = (readers: Readers): readonly string[] =>
  Object.values(DOCUMENTS)
    .filter((document) => document.readers === readers)
    .map(({ path }) => path.replace('{professionalId}', 'p').replace('{date}', '2026-11-23'))

/** What the description says of who may read them is what is tried. */
const PUBLIC = pathsOf('signed-in')
const PRIVATE = pathsOf('account').map((path) => path.split('/')[2] ?? path)
/** Nothing is written there; whatever should ever be is nobody's but an admin's. */
const unknownPaths = (uid: string) => [
  `accounts/${uid}`,
  `accounts/${uid}/devices/x`,
  `accounts/${uid}/bookings/x/deeper/x`,
  'professionals/p/secrets/x',
  'professionals/p/days/2026-11-23/deeper/x',
  'mirrors/p/deeper/x',
  'elsewhere/x',
]

/** What Firestore says to a request: `allowed`, or its error's code. */
async function verdict(request: Promise<unknown>): Promise<string> {
  try {
    await request
    return 'allowed'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** The first answer to a listener. */
function heard(listened: Query): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      listened,
      () => {
        stop()
        resolve()
      },
      reject,
    )
  })
}

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/')

/** The verdicts on many paths, by path. */
async function byPath<T>(
  paths: Iterable<string>,
  ask: (path: string) => Promise<T>,
): Promise<Readonly<Record<string, T>>> {
  const answers: Record<string, T> = {}
  for (const path of paths) answers[path] = await ask(path)
  return answers
}

const forAll = <T>(paths: Iterable<string>, answer: T) =>
  Object.fromEntries([...paths].map((path) => [path, answer]))

const privatePaths = (uid: string) => PRIVATE.map((name) => `accounts/${uid}/${name}/x`)

/** A document got, its collection listed, and listened to. */
async function readings({ firestore }: Client, path: string): Promise<readonly string[]> {
  const siblings = collection(firestore, parentOf(path))
  return Promise.all([
    verdict(getDoc(doc(firestore, path))),
    verdict(getDocs(siblings)),
    verdict(heard(siblings)),
  ])
}

const ALLOWED = ['allowed', 'allowed', 'allowed']
const DENIED = ['permission-denied', 'permission-denied', 'permission-denied']

/** The queries that docs/reference/documents.md names, on what anybody signed in may read. */
function publicQueries(firestore: Firestore): readonly Query[] {
  const professionals = collection(firestore, 'professionals')
  const soon = [where('soonest', '>=', new Date()), orderBy('soonest')] as const
  return [
    query(
      collection(firestore, 'professionals/p/days'),
      where('date', '>=', '2026-11-01'),
      where('date', '<', '2026-12-01'),
    ),
    query(professionals, ...soon),
    query(professionals, where('specialtyKeys', 'array-contains', 'massage'), ...soon),
    query(professionals, where('active', '==', true), ...soon),
  ]
}

/** Those on what one account may read. */
function privateQueries(firestore: Firestore, uid: string): readonly Query[] {
  const byStart = ['bookings', 'agenda'].flatMap((name) => {
    const documents = collection(firestore, `accounts/${uid}/${name}`)
    return [
      query(documents, where('start', '>=', new Date(0)), where('start', '<', new Date())),
      query(documents, where('status', 'in', ['pending', 'confirmed']), orderBy('start')),
    ]
  })
  const notifications = collection(firestore, `accounts/${uid}/notifications`)
  return [
    ...byStart,
    query(notifications, orderBy('createdAt', 'desc')),
    query(notifications, where('readAt', '==', null)),
  ]
}

const verdicts = (queries: readonly Query[]) =>
  Promise.all(queries.map((one) => verdict(getDocs(one))))

describe.each([
  { name: 'the rules as they are', rules: RULES, anonymousReads: false },
  { name: 'the rules with ANONYMOUS_READS=true', rules: ANONYMOUS_RULES, anonymousReads: true },
])('by $name', ({ rules, anonymousReads }) => {
  const projectId = `demo-${randomUUID().slice(0, 18)}`
  let clients: Readonly<Record<Role, Client>>
  let owner: string

  beforeAll(async () => {
    const { firestoreHost } = inject('parts')
    await putRules(firestoreHost, projectId, rules)
    clients = await openAll(projectId)
    owner = clients['the owner'].uid
    const writer = openFirestore({ projectId, emulatorHost: firestoreHost })
    const paths = [...PUBLIC, ...privatePaths(owner), ...unknownPaths(owner)]
    const now = new Date()
    const content = {
      date: '2026-11-23',
      active: true,
      soonest: now,
      specialtyKeys: ['massage'],
      start: now,
      status: 'confirmed',
      createdAt: now,
      readAt: null,
    }
    await Promise.all(paths.map((path) => writer.doc(path).set(content)))
    await writer.terminate()
  })
  afterAll(() => Promise.all(Object.values(clients).map(({ app }) => deleteApp(app))))

  const readsPublic = (role: Role) =>
    role !== 'signed out' && (role !== 'anonymous' || anonymousReads)
  const readsPrivate = (role: Role) => role === 'the owner' || role === 'an admin'

  it('differ in one line only', () => {
    const lines = rules.split('\n')
    const changed = RULES.split('\n').filter((line, index) => line !== lines[index])
    expect(changed).toHaveLength(anonymousReads ? 1 : 0)
  })

  it.each(ROLES)('%s, reading what everybody signed in may', async (role) => {
    const expected = readsPublic(role) ? ALLOWED : DENIED
    const read = await byPath(PUBLIC, (path) => readings(clients[role], path))
    expect(read).toEqual(forAll(PUBLIC, expected))
    const queries = await verdicts(publicQueries(clients[role].firestore))
    expect(new Set(queries)).toEqual(new Set([expected[0]]))
  })

  it.each(ROLES)('%s, reading what is the owner’s', async (role) => {
    const expected = readsPrivate(role) ? ALLOWED : DENIED
    const paths = privatePaths(owner)
    const read = await byPath(paths, (path) => readings(clients[role], path))
    expect(read).toEqual(forAll(paths, expected))
    const queries = await verdicts(privateQueries(clients[role].firestore, owner))
    expect(new Set(queries)).toEqual(new Set([expected[0]]))
  })

  it('nobody anonymous has documents of their own', async () => {
    const paths = privatePaths(clients.anonymous.uid)
    const read = await byPath(paths, (path) => readings(clients.anonymous, path))
    expect(read).toEqual(forAll(paths, DENIED))
  })

  it.each(ROLES)('%s, reading what the rules do not name', async (role) => {
    const expected = role === 'an admin' ? ALLOWED : DENIED
    const paths = unknownPaths(owner)
    const read = await byPath(paths, (path) => readings(clients[role], path))
    expect(read).toEqual(forAll(paths, expected))
  })

  it.each(ROLES)('%s, reading over all accounts at once', async (role) => {
    const groups = PRIVATE.map((name) => collectionGroup(clients[role].firestore, name))
    const expected = role === 'an admin' ? 'allowed' : 'permission-denied'
    expect(new Set(await verdicts(groups))).toEqual(new Set([expected]))
  })

  it.each(ROLES)('%s writes nothing', async (role) => {
    const { firestore, uid } = clients[role]
    const own = uid === '' ? [] : privatePaths(uid)
    const paths = new Set([...PUBLIC, ...privatePaths(owner), ...own, ...unknownPaths(owner)])
    const written = await byPath(paths, (path) => {
      const reference = doc(firestore, path)
      return Promise.all([
        verdict(setDoc(reference, { start: 1 })),
        verdict(updateDoc(reference, { readAt: new Date() })),
        verdict(addDoc(collection(firestore, parentOf(path)), { start: 1 })),
        verdict(deleteDoc(reference)),
      ])
    })
    expect(written).toEqual(forAll(paths, [...DENIED, 'permission-denied']))
  })
})
