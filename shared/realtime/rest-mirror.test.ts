// What Firestore answers in ways that its emulator does not: told by a server of the test's.
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../contract/unavailable.ts'
import type { Mirror } from './mirror.ts'
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
  it('tells nobody whose document it was', async () => {
    const message = 'Document ".../documents/accounts/someones-uid/bookings/b" is too large'
    answer({ error: { code: 400, status: 'OUT_OF_RANGE', message } }, 400)
    const refused = mirror.readTicket('a-professional')
    await expect(refused).rejects.toThrow(/accounts\/…\/bookings/)
    await expect(refused).rejects.not.toThrow(/someones-uid/)
  })
})
