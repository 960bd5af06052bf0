// The body of a request as JSON: its size, type, encoding and depth are judged before anything in it is.
import { DEPTH_MAX, isWithinDepth } from '../../../contract/values/depth.ts'
import type { HttpRequest } from '../../world/http.ts'
import { RefusalError } from '../problem.ts'
import { BODY_BYTES, bodyHeadersOf } from '../raw-body.ts'

/** A callable request is told by its beginning; white space may stand in it. */
const BEGINNING_BYTES = 64

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** The body of a request, whose type must be one of `types`. */
export function readBytes(
  request: HttpRequest,
  types: RegExp,
  wanted: string,
): Buffer<ArrayBuffer> {
  const { contentType, contentEncoding, isTooLarge } = bodyHeadersOf(request)
  const body = Buffer.from(request.rawBody ?? [])
  if (isTooLarge || body.byteLength > BODY_BYTES)
    throw RefusalError.of('payload-too-large', `the body is larger than ${BODY_BYTES / 1024} KiB`)
  if (!types.test(contentType) || !['', 'identity'].includes(contentEncoding))
    throw RefusalError.of(
      'unsupported-media-type',
      `the body must be ${wanted} without encoding, not ${contentType || 'of no type'} ${contentEncoding}`.trim(),
    )
  return body
}

function readText(request: HttpRequest): string {
  const body = readBytes(request, JSON_TYPE, 'application/json')
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

/** The body of a request; `{}` if there is none. */
export function readJson(request: HttpRequest): unknown {
  const text = readText(request)
  return text.trim() === '' ? {} : parseJson(text)
}

/** Refuses what nests deeper than any request of ours. */
export function refuseDepth(body: unknown): void {
  if (isWithinDepth(body)) return
  const message = `must not nest deeper than ${DEPTH_MAX} levels`
  throw RefusalError.of('invalid-request', `the body ${message}`, [{ path: '', message }])
}

/** Whether a body begins as those of callable requests do: what is refused before it is read is answered in its protocol. */
export function beginsAsCallable(request: HttpRequest): boolean {
  const beginning = request.rawBody?.subarray(0, BEGINNING_BYTES).toString('latin1') ?? ''
  return /^\s*\{\s*"data"\s*:/.test(beginning)
}
