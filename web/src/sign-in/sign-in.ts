// Signing in and out with Firebase Auth: e-mail and password, a link by mail, Google. A visitor's anonymous account becomes
// the new one where that is possible, so that its uid survives.
import type { Auth, UserCredential } from 'firebase/auth'
import { connect } from '../app/backend.ts'
import { type Key, t } from '../words/words.ts'

const LINK_EMAIL = 'signInEmail'

async function authOf(): Promise<Auth> {
  return (await connect()).firebase.auth
}

export async function signIn(email: string, password: string): Promise<UserCredential> {
  const { signInWithEmailAndPassword } = await import('firebase/auth')
  return signInWithEmailAndPassword(await authOf(), email, password)
}

/** Makes an account, out of the anonymous one if there is one, and sends the mail that verifies its address. */
export async function signUp(email: string, password: string): Promise<void> {
  const {
    createUserWithEmailAndPassword,
    EmailAuthProvider,
    linkWithCredential,
    sendEmailVerification,
  } = await import('firebase/auth')
  const auth = await authOf()
  const user = auth.currentUser?.isAnonymous ? auth.currentUser : undefined
  const made = user
    ? await linkWithCredential(user, EmailAuthProvider.credential(email, password))
    : await createUserWithEmailAndPassword(auth, email, password)
  await sendEmailVerification(made.user, { url: location.origin })
}

export async function signInWithGoogle(): Promise<void> {
  // What opens windows is large, and few need it.
  const {
    browserPopupRedirectResolver: popups,
    GoogleAuthProvider,
    linkWithPopup,
    signInWithCredential,
    signInWithPopup,
  } = await import('firebase/auth')
  const auth = await authOf()
  const provider = new GoogleAuthProvider()
  if (!auth.currentUser?.isAnonymous) {
    await signInWithPopup(auth, provider, popups)
    return
  }
  try {
    await linkWithPopup(auth.currentUser, provider, popups)
  } catch (error) {
    // There is an account of this person already: it is taken instead, with its own uid.
    const { FirebaseError } = await import('firebase/app')
    const isTaken =
      error instanceof FirebaseError && error.code === 'auth/credential-already-in-use'
    const credential = isTaken ? GoogleAuthProvider.credentialFromError(error) : null
    if (!credential) throw error
    await signInWithCredential(auth, credential)
  }
}

/** Mails a link that signs in; `next` is where it leads. */
export async function sendSignInLink(email: string, next: string): Promise<void> {
  const { sendSignInLinkToEmail } = await import('firebase/auth')
  const url = `${location.origin}/sign-in?next=${encodeURIComponent(next)}`
  await sendSignInLinkToEmail(await authOf(), email, { url, handleCodeInApp: true })
  localStorage.setItem(LINK_EMAIL, email)
}

/** Whether the present address is such a link. */
export async function isSignInLink(): Promise<boolean> {
  if (!location.search.includes('oobCode')) return false
  const { isSignInWithEmailLink } = await import('firebase/auth')
  return isSignInWithEmailLink(await authOf(), location.href)
}

/** The address that the link was sent to, where it was asked for on this device. */
export function linkEmail(): string | undefined {
  return localStorage.getItem(LINK_EMAIL) ?? undefined
}

export async function finishSignInLink(email: string): Promise<void> {
  const { signInWithEmailLink } = await import('firebase/auth')
  await signInWithEmailLink(await authOf(), email, location.href)
  localStorage.removeItem(LINK_EMAIL)
}

export async function resetPassword(email: string): Promise<void> {
  const { sendPasswordResetEmail } = await import('firebase/auth')
  await sendPasswordResetEmail(await authOf(), email)
}

export async function sendVerification(): Promise<void> {
  const { sendEmailVerification } = await import('firebase/auth')
  const user = (await authOf()).currentUser
  if (user) await sendEmailVerification(user, { url: location.href })
}

const SENTENCES: Partial<Record<string, Key>> = {
  'auth/invalid-credential': 'signIn.wrong',
  'auth/wrong-password': 'signIn.wrong',
  'auth/user-not-found': 'signIn.wrong',
  'auth/invalid-email': 'signIn.badEmail',
  'auth/weak-password': 'signIn.weak',
  'auth/email-already-in-use': 'signIn.taken',
  'auth/user-disabled': 'signIn.disabled',
  'auth/too-many-requests': 'signIn.tooMany',
  'auth/popup-closed-by-user': 'signIn.closed',
  'auth/cancelled-popup-request': 'signIn.closed',
  'auth/network-request-failed': 'failure.offline',
}

/** Faults of one of the two fields. */
const FIELDS: Partial<Record<string, 'email' | 'password'>> = {
  'auth/invalid-email': 'email',
  'auth/email-already-in-use': 'email',
  'auth/weak-password': 'password',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** What to say of an error of Firebase Auth's. */
export function signInFailure(error: unknown, email: string): string {
  return t(SENTENCES[codeOf(error)] ?? 'failure.unknown', { email })
}

/** The field that it is about, if it is about one. */
export function fieldOf(error: unknown): 'email' | 'password' | undefined {
  return FIELDS[codeOf(error)]
}
