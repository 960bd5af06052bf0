// The Firebase callable protocol: what the Swift, Kotlin, Flutter and web SDKs send, and what they expect back.
// Source: firebase.google.com/docs/functions/callable-reference.
import { statusOf } from '../../contract/faults/reasons.ts'
import { type Problem, RefusalError } from './problem.ts'

const LONGS: readonly string[] = [
  'type.googleapis.com/google.protobuf.Int64Value',
  'type.googleapis.com/google.protobuf.UInt64Value',
]

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a body is a callable request: an object with the one key `data`, an object or null. */
export function isCallable(
  body: unknown,
): body is { readonly data: Record<string, unknown> | null } {
  if (!isRecord(body) || Object.keys(body).length !== 1 || !('data' in body)) return false
  return body['data'] === null || isRecord(body['data'])
}

function toNumber(value: unknown, path: string): number {
  const number =
    typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? Number(value) : Number.NaN
  if (Number.isSafeInteger(number)) return number
  throw RefusalError.of('invalid-request', `${path} is not a whole number that can be handled`, [
    { path, message: `${JSON.stringify(value)} is not a whole number within ±(2^53 − 1)` },
  ])
}

/** Unwraps the SDKs' 64-bit integers at any depth. */
export function decodeCallable(value: unknown, path: string[] = []): unknown {
  if (Array.isArray(value))
    return value.map((inner, index) => decodeCallable(inner, [...path, String(index)]))
  if (!isRecord(value)) return value
  const type = value['@type']
  if (type === undefined)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, decodeCallable(inner, [...path, key])]),
    )
  if (typeof type === 'string' && LONGS.includes(type))
    return toNumber(value['value'], path.join('.'))
  throw RefusalError.of('invalid-request', 'the request holds a value of an unknown @type', [
    { path: path.join('.'), message: `${JSON.stringify(type)} is not an @type that is understood` },
  ])
}

/** The body of a callable answer; of one whose JSON was written already, too. */
export function toCallableResult(answer: object | Buffer): string {
  return Buffer.isBuffer(answer)
    ? `{"result":${answer.toString()}}`
    : JSON.stringify({ result: answer })
}

/** The body of a callable error: the problem as `details`. */
export function toCallableError(problem: Problem): string {
  const { callable } = statusOf(problem.reason)
  return JSON.stringify({ error: { status: callable, message: problem.detail, details: problem } })
}
