// One POST, by Node's own client: `fetch` would cost a cold start a tenth (docs/performance.md).
import http from 'node:http'
import https from 'node:https'

export interface Posted {
  readonly status: number
  readonly text: string
  /** How long the other side asks to be left alone, where it says so in seconds. */
  readonly retryAfterMillis?: number
}

export interface Letter {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** The deadline. */
  readonly signal: AbortSignal
}

/** A connection that was kept alive broke before it was used: the server had closed it meanwhile. */
class Stale extends Error {}

function postOnce(url: string, { headers, body, signal }: Letter): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const { request: open } = url.startsWith('https:') ? https : http
    const length = String(Buffer.byteLength(body))
    const options = { method: 'POST', headers: { ...headers, 'Content-Length': length }, signal }
    const request = open(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const seconds = Number.parseInt(response.headers['retry-after'] ?? '', 10)
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          ...(seconds >= 0 && { retryAfterMillis: seconds * 1000 }),
        })
      })
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && error.code === 'ECONNRESET'
      reject(isStale ? new Stale(error.message, { cause: error }) : error)
    })
    request.end(body)
  })
}

/**
 * Posts, on a connection that is kept alive; once more where that one was stale.
 *
 * @throws where there is no answer, or the deadline is over; an answer of any status is none
 */
export async function post(url: string, letter: Letter): Promise<Posted> {
  try {
    return await postOnce(url, letter)
  } catch (error) {
    if (error instanceof Stale) return postOnce(url, letter)
    throw error
  }
}

/** Rejects when the deadline is over: for what has to be waited for before there is a request, such as a token. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
