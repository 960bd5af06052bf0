// Who is signed in: Firebase's user, the account behind it, and whether there is a calendar of theirs.
import type { User } from 'firebase/auth'
import { useSyncExternalStore } from 'react'
import type { Account } from '../../../client/index.ts'
import { formatLocale, keepLanguage, toLanguage } from '../words/language.ts'
import { currentLanguage, setLanguage } from '../words/words.ts'
import { deviceZone } from '../words/when.ts'
import type { Backend } from './backend.ts'
import { connect } from './backend.ts'
import { begin } from './begin.ts'
import { forgetZone, keepZone, keptZone } from './kept-zone.ts'
import { makeStore, useStore } from './store.ts'

export type Session = { readonly kind: 'starting' } | { readonly kind: 'signed-out' } | SignedIn

export interface SignedIn {
  readonly kind: 'signed-in'
  readonly uid: string
  readonly isAnonymous: boolean
  readonly emailVerified: boolean
  readonly email?: string
  /** Absent until it is loaded, and where loading it failed. */
  readonly account?: Account
  /** The account's zone as this device knows it, until the account itself is loaded. */
  readonly keptZone?: string
  readonly professionalId?: string
  readonly unread: number
}

export const session = makeStore<Session>({ kind: 'starting' })

/** Follows who is signed in, from the start of the app to its end. */
export async function followSession(): Promise<void> {
  const backend = await connect()
  const { onIdTokenChanged, signInAnonymously } = await import('firebase/auth')
  let stopUnread: (() => void) | undefined
  let known: string | undefined
  // Of an anonymous account that becomes somebody's only the token tells; it is renewed every hour, too.
  onIdTokenChanged(backend.firebase.auth, (user) => {
    const now = user ? JSON.stringify(toSession(user)) : ''
    if (now === known) return
    known = now
    stopUnread?.()
    stopUnread = undefined
    if (!user) {
      // Where visitors may look, they do so with an account that has no name yet.
      if (backend.config.anonymousReads) begin(signInAnonymously(backend.firebase.auth))
      else session.set({ kind: 'signed-out' })
      return
    }
    const zone = keptZone(user.uid)
    session.set({ ...toSession(user), ...(zone !== undefined && { keptZone: zone }) })
    if (user.isAnonymous) return
    stopUnread = backend.live.watchNotifications({ uid: user.uid, limit: 50 }, ({ data }) => {
      const unread = data?.filter(({ readAt }) => readAt === null).length ?? 0
      const now = session.get()
      if (now.kind === 'signed-in' && now.unread !== unread) session.set({ ...now, unread })
    })
    begin(refreshAccount(backend))
  })
}

const toSession = (user: User): SignedIn => ({
  kind: 'signed-in',
  uid: user.uid,
  isAnonymous: user.isAnonymous,
  emailVerified: user.emailVerified,
  ...(user.email !== null && { email: user.email }),
  unread: 0,
})

/** Asks for the account anew: after signing in, and after a command that changes it. */
export async function refreshAccount(given?: Backend): Promise<void> {
  const backend = given ?? (await connect())
  const { account, professionalId } = await backend.client.call.getAccount({})
  const now = session.get()
  if (now.kind !== 'signed-in' || now.uid !== account.uid) return
  if (account.timeZone === undefined) forgetZone()
  else keepZone(account.uid, account.timeZone)
  session.set({ ...now, account, ...(professionalId !== undefined && { professionalId }) })
  if (account.locale !== undefined) await showLanguage(account.locale)
}

/** Shows the app in a locale's language. */
export async function showLanguage(locale: string): Promise<void> {
  const language = toLanguage(locale)
  await setLanguage(language)
  keepLanguage(language)
}

export function useSession(): Session {
  return useStore(session)
}

/** Who is signed in with an account of their own; undefined for visitors. */
export function useAccount(): SignedIn | undefined {
  const now = useSession()
  return now.kind === 'signed-in' && !now.isAnonymous ? now : undefined
}

/** The zone in which somebody reads times: the one they chose for now, their account's, the device's. */
export function useViewerZone(): string {
  const chosen = useStore(chosenZone)
  // Hundreds of times on a page ask: they are drawn again for another zone alone, not for all else that changes in a session.
  const ofAccount = useAccountZone()
  return chosen ?? ofAccount ?? deviceZone()
}

/** The account's zone, as soon as this device knows it. */
export function useAccountZone(): string | undefined {
  return useSyncExternalStore(session.follow, accountZone)
}

function accountZone(): string | undefined {
  const now = session.get()
  if (now.kind !== 'signed-in' || now.isAnonymous) return undefined
  return now.account ? now.account.timeZone : now.keptZone
}

/** A zone that was chosen on this device until the app is closed. */
export const chosenZone = makeStore<string | undefined>(undefined)

/** Locale and zone to send along with what a person is told later. */
export function hereNow(): { readonly locale: string; readonly timeZone: string } {
  return { locale: formatLocale(currentLanguage()), timeZone: deviceZone() }
}
