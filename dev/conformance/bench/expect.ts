// How a check says what it found: what must hold, or a deviation in words.
import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import { type Exchange, cut, toLine } from './exchange.ts'
import type { Reply } from './line.ts'
import { Deviation } from './outcome.ts'
import { Problem, CallableError, CallableResult } from './shapes.ts'

/** Something must be so, or it is a deviation. */
export function must(
  holds: boolean,
  promised: string,
  came: string,
  from?: Reply | { readonly exchange: Exchange },
): void {
  if (!holds) throw new Deviation({ promised, came, exchange: from?.exchange })
}

const shown = (value: unknown) => cut(JSON.stringify(value) ?? String(value), 300)

/** Two values must be the same, at any depth. */
export function mustEqual(
  actual: unknown,
  wanted: unknown,
  promised: string,
  from?: Reply | { readonly exchange: Exchange },
): void {
  if (isDeepStrictEqual(actual, wanted)) return
  const { path, left, right } = firstDifference(actual, wanted, '')
  const at = path === '' ? '' : ` at "${path.slice(1)}"`
  must(false, promised, `${shown(left)}${at}, where ${shown(right)} is right`, from)
}

interface Difference {
  readonly path: string
  readonly left: unknown
  readonly right: unknown
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where two objects differ; lists are shown whole, since what is in them belongs together. */
function firstDifference(left: unknown, right: unknown, path: string): Difference {
  if (!isObject(left) || !isObject(right)) return { path, left, right }
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  const key = keys.find((one) => !isDeepStrictEqual(left[one], right[one]))
  return key === undefined
    ? { path, left, right }
    : firstDifference(left[key], right[key], `${path}.${key}`)
}

/** What a value holds, as far as a check needs it. */
function readAs<T>(schema: z.ZodType<T>, value: unknown, exchange?: Exchange): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  throw new Deviation({
    promised: `the answer has ${path === '' ? 'a body' : `"${path}"`} as described`,
    came: `${issue?.message ?? 'something else'}${exchange ? ` in ${toLine(exchange)}` : ''}`,
    exchange,
  })
}

/** The body of a success. */
export function granted<T>(reply: Reply, schema: z.ZodType<T>, promised?: string): T {
  const { status, body, exchange } = reply
  must(status === 200, promised ?? `${exchange.name} answers 200`, toLine(exchange), reply)
  const told = exchange.isCallable ? readAs(CallableResult, body, exchange).result : body
  return readAs(schema, told, exchange)
}

/** The problem of a refusal, which has to be for one of these reasons. */
export function refused(
  reply: Reply,
  reasons: string | readonly string[],
  promised?: string,
): Problem {
  const { status, body, exchange } = reply
  const wanted = [reasons].flat()
  const says = promised ?? `${exchange.name} is refused`
  const inWords = `${says}: ${wanted.join(' or ')}`
  must(status >= 400, inWords, toLine(exchange), reply)
  const told = exchange.isCallable ? readAs(CallableError, body, exchange).error.details : body
  const problem = readAs(Problem, told, exchange)
  must(wanted.includes(problem.reason), inWords, toLine(exchange), reply)
  return problem
}

/** The first of a list that must not be empty. */
export function first<T>(list: readonly T[], what: string, from?: Reply): T {
  const [one] = list
  if (one === undefined)
    throw new Deviation({ promised: `there is ${what}`, came: 'none', exchange: from?.exchange })
  return one
}
