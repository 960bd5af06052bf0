// Google's services with a meter before them: what is counted on a bill of the requests that go through.
import { once } from 'node:events'
import { type IncomingMessage, createServer, request as openRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Metered {
  /** `http://host:port`, in front of the one that was given. */
  readonly baseUrl: string
  readonly stop: () => void
}

/** A request as it went by, and its answer; both are JSON where there is any. */
export interface Gone {
  readonly path: string
  readonly asked: unknown
  readonly told: unknown
}

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text))

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

/** Hands on what comes to a host, `host:port`, and tells of each request that was answered well. */
export async function meter(host: string, gone: (one: Gone) => void): Promise<Metered> {
  const server = createServer((request, response) => {
    const handOn = async () => {
      const asked = await textOf(request)
      const { method = 'GET', url: path = '/', headers } = request
      // All that is metered is JSON; the functions in this process have taken the word for it away.
      const handed = { ...headers, host, 'content-type': 'application/json' }
      const far = openRequest(`http://${host}${path}`, { method, headers: handed })
      const answered = once(far, 'response') as Promise<[IncomingMessage]>
      far.end(asked)
      const [answer] = await answered
      const told = await textOf(answer)
      if (answer.statusCode === 200) gone({ path, asked: parse(asked), told: parse(told) })
      response.writeHead(answer.statusCode ?? 502, {
        'Content-Type': answer.headers['content-type'] ?? 'application/json',
      })
      response.end(told)
    }
    handOn().catch((error: unknown) => response.destroy(error as Error))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // a TCP server's
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
