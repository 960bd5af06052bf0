// The smoke test against servers that answer as deployed functions do, and as they should not.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { check } from './check.ts'

const OURS = JSON.stringify({ error: { details: { reason: 'unauthenticated' } } })
const patience = { millis: 0, pauseMillis: 1 }
let server: Server

interface Answer {
  readonly status: number
  readonly body?: string
  readonly requestId?: string
}

/** Serves these answers in turn, the last one again and again. */
const serve = async (...answers: readonly Answer[]): Promise<string> => {
  let served = 0
  server = createServer((request, response) => {
    request.resume()
    const answer = answers[Math.min(served, answers.length - 1)]
    served += 1
    if (answer?.requestId !== undefined) response.setHeader('X-Request-Id', answer.requestId)
    response.statusCode = answer?.status ?? 500
    response.end(answer?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

describe('an API function', () => {
  const target = (url: string) => ({ name: 'get-account', url, gets: 'refusal' as const })

  it('passes where our own code asks who calls', async () => {
    const url = await serve({ status: 401, body: OURS, requestId: 'r-12345678' })
    expect(await check(target(url), patience)).toBeUndefined()
  })

  it('fails where Cloud Run refuses before it', async () => {
    const url = await serve({ status: 401, body: '<html>Unauthorized</html>' })
    expect(await check(target(url), patience)).toContain('is not reached')
  })

  it('fails where it does not start', async () => {
    const url = await serve({ status: 503 })
    expect(await check(target(url), patience)).toContain('503')
  })

  it('is given time to be let through', async () => {
    const url = await serve({ status: 403 }, { status: 401, body: OURS, requestId: 'r-12345678' })
    expect(await check(target(url), { millis: 5000, pauseMillis: 10 })).toBeUndefined()
  })
})

describe('a function for anybody', () => {
  const target = (url: string) => ({ name: 'health', url, gets: 'answer' as const })

  it('passes where it answers', async () => {
    expect(await check(target(await serve({ status: 200 })), patience)).toBeUndefined()
  })

  it('fails where it cannot serve', async () => {
    expect(await check(target(await serve({ status: 503 })), patience)).toContain('503')
  })
})

describe('a job or subscriber', () => {
  const target = (url: string) => ({ name: 'relay-changes', url, gets: 'nothing' as const })

  it.each([401, 403, 404])('passes where nobody gets in (%i)', async (status) => {
    expect(await check(target(await serve({ status })), patience)).toBeUndefined()
  })

  it('fails where anybody gets in', async () => {
    const url = await serve({ status: 200, body: '{"published":0}' })
    expect(await check(target(url), patience)).toContain('nobody should get in')
  })
})
