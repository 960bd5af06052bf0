// Requests come to a function from Node's server directly. functions-framework starts the process, the server and the function, and
// is not between them: it would parse each body five times over and run each request in a `node:domain`, which turns async hooks on
// for the whole process. See docs/decisions/0038-requests-come-directly.md.
import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { toFault, writeLog } from '../world/log.ts'
import { type Handle, toRequest, toResponse } from '../world/http.ts'
import { bodyHeadersOf } from './raw-body.ts'

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Gives the body once it is whole, or as soon as it is too large; never, where its sender leaves. */
function readBody(message: IncomingMessage, give: (body: Buffer | undefined) => void): void {
  const said = bodyHeadersOf(message)
  if (said.isTooLarge || !hasBody(message)) {
    give(undefined)
    return
  }
  const chunks: Buffer[] = []
  message.on('data', (chunk: Buffer) => chunks.push(chunk))
  message.once('end', () => give(Buffer.concat(chunks)))
  message.once('error', () => {}) // nobody is there any more
}

// What a function throws it has answered before; this is for what it could not foresee.
function tellOf(error: unknown, reply: ServerResponse): void {
  writeLog({ severity: 'ERROR', ...toFault('a function did not answer', error) })
  if (reply.headersSent) reply.destroy()
  else reply.writeHead(500, { Connection: 'close' }).end()
}

/** A function as a listener of Node's server, whose bodies are kept raw. */
export function toListener(handle: Handle): RequestListener {
  return (message, reply) => {
    readBody(message, (body) => {
      handle(toRequest(message, body), toResponse(reply)).catch((error: unknown) =>
        tellOf(error, reply),
      )
    })
  }
}

/** From now on every HTTP server of this process hands its requests to this function, and to nothing else. */
export function answerDirectly(handle: Handle): void {
  const listener = toListener(handle)
  const known = new WeakSet<Server>()
  diagnostics.subscribe('http.server.request.start', (event) => {
    // The channel's documented message; its type is unknown to TypeScript.
    const { server } = event as { server: Server }
    if (known.has(server)) return
    known.add(server)
    // Node tells of the request before it asks who listens.
    server.removeAllListeners('request')
    server.on('request', listener)
  })
}
