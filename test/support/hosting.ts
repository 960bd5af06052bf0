// A stand-in of Firebase Hosting's REST API, as strict as Google's documents say it is: a version takes files that are whole,
// is finalized once it has them all, and is released once it is finalized.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'

/** The web app that its Firebase knows. */
export const APP = {
  apiKey: 'key',
  authDomain: 'p.firebaseapp.com',
  projectId: 'p',
  appId: '1:2:web:3',
  messagingSenderId: '2',
  storageBucket: 'p.appspot.com',
}

interface Version {
  readonly config: unknown
  readonly files: Record<string, string>
  status: string
}

export interface HostingStandIn {
  readonly url: string
  /** `METHOD path`, in the order in which they came. */
  readonly requests: readonly string[]
  /** The released version's configuration; undefined before there is one. */
  readonly released: () => unknown
  /** A file of the released version as visitors get it. */
  readonly read: (path: string) => string | undefined
  /** Lets the next requests to a path end with a status. */
  readonly failNext: (path: string, status: number, times: number) => void
  readonly stop: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // of a request without an encoding
  return Buffer.concat(chunks)
}

/** Starts it; `stored` are contents that it has from earlier versions, by their hashes. */
export const startHosting = async (
  token: string,
  stored: Readonly<Record<string, Buffer>> = {},
): Promise<HostingStandIn> => {
  const contents = new Map(Object.entries(stored))
  const versions = new Map<string, Version>()
  const failing = new Map<string, { status: number; times: number }>()
  const requests: string[] = []
  let live: Version | undefined
  let url = ''

  const missing = (version: Version): string[] => [
    ...new Set(Object.values(version.files).filter((hash) => !contents.has(hash))),
  ]

  const answer = (method: string, path: string, query: URLSearchParams, body: Buffer): object => {
    const json = (): Record<string, unknown> =>
      body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>)
    if (method === 'POST' && path === '/v1beta1/sites/web/versions') {
      const name = `sites/web/versions/${versions.size + 1}`
      versions.set(name, { config: json()['config'], files: {}, status: 'CREATED' })
      return { name, status: 'CREATED' }
    }
    const [, name = '', verb] =
      /^\/v1beta1\/(sites\/web\/versions\/\d+)(?::(\w+))?$/.exec(path) ?? []
    const version = versions.get(name)
    if (version && verb === 'populateFiles') {
      Object.assign(version.files, json()['files'])
      return { uploadRequiredHashes: missing(version), uploadUrl: `${url}/upload/${name}/files` }
    }
    if (version && method === 'PATCH' && query.get('updateMask') === 'status') {
      if (missing(version).length > 0) throw new Error(`not uploaded: ${missing(version).join()}`)
      version.status = String(json()['status'])
      return {}
    }
    if (
      method === 'GET' &&
      path === `/v1beta1/projects/-/webApps/${encodeURIComponent(APP.appId)}/config`
    )
      return APP
    const hash = /^\/upload\/sites\/web\/versions\/\d+\/files\/([0-9a-f]{64})$/.exec(path)?.[1]
    if (hash !== undefined) {
      if (createHash('sha256').update(body).digest('hex') !== hash)
        throw new Error('content hash mismatch')
      contents.set(hash, body)
      return {}
    }
    const wanted = versions.get(query.get('versionName') ?? '')
    if (method === 'POST' && path === '/v1beta1/sites/web/releases' && wanted) {
      if (wanted.status !== 'FINALIZED') throw new Error('the version is not finalized')
      live = wanted
      return {}
    }
    throw new Error(`${method} ${path} is not known`)
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    const method = request.method ?? ''
    requests.push(`${method} ${pathname}`)
    bodyOf(request)
      .then((body) => {
        const failure = failing.get(pathname)
        if (failure && failure.times > 0) {
          failure.times -= 1
          response.writeHead(failure.status).end('{"error":"told to fail"}')
        } else if (request.headers.authorization !== `Bearer ${token}`) {
          response.writeHead(401).end()
        } else {
          response.end(JSON.stringify(answer(method, pathname, searchParams, body)))
        }
      })
      .catch((error: unknown) => response.writeHead(400).end(String(error)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    requests,
    released: () => live?.config,
    read: (path) => {
      const stored = contents.get(live?.files[path] ?? '')
      return stored && gunzipSync(stored).toString()
    },
    failNext: (path, status, times) => failing.set(path, { status, times }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
