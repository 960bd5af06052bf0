// Where messages to people arrive: a mail server and a stand-in of FCM that take everything and write each down, one line each.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail that arrived. */
export interface Mail {
  readonly to: string
  readonly messageId: string
  readonly subject: string
}

/** A push that was handed in. */
export interface Push {
  readonly token: string
  readonly notificationId: string
  readonly type: string
}

export interface Outlet {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** Everything that was written down so far. */
export function readLines<T>(file: string): T[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T) // as the outlet wrote it
}

/** A mail server. What it has taken is written down before it says so. */
export async function startMailServer(port: number, file: string): Promise<Outlet> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const headers = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n', 1)[0] ?? ''
        const header = (name: string) =>
          new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? ''
        const mail: Mail = {
          to: session.envelope.rcptTo.map(({ address }) => address).join(','),
          messageId: header('Message-ID'),
          subject: header('Subject'),
        }
        appendFileSync(file, `${JSON.stringify(mail)}\n`)
        callback()
      })
    },
  })
  server.on('error', () => {}) // a client that went away
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const address = server.server.address() as AddressInfo // of a server that listens on a port
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}

interface Handed {
  readonly message?: {
    readonly token?: string
    readonly data?: Readonly<Record<string, string>>
  }
}

/** FCM's HTTP v1 service, as far as a push needs it. */
export async function startPushService(port: number, file: string): Promise<Outlet> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { message = {} } = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Handed
      const { token = '', data = {} } = message
      const push: Push = {
        token,
        notificationId: data['notificationId'] ?? '',
        type: data['type'] ?? '',
      }
      if (token !== '') appendFileSync(file, `${JSON.stringify(push)}\n`)
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ name: 'projects/any/messages/1' }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo // of a server that listens on a port
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
