// A real HTTP server that answers as it is told, one answer after the other, and remembers what it was asked.
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a request was. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers one request; the connection is the test's to break. */
export type Turn = (response: ServerResponse, request: IncomingMessage) => void

export interface ScriptedServer {
  readonly url: string
  /** Every request, in its order. */
  readonly asked: readonly Asked[]
  readonly close: () => Promise<void>
}

/** Answers JSON. */
export function answers(body: object, status = 200, headers: Record<string, string> = {}): Turn {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** Refuses as the system does. */
export function refuses(
  reason: string,
  status: number,
  {
    headers = {},
    ...more
  }: { readonly headers?: Record<string, string>; readonly alternatives?: object } = {},
): Turn {
  const problem = { type: 'about:blank', title: reason, status, detail: `it is ${reason}`, reason }
  return answers({ ...problem, requestId: 'request-1', ...more }, status, {
    'X-Request-Id': 'request-1',
    ...headers,
  })
}

/** Breaks the connection without a word. */
export const drops: Turn = (response) => {
  response.socket?.destroy()
}

/** Begins to answer and breaks off. */
export const breaksOff: Turn = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
  response.write('{"booking":')
  setTimeout(() => response.socket?.destroy(), 20)
}

/** Never answers. */
export const hangs: Turn = () => {}

/** Starts a server; the last turn is taken again and again. */
export async function startScript(...turns: readonly Turn[]): Promise<ScriptedServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const turn = turns[Math.min(asked.length, turns.length - 1)]
      asked.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      })
      turn?.(response, request)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
