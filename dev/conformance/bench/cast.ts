// Who plays in a run: accounts that are made when a check asks for them, or were handed in.
import { type Account, signUp, signUpAnonymous, withToken } from '../target/accounts.ts'
import type { Target } from '../target/target.ts'

/**
 * Two owners (the second in a zone whose clocks change), three clients; one who waits for a hold to end, one who sends too
 * much, and one who is erased.
 */
export const ROLES = ['owner', 'otto', 'ann', 'ben', 'cem', 'dora', 'eve', 'finn'] as const
export type Role = (typeof ROLES)[number]

export interface Cast {
  readonly person: (role: Role) => Promise<Account>
  readonly anonymous: () => Promise<Account | undefined>
  /** Everybody who came to be, in that order. */
  readonly all: () => readonly Account[]
}

interface CastOptions {
  readonly target: Target
  readonly runName: string
  /** ID tokens of accounts that were handed in, by role. */
  readonly tokens: Partial<Readonly<Record<Role, string>>>
  /** Told of each account that was made, before it is used. */
  readonly made: (account: Account) => void
}

/** A cast of nobody yet. */
export function openCast({ target, runName, tokens, made }: CastOptions): Cast {
  const all: Account[] = []
  const coming = new Map<string, Promise<Account | undefined>>()
  const once = <T extends Account | undefined>(
    role: string,
    make: () => Promise<T>,
  ): Promise<T> => {
    // Each role has one maker, so what is kept for it is what that makes.
    const kept = coming.get(role) as Promise<T> | undefined
    if (kept) return kept
    const making = make().then((account) => {
      if (account) {
        all.push(account)
        made(account)
      }
      return account
    })
    coming.set(role, making)
    return making
  }
  return {
    person: (role) =>
      once(role, async () => {
        const token = tokens[role]
        return token === undefined ? signUp(target, runName, role) : withToken(role, token)
      }),
    anonymous: () => once('nobody-known', () => signUpAnonymous(target, 'nobody-known')),
    all: () => all,
  }
}
