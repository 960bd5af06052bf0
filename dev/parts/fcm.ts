// A stand-in for FCM's HTTP v1 service, since Google has no emulator of it: it takes pushes, keeps them, and answers as it is
// told to for a device. It delivers to nobody.
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A push as it was handed in. */
export interface RecordedPush {
  readonly token: string
  readonly title: string
  readonly body: string
  readonly data: Readonly<Record<string, string>>
}

/** What it answers instead of taking a push. */
export interface FcmAnswer {
  readonly status: number
  /** FCM's code, such as `UNREGISTERED`. */
  readonly code?: string
  /** The field of the request that is wrong, such as `message.android.ttl`. */
  readonly field?: string
  readonly retryAfterSeconds?: number
}

export interface FcmPart {
  readonly name: string
  /** The base URL; `/pushes` answers what was taken, the newest last. */
  readonly url: string
  readonly pushes: () => readonly RecordedPush[]
  /** Answers so for a device from now on; undefined takes its pushes again. */
  readonly answerFor: (token: string, answer: FcmAnswer | undefined) => void
  readonly stop: () => Promise<void>
}

const PUSHES_KEPT = 500

interface Handed {
  readonly message?: {
    readonly token?: string
    readonly notification?: { readonly title?: string; readonly body?: string }
    readonly data?: Readonly<Record<string, string>>
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // of a request without an encoding
  return Buffer.concat(chunks).toString('utf8')
}

const refusal = ({ status, code, field }: FcmAnswer): string =>
  JSON.stringify({
    error: {
      code: status,
      status: code ?? 'UNAVAILABLE',
      details: [
        ...(code === undefined
          ? []
          : [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: code }]),
        ...(field === undefined
          ? []
          : [
              {
                '@type': 'type.googleapis.com/google.rpc.BadRequest',
                fieldViolations: [{ field }],
              },
            ]),
      ],
    },
  })

/** Starts it within this process. @param port 0 for any that is free */
export async function startFcm(options: {
  readonly port: number
  readonly bind?: string
}): Promise<FcmPart> {
  const pushes: RecordedPush[] = []
  const answers = new Map<string, FcmAnswer>()

  async function answer(request: IncomingMessage): Promise<FcmAnswer & { readonly text: string }> {
    if (request.method === 'GET' && request.url === '/pushes')
      return { status: 200, text: JSON.stringify({ pushes }) }
    const named = /^\/v1\/projects\/([^/]+)\/messages:send$/.exec(request.url ?? '')
    if (request.method !== 'POST' || !named)
      return { status: 404, text: refusal({ status: 404, code: 'NOT_FOUND' }) }
    if (!request.headers.authorization?.startsWith('Bearer '))
      return { status: 401, text: refusal({ status: 401, code: 'UNAUTHENTICATED' }) }
    const { message = {} } = JSON.parse(await bodyOf(request)) as Handed
    const { token = '', notification = {}, data = {} } = message
    const told = answers.get(token)
    if (told) return { ...told, text: refusal(told) }
    pushes.push({ token, title: notification.title ?? '', body: notification.body ?? '', data })
    if (pushes.length > PUSHES_KEPT) pushes.shift()
    return {
      status: 200,
      text: JSON.stringify({ name: `projects/${named[1]}/messages/${pushes.length}` }),
    }
  }

  const server: Server = createServer((request, response) => {
    answer(request).then(
      ({ status, text, retryAfterSeconds }) => {
        response.writeHead(status, {
          'Content-Type': 'application/json',
          ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
        })
        response.end(text)
      },
      () => response.writeHead(400).end(refusal({ status: 400, code: 'INVALID_ARGUMENT' })),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.bind ?? '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // of a server that listens on a port
  return {
    name: 'FCM stand-in',
    url: `http://127.0.0.1:${port}`,
    pushes: () => pushes,
    answerFor: (token, told) => {
      if (told) answers.set(token, told)
      else answers.delete(token)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
