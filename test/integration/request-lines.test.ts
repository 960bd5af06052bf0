// Every request line that Node's parser lets through: none ends a process, none is answered with a page of the framework's.
import { METHODS } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Bundles, type RunningFunction, buildBundles } from '../support/bundles.ts'

const FUNCTIONS = ['health', 'get-account'] as const

const TARGETS = [
  '*',
  '/',
  '//',
  '///health',
  '//[',
  '/[',
  'http://[',
  'http://[::1',
  'http://localhost:99999/health',
  'http://localhost/health',
  'https://example.com',
  'http://',
  'http:',
  '://',
  'localhost:80',
  'health',
  '?',
  '/?',
  '/health?%',
  '/health?a[b]=1&a[__proto__]=2',
  '/%',
  '/%zz',
  '/%00',
  '/..',
  '/../../etc/passwd',
  '/.%2e/',
  '/favicon.ico',
  '/robots.txt',
  '/index.html',
  '/a/b/c/d',
  '/demo/europe-west1/health',
  '/health/',
  '/health#x',
  '/health;a=b',
  '/__proto__',
  '/constructor',
  '/toString?x',
  '/\\',
  '/a\tb',
  '/\u00e9',
  '/"<script>',
]

/** Too long to be a title. */
const LONG = [`/${'a'.repeat(8_000)}`, `/health?${'a&'.repeat(4_000)}`, `/${'a'.repeat(20_000)}`]

let backend: Backend
let bundles: Bundles
const running = new Map<string, RunningFunction>()

beforeAll(async () => {
  ;[backend, bundles] = await Promise.all([
    startBackend({ subscribe: false }),
    buildBundles(FUNCTIONS),
  ])
  const { postgres, database, firestoreHost, pubsubHost, authHost } = inject('parts')
  const environment = {
    GOOGLE_CLOUD_PROJECT: 'demo-request-lines',
    DATABASE_URL: `${postgres}${database}`,
    PUBSUB_EMULATOR_HOST: pubsubHost,
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    FIREBASE_AUTH_EMULATOR_HOST: authHost,
    METADATA_SERVER_DETECTION: 'none',
    QUERIES_PER_MINUTE: '100000',
  }
  for (const name of FUNCTIONS) running.set(name, await bundles.start(name, environment))
})
afterAll(async () => {
  await Promise.all([...running.values()].map((one) => one.stop()))
  bundles.remove()
  await backend.stop()
})

/** What is answered to bytes, until the server ends the connection. */
function answerTo(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(Number(port), hostname)
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no end of the answer to ${head}`)))
    socket.on('data', (part) => parts.push(part))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('close', () => resolve(Buffer.concat(parts).toString('latin1')))
    // Bytes as they are, whatever letters they make.
    socket.write(Buffer.from(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'))
  })
}

const JSON_TYPE = /^content-type: application\/(problem\+)?json\b/im

/** Nothing, a bare refusal of Node's parser, or an answer of ours with its request id. */
function expectPlain(line: string, answer: string): void {
  const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s)
  if (answer === '') return
  expect(head, line).toMatch(/^HTTP\/1\.1 [2-4]\d\d /)
  expect(answer, line).not.toMatch(/<!doctype|<html|\bat \S*\/|node_modules/i)
  const isOurs = /^x-request-id: /im.test(head) && (body === '' || JSON_TYPE.test(head))
  const isOfTheParser = /^HTTP\/1\.1 (400|431) /.test(head) && body === ''
  expect(isOurs || isOfTheParser, `${line}: ${answer}`).toBe(true)
}

const places: readonly (readonly [string, () => string])[] = [
  ['the gateway', () => backend.url],
  ...FUNCTIONS.map(
    (name) => [`the process of ${name}`, () => running.get(name)?.url ?? ''] as const,
  ),
]

describe.each(places)('%s', (_, urlOf) => {
  const isAlive = async () => {
    const response = await fetch(new URL('/health', urlOf()))
    await response.arrayBuffer()
    return response.headers.has('X-Request-Id')
  }

  it.each(TARGETS)('answers %j in every method', async (target) => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const line = `${method} ${target} HTTP/1.1`
      expectPlain(line, await answerTo(urlOf(), line))
    }
    expect(await isAlive()).toBe(true)
  })

  it('answers what is long, or too long', async () => {
    for (const target of LONG) {
      const line = `GET ${target} HTTP/1.1`
      expectPlain(line, await answerTo(urlOf(), line))
    }
    expect(await isAlive()).toBe(true)
  })

  it('answers every method there is', async () => {
    for (const method of [...METHODS, 'PRI', 'BREW', 'get', ''])
      expectPlain(method, await answerTo(urlOf(), `${method} /health HTTP/1.1`))
    expect(await isAlive()).toBe(true)
  })

  it('answers whatever stands where a target does', async () => {
    // No blank and no line break: with these it would be another line.
    const letter = fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code))
    const piece = fc.oneof(letter, fc.constantFrom('http://', '//', '[', ']', '?', '%', ':', '@'))
    const target = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(''))
    await fc.assert(
      fc.asyncProperty(target, async (text) => {
        const line = `GET ${text} HTTP/1.1`
        expectPlain(line, await answerTo(urlOf(), line))
      }),
      { numRuns: 60 },
    )
    expect(await isAlive()).toBe(true)
  })
})
