// Keeps connections busy with requests, each its next one as soon as it is answered: a client that costs little of the processor which
// the server shares with it.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { quantile } from './median.ts'

export interface Loaded {
  readonly answers: number
  readonly perSecond: number
  /** From a request's first byte to its answer's last, in milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface Load {
  readonly port: number
  readonly connections: number
  readonly millis: number
  /** The next request, as bytes go over the wire. */
  readonly next: () => string
  /** The status that every answer must have. */
  readonly status: number
}

/** A request as it goes over the wire. */
export function toWire(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, ...length, '', body].join(
    '\r\n',
  )
}

const HEAD_END = '\r\n\r\n'

/** The next answer of a connection: its status, headers and body as text, all of it that has come. */
export function readAnswer(
  socket: Socket,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let bytes = 0
    let wanted = -1
    const done = (end: () => void) => {
      socket.off('data', take).off('close', lost)
      end()
    }
    const lost = () => done(() => reject(new Error('a connection ended before it was answered')))
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (wanted < 0) {
        const whole = chunks.length === 1 ? chunk : Buffer.concat(chunks)
        chunks = [whole]
        const at = whole.indexOf(HEAD_END)
        if (at < 0) return
        const head = whole.toString('latin1', 0, at)
        const length = /content-length: (\d+)/i.exec(head)?.[1]
        // Neither 204 nor 304 has a body; all others say how long theirs is.
        wanted = at + HEAD_END.length + Number(length ?? 0)
      }
      if (bytes < wanted) return
      done(() => {
        const text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('latin1')
        resolve({ status: Number(text?.slice(9, 12)), text: text ?? '' })
      })
    }
    socket.on('data', take).on('close', lost)
  })
}

export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  await once(socket, 'connect')
  socket.on('error', () => {}) // 'close' follows, which tells
  return socket
}

/** One request on a connection of its own. @returns the answer with its head */
export async function askOnce(port: number, request: string): Promise<string> {
  const socket = await openSocket(port)
  try {
    const reading = readAnswer(socket)
    socket.write(request)
    return (await reading).text
  } finally {
    socket.destroy()
  }
}

/** Asks for so long. @throws with the answer that has another status than it should */
export async function load({ port, connections, millis, next, status }: Load): Promise<Loaded> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => openSocket(port)))
  const times: number[] = []
  const began = performance.now()
  const deadline = began + millis
  try {
    await Promise.all(
      sockets.map(async (socket) => {
        for (let now = performance.now(); now < deadline;) {
          const reading = readAnswer(socket)
          socket.write(next())
          const answer = await reading
          if (answer.status !== status) throw new Error(`not ${status}: ${answer.text}`)
          const after = performance.now()
          times.push(after - now)
          now = after
        }
      }),
    )
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  const seconds = (performance.now() - began) / 1000
  return {
    answers: times.length,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
  }
}
