// The built site over HTTP on this machine: clean addresses, compressed, with a policy that lets a page load nothing that is
// not ours. The API page may talk to the local stack besides.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  woff2: 'font/woff2',
}
const COMPRESSED = new Set(['css', 'html', 'js', 'json', 'svg'])

const INLINE_SCRIPT = /<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g

/** Scripts of ours alone, inline ones by their hashes; nothing but this server, and the local stack, is talked to. */
function toPolicy(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    `default-src 'none'`,
    ['script-src', `'self'`, ...new Set(hashes)].join(' '),
    `style-src 'self' 'unsafe-inline'`, // colours of code, and the API page's own
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' http://127.0.0.1:* http://localhost:*`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

interface Prepared {
  readonly body: Buffer
  readonly gzipped?: Buffer
  readonly headers: Readonly<Record<string, string>>
}

function prepare(folder: string, file: string): Prepared {
  const body = readFileSync(join(folder, file))
  const ending = file.split('.').at(-1) ?? ''
  const isHashed = file.startsWith('assets/')
  return {
    body,
    ...(COMPRESSED.has(ending) && { gzipped: gzipSync(body) }),
    headers: {
      'Content-Type': TYPES[ending] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      ...(ending === 'html' && { 'Content-Security-Policy': toPolicy(body.toString()) }),
    },
  }
}

/** Answers for a built folder; `config` is what the API page learns of the local stack at the moment. */
export function makeAnswer(
  folder: string,
  config: (host: string) => object,
): (request: IncomingMessage, response: ServerResponse) => void {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        posix.join(entry.parentPath.slice(folder.length), entry.name).replace(/^\//, ''),
      ),
  )
  const kept = new Map<string, Prepared>() // at most one of each file
  return (request, response) => {
    const { pathname, hostname } = new URL(
      request.url ?? '/',
      `http://${request.headers.host ?? '127.0.0.1'}`,
    )
    if (pathname === '/config.json') {
      response.setHeader('Content-Type', 'application/json')
      response.setHeader('Cache-Control', 'no-store')
      response.end(JSON.stringify(config(hostname)))
      return
    }
    const found = findFile(decodeURI(pathname).slice(1), files)
    const file = found ?? '404.html'
    const prepared = kept.get(file) ?? prepare(folder, file)
    kept.set(file, prepared)
    for (const [name, value] of Object.entries(prepared.headers)) response.setHeader(name, value)
    if (found !== undefined && request.headers['if-none-match'] === prepared.headers['ETag']) {
      response.writeHead(304).end()
      return
    }
    response.statusCode = found === undefined ? 404 : 200
    const isGzip = prepared.gzipped && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    if (isGzip) response.setHeader('Content-Encoding', 'gzip')
    response.end(isGzip ? prepared.gzipped : prepared.body)
  }
}

/** The file at an address without its ending: a page, an index, or itself. */
function findFile(path: string, files: ReadonlySet<string>): string | undefined {
  const candidates = [path, `${path}.html`, posix.join(path, 'index.html')]
  return candidates.find((candidate) => files.has(candidate.replace(/^\//, '')))
}
