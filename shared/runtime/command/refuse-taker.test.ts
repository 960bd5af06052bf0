// Who may take no time of a calendar, by their token, their account, and as what they act.
import { describe, expect, it } from 'vitest'
import { buildPolicy } from '../../../test/support/build-calendar.ts'
import type { BlockKey } from '../../contract/block.ts'
import type { About } from '../../database/load/command/found.ts'
import { type Claims, toActor } from '../../identity/actor.ts'
import type { By } from '../../scheduling/model/calendar.ts'
import { refuseTaker } from './refuse-taker.ts'

const CLIENT: By = { kind: 'client', uid: 'anna' }

const actorOf = (claims: Partial<Claims> = {}) =>
  toActor({ uid: 'anna', firebase: { sign_in_provider: 'password' }, ...claims })

const about = (email: string | null): About => ({
  account: {
    name: null,
    email,
    phone: null,
    timeZone: null,
    locale: null,
    push: true,
    mail: true,
    reminderMinutes: [],
    isTold: true,
    version: 1,
  },
  upcomingBookings: 0,
  isClient: true,
  isGoing: false,
})

interface Given {
  readonly by?: By
  readonly claims?: Partial<Claims>
  readonly requireVerified?: boolean
  readonly blockedAs?: readonly BlockKey[]
  readonly stored?: string | null
  readonly sent?: { readonly email?: string; readonly phone?: string }
}

function reasonOf(given: Given): string | undefined {
  const {
    by = CLIENT,
    claims,
    requireVerified = false,
    blockedAs = [],
    stored = null,
    sent,
  } = given
  const policy = buildPolicy({ requireVerified })
  const asked = { by, actor: actorOf(claims), about: about(stored), blockedAs }
  return refuseTaker({ policy }, asked, sent)?.refused.reason
}

const VERIFIED = { email: 'anna@example.com', email_verified: true }

describe('where accounts must be verified', () => {
  it.each([
    [{}, 'unverified'],
    [{ email: 'anna@example.com' }, 'unverified'],
    [{ email_verified: true }, 'unverified'],
    [VERIFIED, undefined],
    [{ phone_number: '+49170555' }, undefined],
    [{ email: 'anna@example.com', phone_number: '+49170555' }, undefined],
  ])('a token of %j is told %s', (claims, reason) => {
    expect(reasonOf({ claims, requireVerified: true })).toBe(reason)
    expect(reasonOf({ claims })).toBeUndefined()
  })
})

describe('where somebody is blocked', () => {
  const email = { kind: 'email', key: 'anna@example.com' } as const

  it.each([
    ['their account', { blockedAs: [{ kind: 'client', key: 'anna' }] }],
    ['their token', { blockedAs: [email], claims: { email: 'ANNA@example.com' } }],
    ['their account’s contact', { blockedAs: [email], stored: 'Anna@Example.com' }],
    ['what they send', { blockedAs: [email], sent: { email: 'anna@example.COM' } }],
  ] as const)('they are by %s', (_what, given) => {
    expect(reasonOf(given)).toBe('forbidden')
    expect(reasonOf({ ...given, requireVerified: true })).toBe('forbidden')
  })

  it('others are not, though an index found their like', () => {
    expect(reasonOf({ blockedAs: [email], claims: { email: 'anna@elsewhere.example' } })).toBe(
      undefined,
    )
  })
})

describe('the professional and admins', () => {
  it.each(['professional', 'admin'] as const)('as %s are refused nothing', (kind) => {
    const blockedAs = [{ kind: 'client', key: 'anna' } as const]
    expect(
      reasonOf({ by: { kind, uid: 'anna' }, blockedAs, requireVerified: true }),
    ).toBeUndefined()
  })
})
