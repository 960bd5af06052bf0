// App Check, where it is enforced: tokens signed for real, by keys that a server of ours publishes as Google's does.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDefinition } from '../../dev/gateway.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { makeVerifyAppCheck } from '../../shared/identity/verify-app-check.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const PROJECT = 'demo-app-check'
const keys = await generateKeyPair('RS256')
const strangers = await generateKeyPair('RS256')
let isPublishing = true
const published = createServer((_, response) => {
  const send = async () => {
    if (!isPublishing) return response.writeHead(500).end()
    const key = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
    return response
      .setHeader('Content-Type', 'application/json')
      .end(JSON.stringify({ keys: [key] }))
  }
  send().catch((error: unknown) => response.destroy(error as Error))
})

interface Claims {
  readonly iss?: string
  readonly aud?: string[]
  readonly sub?: string
  readonly expiresIn?: string
}

/** A token as Firebase App Check issues it, but for what is changed. */
function sign(changed: Claims = {}, { key = keys.privateKey, kid = 'k1' } = {}): Promise<string> {
  const { expiresIn = '1h', ...claims } = changed
  const issued = {
    iss: 'https://firebaseappcheck.googleapis.com/1234567890',
    aud: ['projects/1234567890', `projects/${PROJECT}`],
    sub: '1:1234567890:web:abcdef',
    ...claims,
  }
  return new SignJWT(issued)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(key)
}

let backend: Backend
let client: User
let keysUrl: string

beforeAll(async () => {
  published.listen(0, '127.0.0.1')
  await once(published, 'listening')
  // A TCP server's address is an object.
  keysUrl = `http://127.0.0.1:${(published.address() as { port: number }).port}/v1/jwks`
  backend = await startBackend({
    subscribe: false,
    projectId: PROJECT,
    config: { enforcesAppCheck: true },
    world: { verifyAppCheck: makeVerifyAppCheck(PROJECT, keysUrl) },
  })
  client = await backend.user('Carl Client')
})
afterAll(async () => {
  await backend.stop()
  published.close()
})

const withToken = (token: string) => ({ 'X-Firebase-AppCheck': token })
const getAccount = (user: User | undefined, headers: Record<string, string>) =>
  f.get(backend, 'get-account', user, {}, headers)

describe('a request of the app', () => {
  it('is served, plain and callable', async () => {
    const headers = withToken(await sign())
    f.granted(await getAccount(client, headers))
    f.granted(await f.post(backend, 'get-account', client, { data: null }, headers))
  })

  it('still needs somebody who is signed in', async () => {
    f.expectProblem(await getAccount(undefined, withToken(await sign())), 'unauthenticated')
  })

  it('is asked for no token by its preflight', async () => {
    const { status } = await f.send(backend, {
      method: 'OPTIONS',
      path: 'get-account',
      headers: { Origin: 'http://localhost:3000' },
    })
    expect(status).toBe(204)
  })
})

describe('a request of anything else', () => {
  const others: readonly (readonly [string, () => string | Promise<string>])[] = [
    ['no JWT', () => 'eyJlcnJvciI6IlVOS05PV05fRVJST1IifQ=='],
    ['a key that nobody published', () => sign({}, { kid: 'k2' })],
    ['somebody else’s signature', () => sign({}, { key: strangers.privateKey })],
    ['another project', () => sign({ aud: ['projects/1234567890', 'projects/other'] })],
    ['another issuer', () => sign({ iss: 'https://securetoken.google.com/demo' })],
    ['no app', () => sign({ sub: '' })],
    ['a time that is over', () => sign({ expiresIn: '-1s' })],
    ['no signature', async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`],
    ['an ID token', () => client.token],
  ]
  it.each(others)('is refused with a token of %s', async (_, make) => {
    f.expectProblem(await getAccount(client, withToken(await make())), 'app-check-failed')
  })

  const accounts = (Object.keys(manifest) as FunctionName[]).filter(
    (name) => manifest[name].caller === 'account',
  )
  it.each(accounts)('is refused by %s before anybody is asked who they are', async (name) => {
    const { schemas } = await loadDefinition(name)
    expect(schemas).toBeDefined()
    for (const user of [client, undefined]) {
      const told = await f.post(backend, name, user, { data: {} })
      expect([told.status, told.body.error.status]).toEqual([401, 'UNAUTHENTICATED'])
      expect(told.body.error.details.reason).toBe('app-check-failed')
    }
  })
})

describe('while the keys cannot be fetched', () => {
  it('nobody is refused for it, and nobody is let in', async () => {
    isPublishing = false
    const world = { verifyAppCheck: makeVerifyAppCheck(PROJECT, keysUrl) }
    const config = { enforcesAppCheck: true }
    const cut = await startBackend({ subscribe: false, projectId: PROJECT, config, world })
    try {
      const told = await f.get(cut, 'get-account', client, {}, withToken(await sign()))
      f.expectProblem(told, 'unavailable')
    } finally {
      isPublishing = true
      await cut.stop()
    }
  })
})
