// The built web app on this machine, with the headers and the policy that Hosting gives it.
import type { RequestListener } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Correspondents } from '../hosting/content-security-policy.ts'
import { type ServingConfig, toServingConfig } from '../hosting/config.ts'
import { ASSETS, readFiles, toHostedFile } from '../hosting/files.ts'
import { type Listening, listen } from '../parts/listen.ts'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
}

/** Serves a built folder with a `/config.json` of its own. @throws where the folder is not one that Hosting would take */
export async function serveBuilt(options: {
  readonly folder: string
  readonly config: object
  readonly correspondents: Correspondents
  /** Any that is free if unset. */
  readonly port?: number
}): Promise<Listening> {
  const { folder, config, correspondents, port = 0 } = options
  const ownConfig = toHostedFile('/config.json', new TextEncoder().encode(JSON.stringify(config)))
  const files = [...readFiles(folder).filter(({ path }) => path !== ownConfig.path), ownConfig]
  const byPath = new Map(files.map((file) => [file.path, file]))
  const serving = toServingConfig(files, correspondents)
  const answer: RequestListener = (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const isAsset = path.startsWith(ASSETS)
    const file = byPath.get(path) ?? (isAsset ? undefined : byPath.get('/index.html'))
    for (const [name, value] of headersFor(serving, path)) response.setHeader(name, value)
    if (!file) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[file.path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    response.setHeader('Content-Type', type)
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      response.setHeader('Content-Encoding', 'gzip')
      response.end(file.gzipped)
    } else {
      response.end(gunzipSync(file.gzipped))
    }
  }
  return listen(answer, { port, host: '127.0.0.1' })
}

/** The globs that we use: everything, and everything below a folder. */
const fits = (pattern: { readonly glob?: string; readonly regex?: string }, path: string) =>
  pattern.regex !== undefined
    ? new RegExp(pattern.regex).test(path)
    : path.startsWith((pattern.glob ?? '').replace(/\*\*$/, ''))

// Strict transport would send a browser to https, which this machine does not speak.
const headersFor = ({ headers }: ServingConfig, path: string) =>
  headers
    .filter((rule) => fits(rule, path))
    .flatMap((rule) => Object.entries(rule.headers))
    .filter(([name]) => name !== 'Strict-Transport-Security')
