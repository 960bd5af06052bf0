// The people of the recorded examples: their tokens are names, so that every recording is the same.
import { Unavailable } from '../../../shared/contract/faults/unavailable.ts'
import { type Claims, toActor } from '../../../shared/identity/actor.ts'
import type { VerifyToken } from '../../../shared/identity/verify-token.ts'

const named = (uid: string, name: string, more: Partial<Claims> = {}): Claims => ({
  uid,
  name,
  email: `${uid}@example.com`,
  email_verified: true,
  firebase: { sign_in_provider: 'password' },
  ...more,
})

const CLAIMS = {
  ana: named('ana', 'Ana Bauer'),
  carl: named('carl', 'Carl Weber'),
  dora: named('dora', 'Dora Novak'),
  erik: named('erik', 'Erik Lund'),
  finn: named('finn', 'Finn Adler', { email_verified: false }),
  ida: named('ida', 'Ida Olsen'),
  olga: named('olga', 'Olga Admin', { admin: true }),
} as const satisfies Record<string, Claims>

export type Person = keyof typeof CLAIMS

/** Who somebody is in an example. */
export const PARTS: Readonly<Record<Person, string>> = {
  ana: 'the professional',
  carl: 'a client',
  dora: 'a client',
  erik: 'a client',
  finn: 'a client whose address is not verified',
  ida: 'a client',
  olga: 'an admin',
}

/** Whether a token is somebody’s. */
export const isPerson = (token: string): token is Person => Object.hasOwn(CLAIMS, token)

/** Verifies the tokens of these people; `broken` is a bug of ours, `down` a part that does not answer. */
export const verifyPerson: VerifyToken = (token) => {
  if (isPerson(token)) return Promise.resolve({ actor: toActor(CLAIMS[token]) })
  if (token === 'broken') return Promise.reject(new Error('an example of a bug'))
  if (token === 'down') return Promise.reject(new Unavailable('an example of an outage'))
  return Promise.resolve({
    fault: 'unauthenticated',
    detail: 'the ID token is not valid for this project',
  })
}
