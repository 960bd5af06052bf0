// What Firebase Auth knows of an account when something is about to be sent to it.
import { type Instant, MINUTE } from '../time/instant.ts'
import type { AuthPlace } from './auth-place.ts'
import { type AuthAccount, lookUpAccount } from './look-up-account.ts'

/** What decides whether something is sent, and where to. */
export type Addressee = Pick<AuthAccount, 'isDisabled' | 'email'>

/** Asks for an account; undefined where there is none. @throws Unavailable where it cannot be asked */
export type FindAuthAccount = (uid: string, now: Instant) => Promise<Addressee | undefined>

const KEPT_MILLIS = 10 * MINUTE
const ACCOUNTS_KEPT = 10_000

/** A look-up in one Firebase project that keeps each answer for ten minutes. */
export function makeFindAuthAccount(place: AuthPlace): FindAuthAccount {
  const kept = new Map<string, { readonly at: Instant; readonly account?: Addressee }>()
  return async (uid, now) => {
    const known = kept.get(uid)
    if (known && now - known.at < KEPT_MILLIS) return known.account
    const account = await lookUpAccount(place, uid)
    if (kept.size >= ACCOUNTS_KEPT) kept.clear()
    kept.set(uid, { at: now, ...(account && { account }) })
    return account
  }
}
