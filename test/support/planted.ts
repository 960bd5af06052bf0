// Functions with one fault of every kind that an attack looks for, beside what they do right: whoever finds nothing here would find
// nothing anywhere.
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openDispatch } from '../../dev/gateway.ts'
import type { FindingKind } from '../../dev/attack/judge/finding.ts'
import type { Inside } from '../../dev/attack/target/target.ts'
import type { World } from '../../shared/runtime/world/world.ts'

/** Faults that stand in an answer. Those of documents and mails are planted into what is seen of the inside. */
type InAnswers = Exclude<FindingKind, 'poison' | 'document'>

/** Changes what goes out; `sent` is what was sent before to whoever asked the same. */
type Plant = (response: ServerResponse, text: string, sent: ReadonlyMap<string, string>) => string

/** More than the 100 ms of one input. */
const BURNT_MICROS = 130_000

function burn(): void {
  const since = process.threadCpuUsage()
  for (;;) {
    const { user, system } = process.threadCpuUsage(since)
    if (user + system > BURNT_MICROS) return
  }
}

const problem = (more: object) =>
  JSON.stringify({
    type: 'urn:x',
    title: 'X',
    status: 400,
    detail: 'x',
    reason: 'invalid-request',
    requestId: 'x'.repeat(8),
    ...more,
  })

function refuse(response: ServerResponse, status: number, type: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', type)
}

const PROBLEM = 'application/problem+json'

/** Each fault by the function that has it. */
const PLANTED: Readonly<Record<string, readonly [InAnswers, Plant]>> = {
  'register-device': [
    'fault',
    (response) => {
      refuse(response, 500, PROBLEM)
      return problem({ status: 500, reason: 'internal' })
    },
  ],
  'set-date-hours': [
    'no-problem',
    (response) => {
      refuse(response, 400, 'text/html')
      return '<h1>Bad Request</h1>'
    },
  ],
  'get-schedule': [
    'undescribed',
    (response, text) => (response.statusCode === 200 ? '{"revision":"one"}' : text),
  ],
  'decide-booking': [
    'stack',
    (response) => {
      refuse(response, 400, PROBLEM)
      return problem({ detail: 'Error: x\n    at decide (/srv/shared/decide.ts:1:2)' })
    },
  ],
  'get-account': [
    'foreign',
    (response, text, sent) =>
      response.statusCode === 200 ? (sent.get('get-account') ?? text) : text,
  ],
  'save-service': [
    'large',
    (response, text) => {
      if (response.statusCode < 400) return text
      refuse(response, 400, PROBLEM)
      return problem({ detail: 'x'.repeat(70_000) })
    },
  ],
  'list-deliveries': [
    'slow',
    (_, text) => {
      burn()
      return text
    },
  ],
  'unregister-device': [
    'silent',
    (response, text) => {
      response.socket?.destroy()
      return text
    },
  ],
  'mark-notifications-read': [
    'polluted',
    (_, text) => {
      Object.defineProperty(Object.prototype, 'isPolluted', { value: true, configurable: true })
      return text
    },
  ],
}

/** Whether a request is one that two parsers may read differently. */
const isAmbiguous = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || headers.connection === 'close'

/** An answer to nobody, before the one that was asked for. */
const SECOND = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

export interface PlantedServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Serves a world's functions with the faults in them. */
export async function startPlanted(world: World): Promise<PlantedServer> {
  const dispatch = await openDispatch(world)
  const sent = new Map<string, string>()
  const server = createServer((request, response) => {
    const name = request.url?.slice(1).split('?', 1)[0] ?? ''
    // Whatever is no token of ours begins the list anew, as if it were one.
    if (request.method === 'GET') request.url = request.url?.replace(/pageToken=[^&]*/, '') ?? ''
    if (isAmbiguous(request)) response.socket?.write(SECOND)
    const planted = PLANTED[name]?.[1]
    if (planted) {
      const end = response.end.bind(response)
      // Ours is called in one way alone: with the whole text, or with nothing.
      response.end = ((text?: string) => {
        const out = planted(response, text ?? '', sent)
        sent.set(name, text ?? '')
        if (!response.headersSent) response.setHeader('Content-Length', Buffer.byteLength(out))
        return end(out)
      }) as typeof response.end
    }
    dispatch(request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        Reflect.deleteProperty(Object.prototype, 'isPolluted')
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An inside in which a mail was not escaped and a document is not as described. */
export const withPlanted = (inside: Inside): Inside => ({
  ...inside,
  documents: async (...of) =>
    (await inside.documents(...of)).map((one) => ({
      ...one,
      data: { ...one.data, revision: 'the first' },
    })),
  mails: () => inside.mails().map((mail) => ({ ...mail, html: '<p>Hello <x-poison></p>' })),
})
