// A stand-in of Google for functions that run as they do in production: keys of ID tokens, accounts, the metadata server, and a Pub/Sub
// that takes every message. Functions reach it by the names that they know, through a proxy that their environment tells Node of
// and certificates of an authority of its own: nothing in them is changed for being measured.
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { makeAuthority } from '../../test/support/certificates.ts'

const DAY_MILLIS = 86_400_000
const KEY_ID = 'bench'

export interface Google {
  /** `http://host:port` of the same services without a certificate. */
  readonly url: string
  /** Where the keys of ID tokens are published. */
  readonly keysUrl: string
  /** What leads a function here. */
  readonly environment: Readonly<Record<string, string>>
  /** An ID token of an account, valid for an hour. */
  readonly tokenOf: (uid: string) => Promise<string>
  /** How many messages were published. */
  readonly published: () => number
  readonly close: () => Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // a request's chunks are bytes
  return Buffer.concat(chunks).toString('utf8')
}

/** Opens it, with its authority's certificate in a folder. */
export async function openGoogle(projectId: string, folder: string): Promise<Google> {
  const authority = makeAuthority('Bench')
  const authorityFile = join(folder, 'authority.pem')
  writeFileSync(authorityFile, authority.certificate)
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = own.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const signing = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(signing.publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }
  let published = 0

  async function answer(request: IncomingMessage): Promise<object> {
    const path = request.url ?? ''
    if (path.includes('/jwk/')) return { keys: [jwk] }
    if (path.includes('/computeMetadata/'))
      return { access_token: 'bench', expires_in: 3600, token_type: 'Bearer' }
    if (path.endsWith('accounts:lookup')) return { users: [{ validSince: '0' }] }
    if (path.endsWith(':publish')) {
      // As Pub/Sub takes it.
      const { messages } = JSON.parse(await bodyOf(request)) as { messages: readonly unknown[] }
      return { messageIds: messages.map(() => String(++published)) }
    }
    throw new Error(`nobody answers ${request.method} ${path}`)
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Content-Type', 'application/json')
    response.setHeader('Metadata-Flavor', 'Google')
    answer(request).then(
      (body) => {
        request.resume()
        response.end(JSON.stringify(body))
      },
      (error: unknown) => response.writeHead(404).end(JSON.stringify({ error: String(error) })),
    )
  }

  const server = createServer(handle)
  const contexts = new Map<string, ReturnType<typeof createSecureContext>>()
  const contextOf = (host: string) => {
    let context = contexts.get(host)
    if (!context) {
      const cert = authority.issue(host, own.publicKey, DAY_MILLIS)
      context = createSecureContext({ key, cert })
      contexts.set(host, context)
    }
    return context
  }
  const tunnels = new Set<Socket>()
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
    const [host = ''] = url.split(':')
    tunnels.add(socket)
    socket.on('error', () => {}).on('close', () => tunnels.delete(socket))
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const secure = new TLSSocket(socket, { isServer: true, secureContext: contextOf(host) })
    secure.on('error', () => socket.destroy())
    server.emit('connection', secure)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  // A TCP server's address is an object.
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: `http://${address}`,
    keysUrl: `http://${address}/jwk/keys`,
    environment: {
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: `http://${address}`,
      NO_PROXY: '127.0.0.1,localhost',
      NODE_EXTRA_CA_CERTS: authorityFile,
      GCE_METADATA_HOST: address,
      METADATA_SERVER_DETECTION: 'assume-present',
      GOOGLE_CLOUD_PROJECT: projectId,
    },
    tokenOf: (uid) =>
      new SignJWT({
        auth_time: Math.floor(Date.now() / 1000),
        name: `Person ${uid}`,
        email: `${uid}@example.com`,
        email_verified: true,
        firebase: { sign_in_provider: 'password' },
      })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
        .setIssuer(`https://securetoken.google.com/${projectId}`)
        .setAudience(projectId)
        .setSubject(uid)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(signing.privateKey),
    published: () => published,
    close: async () => {
      for (const socket of tunnels) socket.destroy()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
