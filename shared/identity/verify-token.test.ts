// ID tokens signed for real, by keys that a server of ours publishes as Google's does, and accounts that another one knows.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import type { AuthPlace } from './auth-place.ts'
import { makeReadIdToken } from './read-id-token.ts'
import { makeVerifyToken, type VerifyToken } from './verify-token.ts'

const PROJECT = 'a-project'
const NOW = Date.parse('2026-11-26T12:00:00Z')
const pairs = {
  k1: await generateKeyPair('RS256', { extractable: true }),
  k2: await generateKeyPair('RS256', { extractable: true }),
}
type Kid = keyof typeof pairs

let published: readonly Kid[]
let isPublishing: boolean
let fetched: number
let lookUps: number
let account: { readonly disabled?: boolean; readonly validSince?: string } | undefined
let answersLookUps: boolean
const closings: (() => void)[] = []
let keysUrl: string
let place: AuthPlace
let verify: VerifyToken

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closings.push(() => server.close().closeAllConnections())
  // A TCP server's address is an object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function publicKeys(): Promise<string> {
  const keys = published.map(async (kid) => ({
    ...(await exportJWK(pairs[kid].publicKey)),
    kid,
    alg: 'RS256',
    use: 'sig',
  }))
  return JSON.stringify({ keys: await Promise.all(keys) })
}

beforeAll(async () => {
  keysUrl = await serve((_, response) => {
    fetched++
    if (!isPublishing) response.writeHead(500).end()
    else
      publicKeys().then(
        (keys) => response.setHeader('Content-Type', 'application/json').end(keys),
        (error: unknown) => response.destroy(error as Error),
      )
  })
  const baseUrl = await serve((request, response) => {
    lookUps++
    request.resume().on('end', () => {
      if (!answersLookUps) response.writeHead(503).end('{"error":{}}')
      else response.end(JSON.stringify(account ? { users: [account] } : {}))
    })
  })
  const accessToken = () => Promise.resolve('ours')
  place = { projectId: PROJECT, baseUrl, accessToken, isEmulator: false }
})
afterAll(() => {
  for (const close of closings) close()
})
beforeEach(() => {
  ;[published, isPublishing, fetched, lookUps] = [['k1'], true, 0, 0]
  ;[account, answersLookUps] = [{}, true]
  verify = makeVerifyToken(place, makeReadIdToken(PROJECT, { keysUrl }))
})

const CLAIMS = {
  iss: `https://securetoken.google.com/${PROJECT}`,
  aud: PROJECT,
  sub: 'uid-1',
  iat: NOW / SECOND - 60,
  auth_time: NOW / SECOND - 60,
  exp: NOW / SECOND + 3540,
  email: 'anna@example.com',
  email_verified: true,
  firebase: { identities: {}, sign_in_provider: 'password' },
}

/** A token as Firebase signs it, but for what is changed; undefined leaves a claim out. */
function sign(changed: Record<string, unknown> = {}, kid: Kid = 'k1', header: object = {}) {
  const claims = Object.entries({ ...CLAIMS, ...changed }).filter(
    ([, value]) => value !== undefined,
  )
  return new SignJWT(Object.fromEntries(claims))
    .setProtectedHeader({ alg: 'RS256', kid, ...header })
    .sign(pairs[kid].privateKey)
}

const detailOf = async (token: string, fresh = false, now = NOW) => {
  const verified = await verify(token, fresh, now)
  return 'fault' in verified ? verified.detail : verified.actor
}
const INVALID = 'the ID token is not valid for this project'
const EXPIRED = 'the ID token has expired'
const UNAVAILABLE: unknown = expect.any(Unavailable)

describe('a token', () => {
  it('that Google signed for this project makes its person an actor', async () => {
    expect(await detailOf(await sign({ admin: true }))).toEqual({
      uid: 'uid-1',
      isAdmin: true,
      isAnonymous: false,
      isEmailVerified: true,
      email: 'anna@example.com',
    })
  })

  it.each([
    ['that has ended', { exp: NOW / SECOND }, EXPIRED],
    ['that ends in a second', { exp: NOW / SECOND + 1 }, undefined],
    ['that is not valid yet', { nbf: NOW / SECOND + 60 }, INVALID],
    ['of another project', { aud: 'another' }, INVALID],
    ['of an audience like a fault', { aud: 'my-network-timeout' }, INVALID],
    ['of several projects', { aud: [PROJECT, 'another'] }, INVALID],
    ['of a list with this project alone', { aud: [PROJECT] }, INVALID],
    ['of another issuer', { iss: 'https://securetoken.google.com/another' }, INVALID],
    ['of no issuer', { iss: undefined }, INVALID],
    ['that never ends', { exp: undefined }, INVALID],
    ['without a subject', { sub: undefined }, INVALID],
    ['of an empty subject', { sub: '' }, INVALID],
    ['of the longest subject', { sub: 'u'.repeat(128) }, undefined],
    ['of a subject that is too long', { sub: 'u'.repeat(129) }, INVALID],
    ['of nobody who signed in', { auth_time: undefined }, INVALID],
    ['that is not of Firebase', { firebase: undefined }, INVALID],
  ])('%s is told from one that is good', async (_, changed, fault) => {
    const told = await detailOf(await sign(changed))
    expect(typeof told === 'string' ? told : undefined).toBe(fault)
  })

  it.each([
    ['by nobody', () => Promise.resolve(new UnsecuredJWT(CLAIMS).encode())],
    ['by a stranger under a known name', () => sign({}, 'k2', { kid: 'k1' })],
    ['by a key that is not published', () => sign({}, 'k2')],
    ['by a key without a name', () => sign({}, 'k1', { kid: undefined })],
    [
      'with our public key as a secret',
      async () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(new TextEncoder().encode(await exportSPKI(pairs.k1.publicKey))),
    ],
    ['not at all', () => Promise.resolve('garbage')],
    ['as three parts of garbage', () => Promise.resolve('a.b.c')],
  ])('signed %s is not valid', async (_, make) => {
    expect(await detailOf(await make())).toBe(INVALID)
  })

  it('is verified once, and believed until it ends, not a moment longer', async () => {
    const token = await sign()
    const end = CLAIMS.exp * SECOND
    expect(await detailOf(token)).toMatchObject({ uid: 'uid-1' })
    isPublishing = false
    expect(await detailOf(token, false, end - 1)).toMatchObject({ uid: 'uid-1' })
    expect(fetched).toBe(1)
    expect(await detailOf(token, false, end)).toBe(EXPIRED)
  })

  it.each([
    ['is believed where tokens are kept, though its key cannot be had any more', true],
    ['is verified each time where none is kept', false],
  ])('%s', async (_, keepsTokens) => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    try {
      verify = makeVerifyToken(place, makeReadIdToken(PROJECT, { keysUrl, keepsTokens }))
      const token = await sign({ exp: NOW / SECOND + 8 * 3600 })
      expect(await detailOf(token)).toMatchObject({ uid: 'uid-1' })
      isPublishing = false
      vi.setSystemTime(NOW + 7 * HOUR)
      const again = verify(token, false, NOW + 7 * HOUR).catch((error: unknown) => error)
      const believed: unknown = expect.objectContaining({ actor: expect.anything() as unknown })
      expect(await again).toEqual(keepsTokens ? believed : UNAVAILABLE)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the keys', () => {
  it('are asked for again where a token names a new one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    try {
      expect(await detailOf(await sign())).toMatchObject({ uid: 'uid-1' })
      published = ['k1', 'k2']
      vi.setSystemTime(NOW + MINUTE)
      expect(await detailOf(await sign({}, 'k2'))).toMatchObject({ uid: 'uid-1' })
      published = ['k2']
      vi.setSystemTime(NOW + 7 * HOUR)
      const later = { exp: NOW / SECOND + 8 * 3600 }
      expect(await detailOf(await sign(later), false, NOW + 7 * HOUR)).toBe(INVALID)
    } finally {
      vi.useRealTimers()
    }
  })

  it('that cannot be had are nobody’s fault who asks', async () => {
    isPublishing = false
    await expect(verify(await sign(), false, NOW)).rejects.toBeInstanceOf(Unavailable)
    isPublishing = true
    expect(await detailOf(await sign())).toMatchObject({ uid: 'uid-1' })
  })

  it('are not asked for by names that nobody published, over and over', async () => {
    await detailOf(await sign())
    for (let i = 0; i < 20; i++) await detailOf(await sign({}, 'k2', { kid: `k${i + 10}` }))
    expect(fetched).toBeLessThanOrEqual(2)
  })
})

describe('an account that was shut out', () => {
  const DISABLED = { disabled: true }
  const REVOKED = { validSince: String(CLAIMS.auth_time + 1) }

  it.each([
    ['disabled', DISABLED, 'the account is disabled'],
    ['revoked', REVOKED, 'the ID token was revoked'],
    ['deleted', undefined, 'the account does not exist'],
  ])('as %s sends no command any more, within a minute', async (_, then, detail) => {
    const token = await sign()
    expect(await detailOf(token, true)).toMatchObject({ uid: 'uid-1' })
    account = then
    expect(await detailOf(token, true, NOW + MINUTE - 1)).toMatchObject({ uid: 'uid-1' })
    expect(await detailOf(token, true, NOW + MINUTE)).toBe(detail)
    expect(lookUps).toBe(2)
  })

  it('reads on until its token ends: queries ask for no account', async () => {
    account = DISABLED
    expect(await detailOf(await sign())).toMatchObject({ uid: 'uid-1' })
    expect(lookUps).toBe(0)
  })

  it('and signed in again is let in by the newer token', async () => {
    account = REVOKED
    const newer = await sign({ auth_time: CLAIMS.auth_time + 1 })
    expect(await detailOf(await sign(), true)).toBe('the ID token was revoked')
    expect(await detailOf(newer, true)).toMatchObject({ uid: 'uid-1' })
  })

  it('is let in by nobody who could not ask', async () => {
    answersLookUps = false
    await expect(verify(await sign(), true, NOW)).rejects.toBeInstanceOf(Unavailable)
  })
})
