// Accounts by Firebase Auth's REST API: made for one run with e-mail and password, or anonymous, and deleted after it.
// https://docs.cloud.google.com/identity-platform/docs/use-rest-api
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { Unable } from '../bench/outcome.ts'
import type { Target } from './target.ts'

export interface Account {
  /** What it is called in this run: `owner`, `ann`. */
  readonly role: string
  readonly uid: string
  readonly token: string
  /** Unset: handed in, or anonymous. */
  readonly login?: { readonly email: string; readonly password: string }
  /** Handed in by whoever runs this: it is not ours to erase. */
  readonly isGiven: boolean
}

const SignedIn = z.object({ localId: z.string(), idToken: z.string() })
const Claims = z.object({ sub: z.string() })

const CALL_MILLIS = 20_000

async function post(target: Target, method: string, body: object) {
  const url = `${target.authUrl}/v1/accounts:${method}?key=${target.apiKey}`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(CALL_MILLIS),
  })
  const text = await response.text()
  // Google says what is wrong in `error.message`, such as OPERATION_NOT_ALLOWED.
  const fault = /"message":\s*"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 200)
  return { ok: response.ok, text, fault }
}

/**
 * Makes an account that says in its address what it is for.
 *
 * @param run names the run, so that what it made can be told from everything else
 */
export async function signUp(target: Target, run: string, role: string): Promise<Account> {
  // Of a domain that belongs to nobody (RFC 2606): no mail reaches anybody.
  const login = {
    email: `conformance-${run}-${role}@example.com`,
    password: randomBytes(18).toString('base64url'),
  }
  const made = await post(target, 'signUp', { ...login, returnSecureToken: true })
  if (!made.ok)
    throw new Unable(
      `No account could be made: Firebase Auth answered ${made.fault}. ` +
        'Sign-up with e-mail and password must be on, or hand accounts in with --accounts.',
    )
  const { localId, idToken } = SignedIn.parse(JSON.parse(made.text))
  return { role, uid: localId, token: idToken, login, isGiven: false }
}

/** Makes an anonymous account; undefined where the project has none. */
export async function signUpAnonymous(target: Target, role: string): Promise<Account | undefined> {
  const made = await post(target, 'signUp', { returnSecureToken: true })
  if (!made.ok) return undefined
  const { localId, idToken } = SignedIn.parse(JSON.parse(made.text))
  return { role, uid: localId, token: idToken, isGiven: false }
}

/** Signs an account of an earlier run in; undefined where there is none any more. */
export async function signIn(
  target: Target,
  role: string,
  login: { readonly email: string; readonly password: string },
): Promise<Account | undefined> {
  const answer = await post(target, 'signInWithPassword', { ...login, returnSecureToken: true })
  if (!answer.ok) return undefined
  const { localId, idToken } = SignedIn.parse(JSON.parse(answer.text))
  return { role, uid: localId, token: idToken, login, isGiven: false }
}

/** An account by an ID token that somebody handed in. */
export function withToken(role: string, token: string): Account {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    return { role, uid: Claims.parse(JSON.parse(payload)).sub, token, isGiven: true }
  } catch (error) {
    throw new Unable(`The token of "${role}" is no Firebase ID token.`, { cause: error })
  }
}

/** Deletes an account of ours. @returns whether it is gone, also where it was gone before */
export async function deleteAccount(target: Target, { token }: Account): Promise<boolean> {
  const { ok, fault } = await post(target, 'delete', { idToken: token })
  return ok || /USER_NOT_FOUND|INVALID_ID_TOKEN|TOKEN_EXPIRED/.test(fault)
}
