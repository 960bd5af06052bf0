// One trace from the request to the document: in log lines, messages and spans; and what it costs where nobody asks for it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { publisherOf } from '../../shared/messaging/push-request.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLER = '00f067aa0ba902b7'
const SAMPLED = { traceparent: `00-${TRACE}-${CALLER}-01` }

let collector: Collector
let backend: Backend
let client: User
let made: f.Made
let starts: string[]

beforeAll(async () => {
  collector = await startCollector()
  const traces = { baseUrl: collector.url }
  backend = await startBackend({ world: { traces } })
  const owner = await backend.user('Ana Owner')
  client = await backend.user('Carl Client')
  made = await f.makeProfessional(backend, owner)
  // What is pushed later finds its revision mirrored, and leaves the booking's to its own message.
  await backend.mirrored(made.professionalId, made.revision)
  const slots = await f.slotsOf(backend, client, made, { from: 2, to: 8 })
  starts = slots.map(({ start }) => start)
})
afterAll(async () => {
  await backend.stop()
  collector.stop()
})
beforeEach(() => collector.answer(200))

const nextStart = () => f.nth(starts.splice(0, 1), 0)
const book = (headers: Record<string, string>) =>
  f.post(
    backend,
    'create-booking',
    client,
    { serviceId: made.serviceId, start: nextStart() },
    headers,
  )
const spansOf = (traceId: string) => collector.spans().filter((span) => span.traceId === traceId)
const linesOf = (traceId: string) =>
  backend.log.filter(
    (entry) =>
      entry['logging.googleapis.com/trace'] === `projects/${backend.projectId}/traces/${traceId}`,
  )

describe('a booking that is sampled', () => {
  it('is one trace from the request to the document, in four kinds of spans', async () => {
    f.granted(await book(SAMPLED))
    await expect
      .poll(() => spansOf(TRACE).map(({ name }) => name), { timeout: 10_000 })
      .toContain('fan-out-availability')
    const spans = spansOf(TRACE)
    const named = (name: string) =>
      f.nth(
        spans.filter((span) => span.name === name),
        0,
      )
    const root = named('create-booking')
    expect(root).toMatchObject({
      service: 'create-booking',
      parentSpanId: CALLER,
      kind: 2,
      status: 0,
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': '200' },
    })
    for (const name of ['load-calendar', 'save-decision'])
      expect(named(name)).toMatchObject({
        parentSpanId: root.spanId,
        kind: 3,
        attributes: { 'db.system.name': 'postgresql' },
      })
    const publishing = named('publish calendar-changes')
    expect(publishing).toMatchObject({ parentSpanId: root.spanId, kind: 4 })
    const fanOut = named('fan-out-availability')
    expect(fanOut).toMatchObject({
      service: 'fan-out-availability',
      parentSpanId: publishing.spanId,
      kind: 5,
    })
    for (const name of ['read-ticket', 'load-mirror-state', 'read-days', 'commit-documents'])
      expect(named(name)).toMatchObject({ parentSpanId: fanOut.spanId, kind: 3 })
    for (const span of spans) {
      expect(span.startNanos).toBeGreaterThan(0n)
      expect(span.endNanos).toBeGreaterThanOrEqual(span.startNanos)
    }
  })

  it('tells nothing of a person', () => {
    const text = collector.text()
    expect(text).toContain('create-booking')
    for (const personal of [client.uid, client.email, client.token, 'Carl', 'Ana'])
      expect(text).not.toContain(personal)
  })

  it('names the trace in every log line of both functions', async () => {
    // The trace is sent before the answer, and the line written after it; a push may come twice.
    const answered = () =>
      linesOf(TRACE)
        .filter(({ status }) => status === 200)
        .map((entry) => entry.function)
    await expect
      .poll(answered, { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['create-booking', 'fan-out-availability']))
    const lines = linesOf(TRACE)
    for (const entry of lines)
      expect(entry).toMatchObject({
        'logging.googleapis.com/spanId': expect.stringMatching(/^[\da-f]{16}$/) as string,
        'logging.googleapis.com/trace_sampled': true,
      })
    expect(lines.find(({ lagMillis }) => lagMillis !== undefined)).toMatchObject({
      severity: 'INFO',
      professionalId: made.professionalId,
    })
  })
})

describe('a request that nobody samples', () => {
  it('has the caller’s trace in its lines and its messages, and records nothing', async () => {
    const trace = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    f.granted(await book({ traceparent: `00-${trace}-${CALLER}-00` }))
    await expect
      .poll(() => linesOf(trace).map((entry) => entry.function), { timeout: 10_000 })
      .toContain('fan-out-availability')
    expect(linesOf(trace)[0]).toMatchObject({ 'logging.googleapis.com/trace_sampled': false })
    expect(spansOf(trace)).toEqual([])
  })

  it('without any header begins a trace of its own', async () => {
    const told = await f.get(backend, 'get-account', client)
    const id = told.headers.get('X-Request-Id')
    const line = backend.log.find(({ requestId }) => requestId === id)
    expect(line?.['logging.googleapis.com/trace']).toMatch(/\/traces\/[\da-f]{32}$/)
  })

  it('is continued from Google’s own header as well', async () => {
    const trace = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
    const headers = { 'X-Cloud-Trace-Context': `${trace}/1;o=1` }
    f.granted(await f.get(backend, 'get-account', client, {}, headers))
    const root = f.nth(spansOf(trace), -1)
    expect(root).toMatchObject({ name: 'get-account', parentSpanId: '0000000000000001' })
  })
})

describe('a trace that cannot be sent', () => {
  it.each([
    ['is refused', 500, 0],
    ['is not taken in time', 200, 5_000],
  ] as const)('because it %s fails nothing, and the log says so', async (_, status, millis) => {
    collector.answer(status, millis)
    const traces = { baseUrl: collector.url }
    const { projectId } = backend
    const config = { traceMillis: 500 }
    const hurried = await startBackend({ subscribe: false, projectId, config, world: { traces } })
    try {
      f.granted(await f.get(hurried, 'get-account', client, {}, SAMPLED))
      const said = hurried.log.filter(({ severity }) => severity === 'WARNING')
      expect(said).toHaveLength(1)
      expect(said[0]?.message).toMatch(/^the trace was not sent: /)
    } finally {
      await hurried.stop()
    }
  })
})

describe('a refusal', () => {
  it('is no failure of its span, and named by its reason', async () => {
    const trace = 'cccccccccccccccccccccccccccccccc'
    const headers = { traceparent: `00-${trace}-${CALLER}-01` }
    f.expectProblem(
      await f.get(backend, 'get-account', client, { x: '1' }, headers),
      'invalid-request',
    )
    expect(f.nth(spansOf(trace), -1)).toMatchObject({
      status: 0,
      attributes: { 'error.type': 'invalid-request', 'http.response.status_code': '400' },
    })
  })
})

describe('a share of traces', () => {
  it('is recorded though the caller does not ask for it, and the same for every function', async () => {
    const traces = { baseUrl: collector.url }
    const { projectId } = backend
    const some = await startBackend({
      subscribe: false,
      projectId,
      config: { traceSample: 0.5 },
      world: { traces },
    })
    try {
      const ids = ['0', '7', '8', 'f'].map((digit) => 'd'.repeat(19) + digit.repeat(13))
      for (const id of ids) {
        const headers = { traceparent: `00-${id}-${CALLER}-00` }
        f.granted(await f.get(some, 'get-account', client, {}, headers))
        f.granted(await f.get(some, 'list-bookings', client, { as: 'client' }, headers))
      }
      const recorded = ids.map((id) => new Set(spansOf(id).map(({ service }) => service)).size)
      expect(recorded).toEqual([2, 2, 0, 0])
    } finally {
      await some.stop()
    }
  })
})

describe('the attribute of a message', () => {
  it('is the one that Google’s client libraries read', () => {
    const push = (attributes: Record<string, string>) =>
      publisherOf(JSON.stringify({ message: { data: '', attributes } }))
    expect(push({ googclient_traceparent: `00-${TRACE}-${CALLER}-01` })).toEqual({
      traceId: TRACE,
      spanId: CALLER,
      isSampled: true,
    })
    expect(push({ traceparent: `00-${TRACE}-${CALLER}-01` })).toBeUndefined()
  })
})
