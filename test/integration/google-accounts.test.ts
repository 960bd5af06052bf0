// Accounts of Google's, and visitors who take one: Firebase's own SDK against the Auth emulator, and what the functions make of it.
// The window that a browser opens for it stays untried here; a credential is what comes out of it.
import { deleteApp, type FirebaseApp, FirebaseError, initializeApp } from 'firebase/app'
import {
  type Auth,
  connectAuthEmulator,
  GoogleAuthProvider,
  initializeAuth,
  inMemoryPersistence,
  linkWithCredential,
  signInAnonymously,
  signInWithCredential,
  type User as SignedIn,
} from 'firebase/auth'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let app: FirebaseApp
let auth: Auth
let apps = 0

beforeAll(async () => {
  backend = await startBackend({
    // The one project that the Auth emulator signs in for.
    projectId: 'demo-test',
    config: { allowsAnonymousReads: true },
  })
})
afterAll(() => backend.stop())
beforeEach(() => {
  app = initializeApp({ projectId: backend.projectId, apiKey: 'local' }, `app-${apps++}`)
  auth = initializeAuth(app, { persistence: inMemoryPersistence })
  connectAuthEmulator(auth, `http://${inject('parts').authHost}`, { disableWarnings: true })
})
afterEach(() => deleteApp(app))

/** What Google says of somebody; the emulator takes it unsigned. */
const google = (sub: string, email: string) =>
  GoogleAuthProvider.credential(JSON.stringify({ sub, email, email_verified: true, name: 'Gina' }))

/** Whoever is signed in with the SDK, as the requests of tests carry them. */
const toUser = async (user: SignedIn, isNew = false): Promise<User> => ({
  uid: user.uid,
  email: user.email ?? '',
  password: '',
  token: await user.getIdToken(isNew),
})

async function accountOf(user: SignedIn) {
  return f.granted(await f.get(backend, 'get-account', await toUser(user))).account
}

describe('an account of Google’s', () => {
  it('is one like any other, its address verified', async () => {
    const { user } = await signInWithCredential(auth, google('g-1', 'gina@example.com'))
    expect(await accountOf(user)).toMatchObject({
      uid: user.uid,
      email: 'gina@example.com',
      emailVerified: true,
    })
  })

  it('that a visitor takes keeps the visitor’s uid, and may book', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
    const visitor = (await signInAnonymously(auth)).user
    const start = new Date(Math.ceil(Date.now() / 3_600_000 + 3) * 3_600_000).toISOString()
    const book = async () =>
      f.post(backend, 'create-booking', await toUser(visitor, true), {
        serviceId: made.serviceId,
        start,
      })
    expect((await book()).status).toBe(403)
    const { user } = await linkWithCredential(visitor, google('g-2', 'lena@example.com'))
    expect(user.uid).toBe(visitor.uid)
    expect(f.granted(await book()).booking).toMatchObject({ status: 'confirmed' })
  })

  it('that exists already is taken in place of the visitor’s, with its own uid', async () => {
    const known = (await signInWithCredential(auth, google('g-3', 'hugo@example.com'))).user
    const visitor = (await signInAnonymously(auth)).user
    const refused: unknown = await linkWithCredential(
      visitor,
      google('g-3', 'hugo@example.com'),
    ).catch((error: unknown) => error)
    if (!(refused instanceof FirebaseError)) throw new Error('the account was linked twice')
    expect(refused.code).toBe('auth/credential-already-in-use')
    // Google's own servers put it into the refusal; the emulator does not.
    const credential =
      GoogleAuthProvider.credentialFromError(refused) ?? google('g-3', 'hugo@example.com')
    const { user } = await signInWithCredential(auth, credential)
    expect(user.uid).toBe(known.uid)
    expect(await accountOf(user)).toMatchObject({ uid: known.uid })
  })
})
