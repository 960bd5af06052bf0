// Sends what an attacker sends, over connections that are kept, and over bare sockets.
import { Agent, request as openRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { readAnswers } from './read-answers.ts'
import type { Answer, Exchanged, Piece, Sent, Wire } from './shot.ts'

/** A request that nothing answers in this time was not answered. */
const PATIENCE_MILLIS = 30_000
/** How long bytes that may be waited for for ever are. */
const BYTES_MILLIS = 1_500

export interface Open {
  /** A wire that remembers in `exchanged` what goes over it. */
  readonly wireOf: (exchanged: Exchanged[]) => Wire
  readonly close: () => void
}

function sendOver(
  agent: Agent,
  base: URL,
  { method, target, headers, body }: Sent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = openRequest(
      {
        agent,
        host: base.hostname,
        port: base.port,
        method,
        path: target,
        // As they are, in their order: what comes twice goes out twice.
        headers: [
          'Host',
          base.host,
          ...headers.flat(),
          ...(body ? ['Content-Length', String(body.byteLength)] : []),
        ],
        timeout: PATIENCE_MILLIS,
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: new Map(
              Object.entries(response.headersDistinct).map(([name, all]) => [
                name,
                (all ?? []).join(', '),
              ]),
            ),
            text: Buffer.concat(parts).toString('utf8'),
          }),
        )
      },
    )
    request.on('timeout', () =>
      request.destroy(new Error(`no answer in ${PATIENCE_MILLIS / 1000} s`)),
    )
    // The answer may come before all of the body went out.
    request.on('error', (error) => setTimeout(reject, 300, error))
    request.end(body)
  })
}

async function bytesOver(
  base: URL,
  pieces: readonly Piece[],
  waitMillis: number,
): Promise<readonly Answer[]> {
  const parts: Buffer[] = []
  const socket = connect(Number(base.port), base.hostname)
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve())
  })
  socket.on('data', (part) => parts.push(part))
  socket.on('error', () => {}) // whoever closes on us has said all
  for (const { bytes, afterMillis = 0 } of pieces) {
    if (afterMillis > 0) await wait(afterMillis)
    if (socket.writable) socket.write(bytes)
  }
  const left = new AbortController()
  const late = wait(waitMillis, undefined, { signal: left.signal }).catch(() => {})
  await Promise.race([ended, late])
  left.abort()
  socket.destroy()
  return readAnswers(Buffer.concat(parts))
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Opens a way to a place. */
export function openWire(url: string, connections: number): Open {
  const base = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    wireOf: (exchanged) => ({
      send: async (role, name, sent) => {
        // A connection that was kept may be closed in the moment in which it is used: a second one is new.
        for (let left = 1; ; left--)
          try {
            const answer = await sendOver(agent, base, sent)
            exchanged.push({ role, function: name, sent, answers: [answer] })
            return answer
          } catch (error) {
            if (left > 0 && /ECONNRESET|EPIPE|socket hang up/.test(wordsOf(error))) continue
            exchanged.push({ role, function: name, sent, answers: [], silence: wordsOf(error) })
            return undefined
          }
      },
      sendBytes: async (role, name, bytes, waitMillis = BYTES_MILLIS) => {
        const answers = await bytesOver(base, bytes, waitMillis)
        exchanged.push({ role, function: name, bytes, answers })
        return answers
      },
    }),
    close: () => agent.destroy(),
  }
}
