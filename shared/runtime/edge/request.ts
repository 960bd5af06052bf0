// Reading a request: plain HTTP or callable, a query string or a body, with its key; refused in words.
import { isStorable, quote } from '../../contract/values/values.ts'
import { decodeCallable, isCallable } from './callable.ts'
import type { HttpRequest } from '../world/http.ts'
import { readJson, refuseDepth } from './input/read-body.ts'
import { RefusalError } from './problem.ts'

/** A request, read but not yet parsed by a schema. */
export interface Read {
  /** Whether the values are text of a query string, still to be turned into numbers, booleans and lists. */
  readonly isQueryString: boolean
  readonly fields: Record<string, unknown>
  readonly idempotencyKey?: string
}

/** In which protocol a request is answered: guessed from how its body begins, known once it was read. */
export interface Protocol {
  isCallable: boolean
}

/** By which queries are called. */
export const QUERY_METHODS = 'GET, HEAD, POST, OPTIONS'

/** Of an idempotency key, at the most. */
export const KEY_CHARACTERS = 255

function readKey(request: HttpRequest, fields: Record<string, unknown>): string | undefined {
  const key = request.get('Idempotency-Key') ?? fields['idempotencyKey']
  if (key === undefined) return undefined
  if (typeof key === 'string' && key.length <= KEY_CHARACTERS && key !== '' && isStorable(key))
    return key
  const message = `must be text of 1 to ${KEY_CHARACTERS} characters, got ${quote(key)}`
  throw RefusalError.of('invalid-request', `idempotencyKey: ${message}`, [
    { path: 'idempotencyKey', message },
  ])
}

function readBody(request: HttpRequest, protocol: Protocol, takesPlain: boolean): Read {
  const body = readJson(request)
  const callable = isCallable(body)
  protocol.isCallable = callable
  if (!callable && !takesPlain)
    throw RefusalError.of(
      'method-not-allowed',
      'this function is called by GET, or by POST in the callable protocol',
    )
  refuseDepth(body)
  const fields = callable ? (decodeCallable(body.data ?? {}) as Record<string, unknown>) : body
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw RefusalError.of('invalid-request', 'the body must be a JSON object', [
      { path: '', message: 'must be a JSON object' },
    ])
  const { idempotencyKey: _, ...rest } = fields as Record<string, unknown>
  const key = takesPlain ? readKey(request, fields as Record<string, unknown>) : undefined
  return {
    isQueryString: false,
    fields: takesPlain ? rest : (fields as Record<string, unknown>),
    ...(key !== undefined && { idempotencyKey: key }),
  }
}

/** Reads a command: POST, plain or callable. */
export function readCommand(request: HttpRequest, protocol: Protocol): Read {
  protocol.isCallable = false
  if (request.method !== 'POST')
    throw RefusalError.of(
      'method-not-allowed',
      `this function is called by POST, not ${request.method}`,
    )
  return readBody(request, protocol, true)
}

/** The parameters of a query string; one that is repeated is a list. */
export function fieldsOfQuery(request: HttpRequest): Record<string, unknown> {
  const [, query = ''] = /\?(.*)/s.exec(request.originalUrl) ?? []
  // A map, since a parameter may be called like what every object has.
  const values = Map.groupBy(new URLSearchParams(query), ([key]) => key)
  const fields = [...values].map(([key, pairs]) => {
    const [first, ...more] = pairs.map(([, value]) => value)
    return [key, more.length === 0 ? first : [first, ...more]] as const
  })
  return Object.fromEntries(fields)
}

/** Reads a query: GET (or HEAD) with a query string, or a callable POST. */
export function readQuery(request: HttpRequest, protocol: Protocol): Read {
  protocol.isCallable = false
  if (request.method === 'POST') return readBody(request, protocol, false)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw RefusalError.of(
      'method-not-allowed',
      `this function is called by GET, not ${request.method}`,
    )
  return { isQueryString: true, fields: fieldsOfQuery(request) }
}
