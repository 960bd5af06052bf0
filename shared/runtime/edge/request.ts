// Reading a request: plain HTTP or callable, a query string or a body, with its key and token; refused in words.
import type { Request as HttpRequest } from '@google-cloud/functions-framework'
import type * as z from 'zod'
import { toFieldErrors } from '../../contract/issues.ts'
import { isStorable, quote } from '../../contract/values.ts'
import { decodeCallable, isCallable } from './callable.ts'
import { RefusalError } from './problem.ts'
import { BODY_BYTES, bodyHeadersOf } from './raw-body.ts'

/** A request, read but not yet parsed by a schema. */
export interface Read {
  /** Whether the values are text of a query string, still to be turned into numbers, booleans and lists. */
  readonly isQueryString: boolean
  readonly fields: Record<string, unknown>
  readonly idempotencyKey?: string
}

/** In which protocol a request is answered; known as soon as its body was read, before anything in it is refused. */
export interface Protocol {
  isCallable: boolean
}

const KEY_CHARACTERS = 255

/** No request of the contract nests deeper than 4; what recurses over a value must not exhaust the stack. */
const DEPTH_MAX = 32

function readText(request: HttpRequest): string {
  const { contentType, contentEncoding, isTooLarge } = bodyHeadersOf(request)
  const body = request.rawBody ?? Buffer.alloc(0)
  if (isTooLarge || body.byteLength > BODY_BYTES)
    throw RefusalError.of('payload-too-large', `the body is larger than ${BODY_BYTES / 1024} KiB`)
  if (
    !/^application\/json\s*(;|$)/i.test(contentType) ||
    !['', 'identity'].includes(contentEncoding)
  )
    throw RefusalError.of(
      'unsupported-media-type',
      `the body must be application/json without encoding, not ${contentType || 'of no type'} ${contentEncoding}`.trim(),
    )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw RefusalError.of('invalid-request', 'the body is not UTF-8', [
      { path: '', message: 'is not UTF-8' },
    ])
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not JSON'
    throw RefusalError.of('invalid-request', `the body is not JSON: ${message}`, [
      { path: '', message },
    ])
  }
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1))
}

function readJson(request: HttpRequest): unknown {
  const text = readText(request)
  return text.trim() === '' ? {} : parseJson(text)
}

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
  if (!isWithin(body, DEPTH_MAX)) {
    const message = `must not nest deeper than ${DEPTH_MAX} levels`
    throw RefusalError.of('invalid-request', `the body ${message}`, [{ path: '', message }])
  }
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
  if (request.method !== 'POST')
    throw RefusalError.of(
      'method-not-allowed',
      `this function is called by POST, not ${request.method}`,
    )
  return readBody(request, protocol, true)
}

/** Reads a query: GET with a query string, or a callable POST. */
export function readQuery(request: HttpRequest, protocol: Protocol): Read {
  if (request.method === 'POST') return readBody(request, protocol, false)
  if (request.method !== 'GET')
    throw RefusalError.of(
      'method-not-allowed',
      `this function is called by GET, not ${request.method}`,
    )
  const [, query = ''] = /\?(.*)/s.exec(request.originalUrl) ?? []
  // A map, since a parameter may be called like what every object has.
  const values = new Map<string, string[]>()
  for (const [key, value] of new URLSearchParams(query))
    values.set(key, [...(values.get(key) ?? []), value])
  const fields = [...values].map(([key, all]) => [key, all.length === 1 ? all[0] : all] as const)
  return { isQueryString: true, fields: Object.fromEntries(fields) }
}

/** The kind of value a field of a schema takes, under its optionals and defaults. */
function kindOf(schema: z.core.$ZodType): string {
  const { def } = schema._zod
  if ('innerType' in def) return kindOf(def.innerType as z.core.$ZodType)
  if (def.type === 'pipe' && 'in' in def) return kindOf(def.in as z.core.$ZodType)
  return def.type
}

function fromText(schema: z.core.$ZodType | undefined, text: unknown): unknown {
  if (!schema) return text
  const kind = kindOf(schema)
  if (kind === 'array') return Array.isArray(text) ? text : [text]
  if (typeof text !== 'string') return text
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

/** A request's input by its schema; every wrong field is named. */
export function parseInput<T extends z.ZodObject>(schema: T, read: Read): z.infer<T> {
  const fields = new Map(Object.entries<z.core.$ZodType>(schema.shape))
  const input = read.isQueryString
    ? Object.fromEntries(
        Object.entries(read.fields).map(([key, text]) => [key, fromText(fields.get(key), text)]),
      )
    : read.fields
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors = toFieldErrors(parsed.error, input)
  const [first] = errors
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw RefusalError.of(
    'invalid-request',
    `${first?.path || 'the request'}: ${first?.message}${more}`,
    errors,
  )
}
