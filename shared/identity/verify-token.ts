// Firebase ID tokens become actors. Whether an account was disabled or its tokens revoked is asked at most once a minute.
import { getApps, initializeApp } from 'firebase-admin/app'
import { type Auth, type DecodedIdToken, getAuth } from 'firebase-admin/auth'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { type Instant, MINUTE, SECOND } from '../time/instant.ts'
import { type Actor, toActor } from './actor.ts'

export type Verified =
  | { readonly actor: Actor }
  | { readonly fault: 'unauthenticated'; readonly detail: string }

/** Verifies an ID token; `fresh` also refuses a revoked token and a disabled account, within 60 s. */
export type VerifyToken = (token: string, fresh: boolean, now: Instant) => Promise<Verified>

interface Checked {
  readonly at: Instant
  readonly isDisabled: boolean
  readonly validSince: Instant
}

const CHECK_MILLIS = MINUTE
const CHECKS_KEPT = 10_000

const SENTENCES: Record<string, string> = {
  'auth/id-token-expired': 'the ID token has expired',
  'auth/id-token-revoked': 'the ID token was revoked',
  'auth/user-disabled': 'the account is disabled',
  'auth/user-not-found': 'the account does not exist',
}

// Key fetching is reported as an argument error; only its words tell it from a bad token. What is said of a token quotes
// its claims, and a project may well be called `my-network`.
const NETWORK =
  /^(?!Firebase ID token).*(fetching|network|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|timeout)/is

/** The codes with which a token itself is refused; any other is a fault of asking, such as a quota or a missing right. */
const TOKEN_CODES = ['auth/argument-error', 'auth/invalid-id-token']

const INVALID = 'the ID token is not valid for this project'

function isObject(part: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/**
 * Whether a text has the form of a JWT: firebase-admin throws what its JSON parser throws at anything else, which reads like
 * a fault of asking.
 */
function hasForm(token: string): boolean {
  const [header = '', claims = '', , ...more] = token.split('.')
  return more.length === 0 && isObject(header) && isObject(claims)
}

function toFault(error: unknown): Verified {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const sentence = SENTENCES[code]
  if (sentence) return { fault: 'unauthenticated', detail: sentence }
  if (TOKEN_CODES.includes(code) && !NETWORK.test(message))
    return { fault: 'unauthenticated', detail: INVALID }
  throw new Unavailable('ID tokens cannot be verified at present', error)
}

async function checkAccount(auth: Auth, uid: string, now: Instant): Promise<Checked> {
  const user = await auth.getUser(uid)
  const validSince = user.tokensValidAfterTime ? Date.parse(user.tokensValidAfterTime) : 0
  return { at: now, isDisabled: user.disabled, validSince }
}

function refusal(checked: Checked, token: DecodedIdToken): string | undefined {
  if (checked.isDisabled) return SENTENCES['auth/user-disabled']
  if (token.auth_time * SECOND < checked.validSince) return SENTENCES['auth/id-token-revoked']
  return undefined
}

/** A verifier for the tokens of one Firebase project. The Auth emulator is used where its address is in the environment. */
export function makeVerifyToken(projectId: string): VerifyToken {
  const app =
    getApps().find(({ name }) => name === projectId) ?? initializeApp({ projectId }, projectId)
  const auth = getAuth(app)
  const checks = new Map<string, Checked>()

  async function checkFresh(token: DecodedIdToken, now: Instant): Promise<string | undefined> {
    let checked = checks.get(token.uid)
    if (!checked || now - checked.at >= CHECK_MILLIS) {
      checked = await checkAccount(auth, token.uid, now)
      if (checks.size >= CHECKS_KEPT) checks.clear()
      checks.set(token.uid, checked)
    }
    return refusal(checked, token)
  }

  return async (token, fresh, now) => {
    if (!hasForm(token)) return { fault: 'unauthenticated', detail: INVALID }
    try {
      const decoded = await auth.verifyIdToken(token)
      const detail = fresh ? await checkFresh(decoded, now) : undefined
      return detail ? { fault: 'unauthenticated', detail } : { actor: toActor(decoded) }
    } catch (error) {
      return toFault(error)
    }
  }
}
