// A deployment that deviates: a proxy before the real functions, and one before the real Firestore, that change what passes.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A request as it came, for a plan to change. */
export interface Asked {
  /** The function, or the document's path. */
  readonly name: string
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer as it came, for a plan to change. */
export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What is changed on the way; unset, nothing. */
export interface Plan {
  readonly ask?: (asked: Asked) => Asked
  readonly tell?: (told: Told, asked: Asked) => Told
}

export interface Proxy {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer) // a body comes in buffers
  return Buffer.concat(parts).toString()
}

/** What belongs to one hop, or is made anew. */
const OF_ONE_HOP = ['connection', 'keep-alive', 'content-length', 'transfer-encoding', 'host']
/** What `fetch` has undone already. */
const UNDONE = ['content-encoding']

const textOnly = (headers: Iterable<readonly [string, unknown]>): Record<string, string> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) =>
      typeof value === 'string' && ![...OF_ONE_HOP, ...UNDONE].includes(name)
        ? [[name, value] as const]
        : [],
    ),
  )

/** As they were sent: in this process a gateway may take the content type away from whatever is read. */
const pairsOf = (raw: readonly string[]) =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1]] as const] : []))

/** Forwards everything to `upstream`, changed by the plan. */
export async function startProxy(
  upstream: string,
  nameOf: (path: string) => string,
  plan: Plan,
): Promise<Proxy> {
  const { ask = (asked) => asked, tell = (told) => told } = plan

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const asked = ask({
      name: nameOf(path),
      method: request.method ?? 'GET',
      path,
      headers: textOnly(pairsOf(request.rawHeaders)),
      body: await readAll(request),
    })
    const isRead = asked.method === 'GET' || asked.method === 'HEAD'
    const answer = await fetch(`${upstream}${asked.path}`, {
      method: asked.method,
      headers: asked.headers,
      ...(!isRead && { body: asked.body }),
      redirect: 'manual',
    })
    const { status, headers, body } = tell(
      { status: answer.status, headers: textOnly(answer.headers), body: await answer.text() },
      asked,
    )
    response.writeHead(status, headers)
    response.end(asked.method === 'HEAD' ? undefined : body)
  }

  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => {
      response.writeHead(502)
      response.end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
