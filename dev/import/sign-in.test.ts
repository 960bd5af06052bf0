// Signing in at Firebase's REST interface: a stand-in answers in its shapes, and the tokens are renewed in time.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readClaims, signInByPassword } from './sign-in.ts'

const tokenOf = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
const FIRST = tokenOf({ sub: 'uid-1', admin: true })

let renewed = 0
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (part: Buffer) => (text += part.toString()))
  request.on('end', () => {
    const body = JSON.parse(text) as { password?: string; refresh_token?: string }
    const isRefresh = body.refresh_token === 'refresh'
    if (isRefresh) renewed += 1
    const isRight = isRefresh || body.password === 'right'
    response.statusCode = isRight ? 200 : 400
    response.end(
      JSON.stringify(
        isRefresh
          ? { id_token: `renewed-${renewed}`, refresh_token: 'refresh', expires_in: '3600' }
          : isRight
            ? { idToken: FIRST, refreshToken: 'refresh', expiresIn: '3600', kind: 'x' }
            : { error: { code: 400, message: 'INVALID_LOGIN_CREDENTIALS' } },
      ),
    )
  })
})
let place: { identity: string; token: string; apiKey: string }

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  place = { identity: base, token: base, apiKey: 'key' }
})
afterAll(() => server.close())

describe('an account', () => {
  it('is known by its token, which is renewed five minutes before its hour is over, and when asked', async () => {
    let now = 0
    const signedIn = await signInByPassword(place, 'a@example.com', 'right', () => now)
    expect(signedIn).toMatchObject({ uid: 'uid-1', isAdmin: true })
    now = 54 * 60_000
    expect(await signedIn.getIdToken()).toBe(FIRST)
    now = 56 * 60_000
    expect(await signedIn.getIdToken()).toBe('renewed-1')
    expect(await signedIn.getIdToken()).toBe('renewed-1')
    expect(await signedIn.getIdToken(true)).toBe('renewed-2')
  })

  it('that is not let in is told in a sentence, without its password', async () => {
    await expect(signInByPassword(place, 'a@example.com', 'wrong', () => 0)).rejects.toThrow(
      'a@example.com cannot be signed in: Firebase answers INVALID_LOGIN_CREDENTIALS',
    )
    const nowhere = { ...place, identity: 'http://127.0.0.1:1' }
    await expect(signInByPassword(nowhere, 'a@example.com', 'right', () => 0)).rejects.toThrow(
      '127.0.0.1:1 does not answer; nobody can be signed in',
    )
  })

  it('is none by something that is no token', () => {
    expect(() => readClaims('hello')).toThrow('IMPORT_ID_TOKEN: is not a Firebase ID token')
  })
})
