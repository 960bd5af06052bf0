// Accounts of the Auth emulator, many by one request: made as an administrator imports them, and known here without asking.
import { createHash } from 'node:crypto'
import { type Actor, toActor } from '../../shared/identity/actor.ts'
import type { VerifyToken } from '../../shared/identity/verify-token.ts'
import type { AccountUid } from '../../shared/contract/values/ids.ts'
import type { Person } from './people.ts'

export interface Account extends Person {
  readonly uid: AccountUid
  readonly isAdmin: boolean
}

const UID_CHARACTERS = 28

/** The account of a person: the same uid each time, so that making it again changes nothing. */
export function accountOf({ name, email }: Person, isAdmin = false): Account {
  const uid = createHash('sha256').update(email).digest('hex').slice(0, UID_CHARACTERS)
  return { name, email, isAdmin, uid }
}

/** Makes them, their addresses verified, with one password. */
export async function makeAccounts(
  authHost: string,
  projectId: string,
  accounts: readonly Account[],
  password: string,
): Promise<void> {
  const users = accounts.map(({ uid, name, email, isAdmin }) => ({
    localId: uid,
    email,
    emailVerified: true,
    displayName: name,
    rawPassword: password,
    ...(isAdmin && { customAttributes: JSON.stringify({ admin: true }) }),
  }))
  const response = await fetch(
    `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:batchCreate`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
      body: JSON.stringify({ users, allowOverwrite: true }),
    },
  )
  const text = await response.text()
  const { error = [] } = JSON.parse(text) as { error?: unknown } // the emulator's format
  if (!response.ok || !Array.isArray(error) || error.length > 0)
    throw new Error(`The demo's accounts could not be made: ${text.slice(0, 300)}`)
}

/** Takes an account's uid for its token: nobody else can call where this is used. */
export function trustUids(accounts: readonly Account[]): VerifyToken {
  const actors = new Map<string, Actor>(
    accounts.map(({ uid, name, email, isAdmin }) => [
      uid,
      toActor({
        uid,
        name,
        email,
        admin: isAdmin,
        email_verified: true,
        firebase: { sign_in_provider: 'password' },
      }),
    ]),
  )
  return (token) => {
    const actor = actors.get(token)
    return Promise.resolve(
      actor ? { actor } : { fault: 'unauthenticated', detail: 'there is no such account' },
    )
  }
}
