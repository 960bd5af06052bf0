// A request and its response as functions see them: what they use of Express's, and no more of it.
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface HttpRequest extends IncomingMessage {
  readonly method: string
  /** The target as it came: path and query. */
  readonly originalUrl: string
  /** The body as it came; unset where there is none, or it is too large to be read. */
  rawBody?: Buffer | undefined
  /** A header by its name, however it is written. */
  readonly get: (name: string) => string | undefined
}

export interface HttpResponse {
  readonly set: {
    (name: string, value: string): HttpResponse
    (headers: Readonly<Record<string, string>>): HttpResponse
  }
  readonly status: (status: number) => HttpResponse
  /** Says that the answer depends on this header of the request. */
  readonly vary: (name: string) => HttpResponse
  readonly end: (text?: string | Buffer) => void
}

/** A function as it is served. */
export type Handle = (request: HttpRequest, response: HttpResponse) => Promise<void>

/** A request that has been read, as a function sees it. */
export function toRequest(message: IncomingMessage, rawBody: Buffer | undefined): HttpRequest {
  return Object.assign(message, {
    method: message.method ?? '',
    originalUrl: message.url ?? '',
    rawBody,
    get: (name: string) => {
      const value = message.headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : value
    },
  })
}

/** A response as a function writes it. */
export function toResponse(reply: ServerResponse): HttpResponse {
  const response: HttpResponse = {
    set: (given: string | Readonly<Record<string, string>>, value?: string) => {
      const headers = typeof given === 'string' ? { [given]: value ?? '' } : given
      for (const [name, each] of Object.entries(headers)) reply.setHeader(name, each)
      return response
    },
    status: (status) => {
      reply.statusCode = status
      return response
    },
    vary: (name) => {
      const before = reply.getHeader('Vary')
      reply.setHeader('Vary', before === undefined ? name : `${String(before)}, ${name}`)
      return response
    },
    end: (text) => {
      reply.end(text)
    },
  }
  return response
}
