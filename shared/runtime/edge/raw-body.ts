// Keeps functions-framework from parsing bodies, so that ours alone does: theirs answers broken JSON with a page of HTML
// before our code runs, and reads up to 1 GB. See docs/decisions/0003-bodies-are-parsed-by-us.md.
import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** The largest body that is read, in bytes. */
export const BODY_BYTES = 64 * 1024

/** What a request said of its body before its headers were taken away. */
export interface BodyHeaders {
  readonly contentType: string
  readonly contentEncoding: string
  /** Known at once from the announced length, else as soon as more has come. */
  isTooLarge: boolean
}

const kept = new WeakMap<IncomingMessage, BodyHeaders>()

let isKeeping = false

/** What is sent in chunks announces no length: what comes after the limit is let go as it comes. */
function dropExcess(request: IncomingMessage, said: BodyHeaders): void {
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.byteLength ?? 0
    if (chunk === null || bytes <= BODY_BYTES) return push(chunk, encoding)
    said.isTooLarge = true
    return true
  }
}

/** From now on, every HTTP server of this process hands bodies on unparsed, and does not read those that are too large. */
export function keepBodiesRaw(): void {
  if (isKeeping) return
  isKeeping = true
  diagnostics.subscribe('http.server.request.start', (event) => {
    // The channel's documented message; its type is unknown to TypeScript.
    const { request } = event as { request: IncomingMessage }
    const { headers } = request
    const isTooLarge = Number(headers['content-length'] ?? 0) > BODY_BYTES
    const said: BodyHeaders = {
      contentType: headers['content-type'] ?? '',
      contentEncoding: headers['content-encoding'] ?? '',
      isTooLarge,
    }
    kept.set(request, said)
    if (headers['transfer-encoding'] !== undefined) dropExcess(request, said)
    delete headers['content-encoding']
    headers['content-type'] = 'application/octet-stream'
    if (isTooLarge) delete headers['content-length']
  })
}

/** What the request said of its body. */
export function bodyHeadersOf(request: IncomingMessage): BodyHeaders {
  const headers = kept.get(request)
  if (!headers)
    throw new Error('keepBodiesRaw() must run before the server answers its first request')
  return headers
}
