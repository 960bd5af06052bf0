// An answer with its ETag: whoever names it has the answer already.
import { createHash } from 'node:crypto'
import type { HttpRequest } from '../../world/http.ts'
import type { Answer } from '../outgoing.ts'
import type { Sent } from './kept-answers.ts'

/** An answer's body as it is sent, and what it is told by. */
export function toSent(body: object): Sent {
  const json = Buffer.from(JSON.stringify(body))
  const hash = createHash('sha256').update(json).digest('base64url').slice(0, 27)
  return { json, etag: `"${hash}"` }
}

/** The answer to a plain request: 304 to whoever named its ETag. */
export function withEtag({ json, etag }: Sent, request: HttpRequest): Answer {
  const asked = (request.get('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  const headers = {
    ETag: etag,
    'Cache-Control': 'private, no-cache',
    Vary: 'Origin, Authorization',
  }
  return { body: json, headers, isUnchanged: asked.includes(etag) || asked.includes('*') }
}
