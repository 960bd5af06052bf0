// What Firebase Auth has of an account, asked by its uid.
// https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/lookup
import { Unavailable } from '../contract/faults/unavailable.ts'
import { post, whenAborted } from '../http/post.ts'
import { type Instant, SECOND } from '../time/instant.ts'
import type { AuthPlace } from './auth-place.ts'

const ANSWER_MILLIS = 5_000

/** An account as Firebase Auth has it. */
export interface AuthAccount {
  readonly isDisabled: boolean
  /** Tokens of whoever signed in before are revoked. */
  readonly validSince: Instant
  /** Verified, or unset. */
  readonly email?: string
}

interface Found {
  readonly users?: readonly {
    readonly disabled?: boolean
    readonly email?: string
    readonly emailVerified?: boolean
    /** Seconds, as text. */
    readonly validSince?: string
  }[]
}

async function ask({ projectId, baseUrl, accessToken }: AuthPlace, uid: string): Promise<Found> {
  const signal = AbortSignal.timeout(ANSWER_MILLIS)
  const bearer = await Promise.race([accessToken(), whenAborted(signal)])
  const { status, text } = await post(`${baseUrl}/v1/projects/${projectId}/accounts:lookup`, {
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ localId: [uid] }),
    signal,
  })
  if (status !== 200) throw new Error(`accounts:lookup answered ${status}: ${text.slice(0, 300)}`)
  return JSON.parse(text) as Found // as documented
}

/** @returns undefined where there is no such account. @throws Unavailable where it cannot be asked for */
export async function lookUpAccount(
  place: AuthPlace,
  uid: string,
): Promise<AuthAccount | undefined> {
  let found: Found
  try {
    found = await ask(place, uid)
  } catch (error) {
    throw new Unavailable('accounts cannot be asked for at present', error)
  }
  const user = found.users?.[0]
  if (!user) return undefined
  const { disabled = false, email, emailVerified = false, validSince = '0' } = user
  return {
    isDisabled: disabled,
    validSince: Number(validSince) * SECOND,
    ...(emailVerified && email !== undefined && { email }),
  }
}
