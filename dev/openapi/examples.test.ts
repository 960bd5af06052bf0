// The recorded examples against the written description, as somebody else’s validator reads it; and that none is missing.
import { describe, expect, it } from 'vitest'
import { COMMAND_REASONS, LINK_REASONS } from '../../shared/runtime/edge/edge-reasons.ts'
import { openDescription } from '../../test/support/described.ts'
import { findFunctions } from './described-functions.ts'
import { type Example, readExamples, reasonOf } from './examples.ts'

const { at, faultsOf } = openDescription('openapi.json')

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
