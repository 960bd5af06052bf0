// An answer on its way out, in the caller's protocol: plain or callable, whole or as the one event of a stream.
import type { Reason } from '../../contract/faults/reasons.ts'
import { toCallableError, toCallableResult } from './callable.ts'
import type { HttpRequest, HttpResponse } from '../world/http.ts'
import type { Failure } from './problem.ts'

/** What is known of a request while it is handled. */
export interface Exchange {
  readonly requestId: string
  /** Guessed from how the body begins, until it was read. */
  isCallable: boolean
  /** Named where another one was used. */
  methods: string
  /** A page instead of a problem, where a browser asked for pages. */
  toPage?: (reason: Reason) => PageSent
}

/** A page as it is sent. */
export interface PageSent {
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

/** A successful answer. */
export interface Answer {
  /** Or its JSON, where that was written already. */
  readonly body: object | Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** 200 if unset; only a probe answers another. */
  readonly status?: number
  /** The caller has this answer already (304); only where the request named its ETag. */
  readonly isUnchanged?: boolean
  /** Sent instead of the body. */
  readonly page?: PageSent
}

/** All that is sent. */
export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly content?: { readonly type: string; readonly text: string | Buffer }
  /** Why it is no success. */
  readonly reason?: Reason
}

const toPageSent = (status: number, { html, headers }: PageSent): Outgoing => ({
  status,
  headers,
  content: { type: 'text/html', text: html },
})

/** What is answered is for its caller alone, unless a function says otherwise. */
const UNCACHED = { 'Cache-Control': 'no-store' }

/** A success as it is sent. */
export function toSuccess(answer: Answer, { isCallable }: Exchange): Outgoing {
  const { body, status = 200, isUnchanged, page } = answer
  const headers = { ...UNCACHED, ...answer.headers }
  if (isUnchanged) return { status: 304, headers }
  if (page) return toPageSent(status, page)
  const text = isCallable
    ? toCallableResult(body)
    : Buffer.isBuffer(body)
      ? body
      : JSON.stringify(body)
  return { status, headers, content: { type: 'application/json', text } }
}

/** A failure as it is sent. */
export function toProblemSent(
  { problem, retryAfterSeconds }: Failure,
  { isCallable, methods, toPage }: Exchange,
): Outgoing {
  const { status, reason } = problem
  const page = isCallable ? undefined : toPage?.(reason)
  return {
    status,
    reason,
    headers: {
      ...UNCACHED,
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...page?.headers,
      ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
      ...(reason === 'method-not-allowed' && { Allow: methods }),
      ...(reason === 'payload-too-large' && { Connection: 'close' }),
    },
    content: page
      ? { type: 'text/html', text: page.html }
      : isCallable
        ? { type: 'application/json', text: toCallableError(problem) }
        : { type: 'application/problem+json', text: JSON.stringify(problem) },
  }
}

/** Sends it. */
export function send(
  request: HttpRequest,
  response: HttpResponse,
  { isCallable }: Exchange,
  { status, headers, content }: Outgoing,
): void {
  response.set(headers).status(status)
  if (!content) {
    response.end()
    return
  }
  const isStream = isCallable && /\btext\/event-stream\b/.test(request.get('Accept') ?? '')
  response.set('Content-Type', `${isStream ? 'text/event-stream' : content.type}; charset=utf-8`)
  const text = isStream ? `data: ${content.text.toString()}\n\n` : content.text
  // Node would leave it out of the answer to HEAD, which has no body to count.
  response.set('Content-Length', String(Buffer.byteLength(text)))
  response.end(text)
}
