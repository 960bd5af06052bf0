// What Firebase Auth knows of an account when something is about to be sent to it.
import { getApps, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { type Instant, MINUTE } from '../time/instant.ts'

/** An account as Firebase Auth has it. */
export interface AuthAccount {
  readonly isDisabled: boolean
  /** Verified, or unset. */
  readonly email?: string
}

/** Asks for an account; undefined where there is none. @throws Unavailable where it cannot be asked */
export type FindAuthAccount = (uid: string, now: Instant) => Promise<AuthAccount | undefined>

const KEPT_MILLIS = 10 * MINUTE
const ACCOUNTS_KEPT = 10_000

/** A look-up in one Firebase project that keeps each answer for ten minutes. */
export function makeFindAuthAccount(projectId: string): FindAuthAccount {
  const app =
    getApps().find(({ name }) => name === projectId) ?? initializeApp({ projectId }, projectId)
  const auth = getAuth(app)
  const kept = new Map<string, { readonly at: Instant; readonly account?: AuthAccount }>()

  async function ask(uid: string): Promise<AuthAccount | undefined> {
    try {
      const { disabled, email, emailVerified } = await auth.getUser(uid)
      return { isDisabled: disabled, ...(emailVerified && email !== undefined && { email }) }
    } catch (error) {
      if ((error as { code?: string }).code === 'auth/user-not-found') return undefined
      throw new Unavailable('accounts cannot be asked for at present', error)
    }
  }

  return async (uid, now) => {
    const known = kept.get(uid)
    if (known && now - known.at < KEPT_MILLIS) return known.account
    const account = await ask(uid)
    if (kept.size >= ACCOUNTS_KEPT) kept.clear()
    kept.set(uid, { at: now, ...(account && { account }) })
    return account
  }
}
