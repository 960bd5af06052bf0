// Cross-origin requests: the configured origins may call from a browser, preflights are answered before anything else.
import type { HttpRequest, HttpResponse } from '../world/http.ts'

const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/

function isAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes(origin) || (allowed.includes('localhost') && LOCAL.test(origin))
}

/**
 * Sets the headers of cross-origin answers.
 *
 * @returns whether the request was a preflight, which is answered now
 */
export function answerCors(
  request: HttpRequest,
  response: HttpResponse,
  allowed: readonly string[],
): boolean {
  const origin = request.get('Origin')
  response.vary('Origin')
  if (origin !== undefined && isAllowed(origin, allowed)) {
    response.set('Access-Control-Allow-Origin', origin)
    response.set(
      'Access-Control-Expose-Headers',
      'ETag, Retry-After, X-Request-Id, Idempotency-Replayed, Date',
    )
  }
  if (request.method !== 'OPTIONS') return false
  response.set('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
  response.set(
    'Access-Control-Allow-Headers',
    'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Firebase-AppCheck, Firebase-Instance-ID-Token',
  )
  response.set('Access-Control-Max-Age', '3600')
  response.status(204).end()
  return true
}
