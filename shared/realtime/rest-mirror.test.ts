// What Firestore answers in ways that its emulator does not: told by a server of the test's.
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { FirestoreRefusal } from './firestore-faults.ts'
import { type Mirror, Unwritable, type Write } from './mirror.ts'
import { openMirror } from './rest-mirror.ts'

let answered: { status: number; text: string }
let server: Server
let mirror: Mirror

beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume()
    response.writeHead(answered.status).end(answered.text)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}`
  mirror = openMirror({ projectId: 'p', baseUrl, accessToken: () => Promise.resolve('a-token') })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const answer = (body: unknown, status = 200) => {
  answered = { status, text: typeof body === 'string' ? body : JSON.stringify(body) }
}

const day = (date: string) => ({
  found: { name: `x/${date}`, fields: { date: { stringValue: date } }, updateTime: '' },
})

describe('a read that fails after it began to answer', () => {
  const failure = { error: { code: 503, status: 'UNAVAILABLE', message: 'try again' } }

  it('is no day that is missing', async () => {
    answer([day('2026-11-23'), failure])
    const read = mirror.readDays('p1', ['2026-11-23', '2026-11-24'])
    await expect(read).rejects.toThrow(Unavailable)
  })

  it('is no ticket that is missing, and no date that is', async () => {
    answer([failure])
    await expect(mirror.readTicket('p1')).rejects.toThrow(Unavailable)
    await expect(mirror.listDates('p1')).rejects.toThrow(Unavailable)
  })

  it('is tried again where it broke off', async () => {
    answer(JSON.stringify([day('2026-11-23')]).slice(0, -1))
    await expect(mirror.readDays('p1', ['2026-11-23'])).rejects.toThrow(Unavailable)
  })
})

describe('an answer', () => {
  it('is told by its documents, those that are missing aside', async () => {
    answer([{ missing: 'x/2026-11-24' }, day('2026-11-23')])
    const days = await mirror.readDays('p1', ['2026-11-23', '2026-11-24'])
    expect([...days]).toEqual([['2026-11-23', { date: '2026-11-23' }]])
  })

  it.each([
    ['a proxy', 502, '<html>', /does not answer/],
    ['Firestore, for now', 429, [{ error: { status: 'RESOURCE_EXHAUSTED' } }], /does not answer/],
    ['Firestore, for good', 403, { error: { status: 'PERMISSION_DENIED' } }, /PERMISSION_DENIED/],
  ])('is a fault in the words of %s', async (_who, status, body, words) => {
    answer(body, status)
    await expect(mirror.readTicket('p1')).rejects.toThrow(words)
  })
})

describe('a refusal', () => {
  it.each([
    ['Document ".../documents/accounts/UID/bookings/b" is too large', /accounts\/…\/bookings\/b/],
    [
      'Document name "projects/p/documents/accounts/UID/bookings/b" lacks "/"',
      /accounts\/…\/bookings/,
    ],
    ['Resource id "UID" is invalid because it is reserved.', /id "…" is invalid/],
    ['The value of property "about" is longer than 1048487 bytes.', /property "about" is longer/],
    ['The value "UID" is not taken.', /is not taken/],
  ])('tells nobody whose document it was: %s', async (message, words) => {
    for (const uid of ['someones-uid', '__\n__', 'some"one'])
      for (const status of ['OUT_OF_RANGE', 'INVALID_ARGUMENT']) {
        answer({ error: { code: 400, status, message: message.replace('UID', uid) } }, 400)
        const refused = mirror.readTicket('a-professional')
        await expect(refused).rejects.toThrow(words)
        await expect(refused).rejects.not.toThrow(uid)
      }
  })
})

describe('a commit', () => {
  const commit = (writes: readonly Write[] = [{ path: 'a/b', content: {} }]) =>
    mirror.commit(
      'p1',
      undefined,
      { revision: 1, digests: { professional: '', schedule: '' } },
      writes,
    )
  const failed = (code: number, status: string, message = 'no') => ({
    error: { code, status, message },
  })
  const ABOUT_SIZE = 'gRPC message exceeds maximum size 4194304: 9000117'

  it.each([
    ['a document that Firestore cannot hold', 400, failed(400, 'INVALID_ARGUMENT')],
    ['one that is out of its range', 400, failed(400, 'OUT_OF_RANGE')],
    [
      'too much at once, in the words of a quota',
      429,
      failed(429, 'RESOURCE_EXHAUSTED', ABOUT_SIZE),
    ],
    ['too much at once, in the words of a proxy', 413, '<html>413</html>'],
  ])('is refused for %s', async (_what, status, body) => {
    answer(body, status)
    await expect(commit()).rejects.toThrow(Unwritable)
  })

  it.each([
    ['a quota', 429, failed(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.')],
    ['an outage', 503, failed(503, 'UNAVAILABLE')],
    ['a fault of theirs', 500, failed(500, 'INTERNAL')],
    ['an answer that does not come', 504, failed(504, 'DEADLINE_EXCEEDED')],
    ['a proxy', 502, '<html>502</html>'],
  ])('is to be tried again after %s', async (_what, status, body) => {
    answer(body, status)
    await expect(commit()).rejects.toThrow(Unavailable)
  })

  it.each([
    ['no right', 403, failed(403, 'PERMISSION_DENIED')],
    ['no account', 401, failed(401, 'UNAUTHENTICATED')],
    ['no database', 404, failed(404, 'NOT_FOUND')],
  ])('fails for everybody where there is %s', async (_what, status, body) => {
    answer(body, status)
    await expect(commit()).rejects.toThrow(FirestoreRefusal)
  })

  it.each([['FAILED_PRECONDITION'], ['ABORTED'], ['ALREADY_EXISTS']])(
    'came too late: %s',
    async (status) => {
      answer(failed(409, status), 409)
      expect(await commit()).toBeUndefined()
    },
  )

  it('is refused for what cannot be encoded', async () => {
    const content = { at: new Date(Number.NaN) }
    await expect(commit([{ path: 'a/b', content }])).rejects.toThrow(Unwritable)
  })
})
