// What browsers and caches are told: origins, preflights, tags and request ids, on answers and errors alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const WEB = 'https://book.example.com'

let backend: Backend
let owner: User
let client: User
let made: f.Made
let range: { readonly from: string; readonly to: string }

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, config: { allowedOrigins: [WEB, 'localhost'] } })
  ;[owner, client] = await Promise.all([backend.user('Ana Owner'), backend.user('Carl Client')])
  made = await f.makeProfessional(backend, owner)
  range = { from: f.inDays(backend, 2), to: f.inDays(backend, 4) }
})
afterAll(() => backend.stop())

const listOf = (value: string | null | string[] | undefined) =>
  String(value ?? '')
    .split(',')
    .map((one) => one.trim())
    .toSorted()

const EXPOSED = ['Date', 'ETag', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id']

const ALLOWED = [
  WEB,
  'http://localhost',
  'http://localhost:5173',
  'http://127.0.0.1:8701',
  'https://localhost:3000',
]
const DENIED = [
  'https://evil.example',
  'https://book.example.com.evil.example',
  'https://book.example.com:8443',
  'http://book.example.com',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.2',
  'null',
]

describe('a preflight', () => {
  const preflight = (name: string, origin: string) =>
    f.send(backend, {
      method: 'OPTIONS',
      path: name,
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })

  it.each(ALLOWED)('of %s is answered 204 before anybody signs in', async (origin) => {
    for (const name of ['create-booking', 'search-availability', 'get-account']) {
      const { status, headers, text } = await preflight(name, origin)
      expect([status, text]).toEqual([204, ''])
      expect(headers['access-control-allow-origin']).toBe(origin)
      expect(listOf(headers['vary'])).toContain('Origin')
      expect(listOf(headers['access-control-allow-methods'])).toEqual(['GET', 'OPTIONS', 'POST'])
      expect(listOf(headers['access-control-allow-headers'])).toEqual([
        'Authorization',
        'Content-Type',
        'Firebase-Instance-ID-Token',
        'Idempotency-Key',
        'If-None-Match',
        'X-Firebase-AppCheck',
      ])
      expect(headers['access-control-max-age']).toBe('3600')
      expect(headers['access-control-allow-credentials']).toBeUndefined()
    }
  })

  it.each(DENIED)('of %s is told no origin', async (origin) => {
    const { headers } = await preflight('create-booking', origin)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(listOf(headers['vary'])).toContain('Origin')
  })
})

describe('an answer', () => {
  const expectShared = ({ headers }: f.Told, origin: string) => {
    expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
    expect(listOf(headers.get('Access-Control-Expose-Headers'))).toEqual(EXPOSED)
    expect(listOf(headers.get('Vary'))).toContain('Origin')
  }

  it('carries the origin, whether it is a success or an error of any kind', async () => {
    const origin = { Origin: WEB }
    const { professionalId } = made
    const told = [
      await f.get(backend, 'get-account', client, {}, origin),
      await f.get(backend, 'get-professional', client, { professionalId }, origin),
      await f.get(backend, 'get-account', undefined, {}, origin),
      await f.get(backend, 'get-account', client, { x: '1' }, origin),
      await f.post(backend, 'get-account', client, { data: { x: 1 } }, origin),
      await f.post(backend, 'create-booking', client, '{"broken', origin),
      await f.post(backend, 'create-booking', client, { note: 'x'.repeat(70_000) }, origin),
      await f.get(backend, 'create-booking', client, {}, origin),
      await f.post(
        backend,
        'create-booking',
        client,
        { serviceId: made.serviceId, start: '2020-01-01T00:00:00Z' },
        origin,
      ),
    ]
    expect(told.map(({ status }) => status)).toEqual([200, 200, 401, 400, 400, 400, 413, 405, 409])
    for (const one of told) expectShared(one, WEB)
  })

  it('to a foreign origin carries none, and to no origin either', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, {}]) {
      const told = await f.get(backend, 'get-account', client, {}, headers)
      expect(told.status).toBe(200)
      expect(told.headers.get('Access-Control-Allow-Origin')).toBeNull()
      expect(listOf(told.headers.get('Vary'))).toContain('Origin')
    }
  })

  it('never allows every origin', async () => {
    const told = await f.get(backend, 'get-account', client, {}, { Origin: '*' })
    expect(told.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('a request id', () => {
  it('that is given comes back, else one is made', async () => {
    const given = 'trace-0123456789abcdef'
    for (const told of [
      await f.get(backend, 'get-account', client, {}, { 'X-Request-Id': given }),
      await f.get(backend, 'get-account', undefined, {}, { 'X-Request-Id': given }),
      await f.post(backend, 'get-account', client, { data: null }, { 'X-Request-Id': given }),
    ])
      expect(told.headers.get('X-Request-Id')).toBe(given)
    const made = await Promise.all([1, 2].map(() => f.get(backend, 'get-account', client)))
    const ids = made.map(({ headers }) => headers.get('X-Request-Id'))
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^[\w-]{36}$/)
  })

  it('is that of the log line and of the problem', async () => {
    const told = await f.get(backend, 'get-account', undefined)
    const id = told.headers.get('X-Request-Id')
    expect(told.body.requestId).toBe(id)
    const line = backend.log.find(({ requestId }) => requestId === id)
    expect(line).toMatchObject({ function: 'get-account', status: 401, reason: 'unauthenticated' })
  })

  it('comes with a preflight too', async () => {
    const { headers } = await f.send(backend, { method: 'OPTIONS', path: 'get-account' })
    expect(headers['x-request-id']).toMatch(/./)
  })
})

describe.each(['search-availability', 'get-professional'] as const)('the tag of %s', (name) => {
  const ask = (headers: Record<string, string> = {}, more: Record<string, string> = {}) => {
    const { professionalId, serviceId } = made
    const query =
      name === 'get-professional'
        ? { professionalId }
        : { professionalId, serviceId, ...range, ...more }
    return f.get(backend, name, client, query, headers)
  }

  it('spares an answer that its caller has', async () => {
    const first = await ask()
    const tag = first.headers.get('ETag') ?? ''
    expect(tag).toMatch(/^"[\w-]+"$/)
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(listOf(first.headers.get('Vary'))).toEqual(['Authorization', 'Origin'])
    for (const none of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await ask({ 'If-None-Match': none })
      expect(again.status, none).toBe(304)
      expect(again.body).toBe('')
      expect(again.headers.get('ETag')).toBe(tag)
      expect(again.headers.get('Cache-Control')).toBe('private, no-cache')
      expect(listOf(again.headers.get('Vary'))).toEqual(['Authorization', 'Origin'])
      expect(again.headers.get('X-Request-Id')).toMatch(/./)
      expect(again.headers.get('Content-Type')).toBeNull()
    }
    const other = await ask({ 'If-None-Match': '"other"' })
    expect([other.status, other.headers.get('ETag')]).toEqual([200, tag])
  })

  it('changes with what is answered', async () => {
    const first = await ask()
    const tag = first.headers.get('ETag') ?? ''
    const headline = `at ${Math.random()}`
    f.granted(await f.post(backend, 'save-professional', owner, { headline }))
    const second = await ask({ 'If-None-Match': tag })
    expect(second.status).toBe(200)
    expect(second.headers.get('ETag')).not.toBe(tag)
    expect(second.body.professional?.headline ?? headline).toBe(headline)
  })

  it('guards nobody’s answer: authentication comes first', async () => {
    const tag = (await ask()).headers.get('ETag') ?? ''
    const query = { professionalId: made.professionalId, serviceId: made.serviceId, ...range }
    const told = await f.get(backend, name, undefined, query, { 'If-None-Match': tag })
    expect(told.status).toBe(401)
    expect(told.headers.get('ETag')).toBeNull()
  })
})

describe('an answer for one caller alone', () => {
  it('is kept by nobody, nor is any error', async () => {
    const { professionalId } = made
    const told = [
      await f.get(backend, 'get-account', client),
      await f.get(backend, 'get-schedule', owner),
      await f.get(backend, 'list-bookings', client, { as: 'client' }),
      await f.post(backend, 'get-account', client, { data: null }),
      await f.post(backend, 'get-professional', client, { data: { professionalId } }),
      await f.post(backend, 'set-activity', owner, { state: 'available' }),
      await f.get(backend, 'health', undefined),
      await f.get(backend, 'get-professional', client, { professionalId: 'x' }),
      await f.get(backend, 'get-professional', undefined, { professionalId }),
      await f.get(backend, 'get-schedule', client),
    ]
    for (const one of told) expect(one.headers.get('Cache-Control')).toBe('no-store')
    expect(told.map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200, 200, 200, 400, 401, 404,
    ])
  })
})

describe('HEAD', () => {
  it('is answered as GET is, without the body', async () => {
    const { professionalId } = made
    const paths: [string, User | undefined][] = [
      [`get-professional?professionalId=${professionalId}`, client],
      ['get-account', client],
      ['get-account?x=1', client],
      ['get-account', undefined],
      ['get-schedule', client],
      ['health', undefined],
    ]
    for (const [path, user] of paths) {
      const ask = (method: string) =>
        f.send(backend, {
          method,
          path,
          headers: { ...f.jsonOf(user), 'X-Request-Id': 'the-same' },
        })
      const [get, head] = [await ask('GET'), await ask('HEAD')]
      const { date: _, ...expected } = get.headers
      const { date: _other, ...headers } = head.headers
      expect([path, head.status, headers, head.text]).toEqual([path, get.status, expected, ''])
      expect(get.text.length).toBeGreaterThan(0)
    }
  })

  it('spares an answer that its caller has, too', async () => {
    const path = `get-professional?professionalId=${made.professionalId}`
    const headers = f.jsonOf(client)
    const tag = (await f.send(backend, { method: 'HEAD', path, headers })).headers.etag ?? ''
    const again = { ...headers, 'If-None-Match': tag }
    expect((await f.send(backend, { method: 'HEAD', path, headers: again })).status).toBe(304)
  })
})

describe('other functions', () => {
  it('carry no tag', async () => {
    for (const [name, user] of [
      ['get-account', client],
      ['get-schedule', owner],
    ] as const) {
      const told = await f.get(backend, name, user, {}, { 'If-None-Match': '*' })
      expect([told.status, told.headers.get('ETag')]).toEqual([200, null])
    }
  })

  it('say nothing of what they are made with', async () => {
    const { headers } = await f.get(backend, 'get-account', client)
    expect(headers.get('X-Powered-By')).toBeNull()
    expect(headers.get('Server')).toBeNull()
  })
})
