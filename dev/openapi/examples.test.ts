// The recorded examples against the written description, as somebody else’s validator reads it; and that none is missing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { COMMAND_REASONS, LINK_REASONS } from '../../shared/runtime/edge/edge-reasons.ts'
import { findFunctions } from './described-functions.ts'
import { type Example, readExamples, reasonOf } from './examples.ts'

type Json = Readonly<Record<string, unknown>>

const API = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as Json

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv, { mode: 'full', formats: ['date-time', 'date', 'uuid'] })
ajv.addFormat('idn-email', true).addFormat('uri', true)
ajv.addSchema(API, 'openapi.json')

/** What stands at a path of the description; references are followed. */
function at(...path: readonly string[]): readonly string[] | undefined {
  let here: unknown = API
  const walked: string[] = []
  for (const key of path) {
    here = (here as Json | undefined)?.[key]
    walked.push(key)
    const ref = (here as Json | undefined)?.['$ref']
    if (typeof ref === 'string') return at(...ref.slice(2).split('/'), ...path.slice(walked.length))
    if (here === undefined) return undefined
  }
  return walked
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))

/** What is wrong with a value by the schema at a path; nothing else validates it. */
function faultsOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(...path)
  if (!found) return [`there is no ${path.join(' ')}`]
  const validate = ajv.compile({ $ref: `openapi.json#/${found.map(escaped).join('/')}` })
  return validate(value) ? [] : (validate.errors ?? [])
}

const EXAMPLES = readExamples()
const all = Object.entries(EXAMPLES).flatMap(([name, some]) =>
  some.map((example) => [name, example.title, example] as const),
)

const FUNCTIONS = await findFunctions()
const methodOf = (name: string): string =>
  FUNCTIONS.find((one) => one.name === name)?.room === 'queries' ? 'get' : 'post'

describe('a recorded example', () => {
  it.each(all)('is answered as the description says: %s, %s', (name, _, { answer }: Example) => {
    const { status, body, headers } = answer
    const response = ['paths', `/${name}`, methodOf(name), 'responses', String(status)]
    const described = at(...response, 'headers')
    expect(described, `${name} ${status} is not described`).toBeDefined()
    if (body === undefined) return
    const type = (headers['Content-Type'] ?? '').split(';')[0] ?? ''
    expect(faultsOf(body, ...response, 'content', type, 'schema')).toEqual([])
  })

  const sent = all.filter(
    ([name, , { request, answer }]) =>
      answer.status === 200 && methodOf(name) === 'post' && request.body !== undefined,
  )
  it.each(sent)('is asked as the description says: %s, %s', (name, _, { request }: Example) => {
    const content = ['paths', `/${name}`, 'post', 'requestBody', 'content', 'application/json']
    expect(faultsOf(request.body, ...content, 'schema')).toEqual([])
  })

  it('is found wrong where it is', () => {
    const wrong = { title: 'A body', status: 'four hundred' }
    expect(faultsOf(wrong, 'components', 'schemas', 'Problem').length).toBeGreaterThan(3)
  })
})

describe('examples', () => {
  it('are there of each function', () => {
    const without = FUNCTIONS.filter(
      ({ name }) => !EXAMPLES[name]?.some(({ answer }) => answer.status === 200),
    )
    expect(without.map(({ name }) => name)).toEqual([])
  })

  /** What any function may answer is shown once; what is a function’s own, by each of them. */
  const anybodys: readonly string[] = [...COMMAND_REASONS, ...LINK_REASONS]
  const isOwn = (reason: string) => !anybodys.includes(reason) || reason === 'not-found'

  it('are there of each reason that is a function’s own', () => {
    const missing = FUNCTIONS.flatMap(({ name, reasons }) =>
      reasons
        .filter(
          (reason) => isOwn(reason) && !EXAMPLES[name]?.some((one) => reasonOf(one) === reason),
        )
        .map((reason) => `${name}: ${reason}`),
    )
    expect(missing).toEqual([])
  })

  it('are there of each reason at all', () => {
    const shown = new Set(all.map(([, , example]) => reasonOf(example)))
    const named = new Set(FUNCTIONS.flatMap(({ reasons }) => reasons))
    expect([...named].filter((reason) => !shown.has(reason))).toEqual([])
    expect(named.size).toBeGreaterThan(25)
  })
})
