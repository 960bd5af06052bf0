// Firebase ID tokens become actors. Whether an account was disabled or its tokens revoked is asked at most once a minute.
import { type Instant, MINUTE } from '../time/instant.ts'
import { type Actor, toActor } from './actor.ts'
import type { AuthPlace } from './auth-place.ts'
import { type AuthAccount, lookUpAccount } from './look-up-account.ts'
import type { IdToken, ReadIdToken } from './read-id-token.ts'

export type Verified =
  | { readonly actor: Actor }
  | { readonly fault: 'unauthenticated'; readonly detail: string }

/** Verifies an ID token; `fresh` also refuses a revoked token and a disabled account, within 60 s. */
export type VerifyToken = (token: string, fresh: boolean, now: Instant) => Promise<Verified>

const CHECK_MILLIS = MINUTE
const CHECKS_KEPT = 10_000

const SENTENCES = {
  invalid: 'the ID token is not valid for this project',
  expired: 'the ID token has expired',
  gone: 'the account does not exist',
  disabled: 'the account is disabled',
  revoked: 'the ID token was revoked',
} as const

const refuse = (fault: keyof typeof SENTENCES): Verified => ({
  fault: 'unauthenticated',
  detail: SENTENCES[fault],
})

function faultOf(
  account: AuthAccount | undefined,
  { signedInAt }: IdToken,
): keyof typeof SENTENCES | undefined {
  if (!account) return 'gone'
  if (account.isDisabled) return 'disabled'
  return signedInAt < account.validSince ? 'revoked' : undefined
}

/** A verifier of what `read` believes, which asks for accounts where `place` says. The emulator is asked about each token. */
export function makeVerifyToken(place: AuthPlace, read: ReadIdToken): VerifyToken {
  const checks = new Map<string, { readonly at: Instant; readonly account?: AuthAccount }>()

  async function accountOf(uid: string, now: Instant): Promise<AuthAccount | undefined> {
    const known = checks.get(uid)
    if (known && now - known.at < CHECK_MILLIS && !place.isEmulator) return known.account
    const account = await lookUpAccount(place, uid)
    if (checks.size >= CHECKS_KEPT) checks.clear()
    checks.set(uid, { at: now, ...(account && { account }) })
    return account
  }

  return async (token, fresh, now) => {
    const idToken = await read(token, now)
    if ('fault' in idToken) return refuse(idToken.fault)
    const { claims } = idToken
    const fault =
      fresh || place.isEmulator ? faultOf(await accountOf(claims.uid, now), idToken) : undefined
    return fault ? refuse(fault) : { actor: toActor(claims) }
  }
}
