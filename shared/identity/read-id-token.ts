// What a Firebase ID token says, believed by the rules of
// firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library, which are firebase-admin's.
// firebase-admin itself costs a cold start half of an empty function's, and tells a fault of the network by the words of a message.
import { createHash } from 'node:crypto'
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, UnsecuredJWT } from 'jose'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { HOUR, type Instant, SECOND } from '../time/instant.ts'
import type { Claims } from './actor.ts'
import { isTokenFault } from './jwt-faults.ts'

/** Where Google publishes the keys that ID tokens are signed with. */
const ID_TOKEN_KEYS =
  'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com'

/** About as long as Google's answer allows; a key that is not among the kept ones is asked for at once. */
const KEYS_KEPT_MILLIS = 6 * HOUR
const TOKENS_KEPT = 10_000
const UID_CHARACTERS = 128

/** A token that is believed. */
export interface IdToken {
  readonly claims: Claims
  /** When its person signed in. */
  readonly signedInAt: Instant
  readonly expiresAt: Instant
}

export type ReadIdToken = (
  token: string,
  now: Instant,
) => Promise<IdToken | { readonly fault: 'invalid' | 'expired' }>

/** What a verified payload says; undefined where Firebase does not write such ones. */
function toIdToken(payload: JWTPayload): IdToken | undefined {
  const { sub, exp, aud, auth_time: signedIn, firebase } = payload
  // A list would do for other issuers; this one names one project.
  if (typeof aud !== 'string') return undefined
  if (sub === undefined || sub === '' || sub.length > UID_CHARACTERS) return undefined
  if (typeof exp !== 'number' || typeof signedIn !== 'number') return undefined
  if (typeof firebase !== 'object' || firebase === null) return undefined
  const claims = { ...payload, uid: sub, firebase } as unknown as Claims // as Firebase documents it
  return { claims, signedInAt: signedIn * SECOND, expiresAt: exp * SECOND }
}

const toFault = (error: unknown) =>
  error instanceof errors.JWTExpired
    ? ({ fault: 'expired' } as const)
    : ({ fault: 'invalid' } as const)

const expectationsOf = (projectId: string) => ({
  audience: projectId,
  issuer: `https://securetoken.google.com/${projectId}`,
  requiredClaims: ['exp', 'iat', 'sub'],
})

/**
 * Reads tokens of one project that Google signed. What was verified once is believed until it ends, where so much is kept at all.
 *
 * @throws Unavailable where the keys cannot be had
 */
export function makeReadIdToken(
  projectId: string,
  { keysUrl = ID_TOKEN_KEYS, keepsTokens = true } = {},
): ReadIdToken {
  const keys = createRemoteJWKSet(new URL(keysUrl), { cacheMaxAge: KEYS_KEPT_MILLIS })
  const expected = { ...expectationsOf(projectId), algorithms: ['RS256'] }
  const believed = new Map<string, IdToken>()

  async function verify(token: string, now: Instant): Promise<IdToken | undefined> {
    const options = { ...expected, currentDate: new Date(now) }
    const { payload, protectedHeader } = await jwtVerify(token, keys, options)
    return protectedHeader.kid === undefined ? undefined : toIdToken(payload)
  }

  return async (token, now) => {
    // By its hash: what is kept of it signs nobody in.
    const hash = createHash('sha256').update(token).digest('base64')
    const known = believed.get(hash)
    if (known && now < known.expiresAt) return known
    believed.delete(hash)
    try {
      const read = await verify(token, now)
      if (!read) return { fault: 'invalid' }
      if (believed.size >= TOKENS_KEPT) believed.clear()
      if (keepsTokens) believed.set(hash, read)
      return read
    } catch (error) {
      if (isTokenFault(error)) return toFault(error)
      throw new Unavailable('ID tokens cannot be verified at present', error)
    }
  }
}

/**
 * Reads tokens of the Auth emulator, which nobody signed. They end by the emulator's clock, which is the machine's, whatever time
 * the rest of a local stack is told.
 */
export function makeReadEmulatorToken(projectId: string): ReadIdToken {
  const expected = expectationsOf(projectId)
  return (token) => {
    try {
      return Promise.resolve(
        toIdToken(UnsecuredJWT.decode(token, expected).payload) ?? { fault: 'invalid' },
      )
    } catch (error) {
      if (isTokenFault(error)) return Promise.resolve(toFault(error))
      throw error
    }
  }
}
