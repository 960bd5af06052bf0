// Refusals cost little and say little: whatever is sent to whatever function, what comes back is never larger.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadDefinition } from '../../dev/gateway.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { Problem } from '../../shared/contract/faults/problem.ts'
import { formsOf } from '../../shared/runtime/edge/input/long-lists.ts'
import { shapeOf } from '../../shared/runtime/edge/input/parse-input.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const LARGEST = 64 * 1024
const ERRORS = 20

let backend: Backend
let user: User

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  user = await backend.user('Carl Client')
})
afterAll(() => backend.stop())

const NAMES = (Object.keys(manifest) as FunctionName[]).filter(
  (name) => manifest[name].caller === 'account',
)

/** As many of them as one request has room for. */
function asManyAsFit(element: string): string {
  const count = Math.floor((LARGEST - 200) / (element.length + 1))
  return Array.from({ length: count }, () => element).join(',')
}

/** The fields of requests that are as large as may be, each for a reason of its own. */
async function largeRequests(name: FunctionName): Promise<ReadonlyMap<string, string>> {
  const { schemas } = await loadDefinition(name)
  const fields = Object.entries(schemas ? shapeOf(schemas.input) : {})
  const lists = fields.filter(([, of]) => formsOf(of).some((form) => form instanceof z.ZodArray))
  let index = 0
  const unknown = asManyAsFit('"......":1').replaceAll('......', () => String(100_000 + index++))
  const control = '\\u0001'.repeat(10_000)
  const long = 'x'.repeat(LARGEST - 200)
  return new Map([
    ['unknown fields', `{${unknown}}`],
    ['the name of a field', `{"${long}":1}`],
    ['the name of a field, in control characters', `{"${control}":1}`],
    ['an unknown @type', `{"a":{"@type":"${control}"}}`],
    [
      'a number that is none',
      `{"a":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"${control}"}}`,
    ],
    ['an idempotency key', `{"idempotencyKey":"${control}"}`],
    [
      'an object as an idempotency key',
      `{"idempotencyKey":{"${control}":[${'['.repeat(20)}1${']'.repeat(20)}]}}`,
    ],
    ...fields.map(([field]) => [`text as ${field}`, `{"${field}":"${control}"}`] as const),
    ...lists.flatMap(([field]) =>
      ['1', '{}', '{"a":1}'].map(
        (element) => [`${element} in ${field}`, `{"${field}":[${asManyAsFit(element)}]}`] as const,
      ),
    ),
  ])
}

describe.each(NAMES)('%s', (name) => {
  const isQuery = manifest[name].room === 'queries'
  const refuse = async (what: string, body: string) => {
    expect(Buffer.byteLength(body), what).toBeLessThanOrEqual(LARGEST)
    const { status, text } = await f.send(backend, { path: name, headers: f.jsonOf(user), body })
    expect([400, 403, 404], `${what}: ${text.slice(0, 500)}`).toContain(status)
    expect(Buffer.byteLength(text), what).toBeLessThanOrEqual(LARGEST)
    return JSON.parse(text) as unknown
  }

  const expectFew = (told: unknown, what: string) => {
    const { errors = [], errorCount = 0 } = Problem.parse(told)
    expect(errors.length, what).toBeLessThanOrEqual(ERRORS)
    expect(errorCount, what).toBeGreaterThanOrEqual(errors.length)
  }

  it('names 20 errors of the largest request, and is answered with no more than it may be asked', async () => {
    for (const [what, fields] of await largeRequests(name)) {
      const called = await refuse(what, `{"data":${fields}}`)
      expectFew((called as { error: { details: unknown } }).error.details, what)
      // The other protocol differs in what stands around the problem alone.
      if (!isQuery && what.startsWith('the name')) expectFew(await refuse(what, fields), what)
    }
  })

  it('says how many errors there are', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i]))
    const { body } = await f.post(backend, name, user, { data: unknown })
    const { errors, errorCount, detail } = body.error.details
    expect(errors).toHaveLength(ERRORS)
    expect(errorCount).toBeGreaterThanOrEqual(300)
    expect(detail).toContain(`(and ${(errorCount ?? 0) - 1} more)`)
  })
})

it('a header that is quoted is quoted in part', async () => {
  const headers = { ...f.jsonOf(user), 'Content-Type': `text/${'x'.repeat(8_000)}` }
  const told = await f.ask(backend, { path: 'create-booking', headers, body: '{}' })
  const { detail } = f.expectProblem(told, 'unsupported-media-type')
  expect(detail.length).toBeLessThan(500)
})
