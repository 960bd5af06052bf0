// Speaks enough of Postgres' protocol to break a connection where a real server does so once in a thousand: with the greeting, with
// an answer, between two statements. See postgresql.org/docs/current/protocol-message-formats.html.
import { type AddressInfo, type Socket, createServer } from 'node:net'

export interface StandIn {
  readonly host: string
  /** Every statement that came, in its order; `connect` for a connection. */
  readonly heard: string[]
  readonly stop: () => Promise<void>
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type, 0)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const text = (value: string) => Buffer.from(`${value}\0`)

/** Nobody has to prove who they are. */
const AUTHENTICATED = message('R', Buffer.from([0, 0, 0, 0]))
/** Idle, or in a transaction: the driver does not look. */
export const READY = message('Z', Buffer.from('I'))
/** All that a server says before the first statement. */
export const GREETING = Buffer.concat([AUTHENTICATED, READY])
/** An administrator ends the session: nothing comes after it. */
export const FATAL = message(
  'E',
  Buffer.concat([
    Buffer.from('S'),
    text('FATAL'),
    Buffer.from('C'),
    text('57P01'),
    Buffer.from('M'),
    text('terminating connection due to administrator command'),
    Buffer.from([0]),
  ]),
)
/** A statement that fails by itself, such as one that divides by zero. */
export const FAILED = message(
  'E',
  Buffer.concat([
    Buffer.from('S'),
    text('ERROR'),
    Buffer.from('C'),
    text('22012'),
    Buffer.from('M'),
    text('division by zero'),
    Buffer.from([0]),
  ]),
)
/** A statement that gives no rows is done. */
export const done = (tag: string): Buffer => message('C', text(tag))

/** The statements in what a client sends: a simple query, or what was parsed before a sync. */
function readStatements(onStatement: (statement: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let hasStarted = false
  let parsed = ''
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = hasStarted ? 1 : 0
      if (rest.length < head + 4) return
      const length = rest.readInt32BE(head) + head
      if (rest.length < length) return
      const [type, body] = [rest.toString('latin1', 0, head), rest.subarray(head + 4, length)]
      rest = rest.subarray(length)
      if (!hasStarted) {
        hasStarted = true
        onStatement('connect')
      } else if (type === 'Q') onStatement(body.toString().slice(0, -1))
      else if (type === 'P') parsed = body.toString().split('\0')[1] ?? ''
      else if (type === 'S') onStatement(parsed)
    }
  }
}

/** Starts a stand-in that says `say` of each statement: unset, the usual; nothing at all, and it closes the connection. */
export async function startPostgresStandIn(
  say: (statement: string, which: number) => readonly Buffer[] | undefined,
): Promise<StandIn> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    const read = readStatements((statement) => {
      heard.push(statement)
      const which = heard.filter((one) => one === statement).length
      const usual =
        statement === 'connect'
          ? [GREETING]
          : [done(statement.split(' ', 1)[0]?.toUpperCase() ?? ''), READY]
      const said = say(statement, which) ?? usual
      const packet = Buffer.concat([...said])
      // After a FATAL a server closes.
      if (said.at(-1) === FATAL) socket.end(packet)
      else if (said.length > 0) socket.write(packet)
      else socket.destroy()
    })
    socket.on('data', read)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    heard,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
