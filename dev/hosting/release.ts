// Puts a web app on Firebase Hosting by its REST API, in the order that the API asks for: a version with its files, finalized,
// then released. Until the last step visitors see what they saw before.
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { ServingConfig } from './config.ts'
import type { HostedFile } from './files.ts'

export interface Hosting {
  /** `https://firebasehosting.googleapis.com`, or a stand-in of it. */
  readonly baseUrl: string
  readonly siteId: string
  readonly accessToken: string
  /** How often a request is sent at most, and how long is waited before each further time. */
  readonly attempts: number
  readonly pauseMillis: number
}

const REQUEST_MILLIS = 60_000

/** A site that was made a moment ago may not be known everywhere; the others come and go. */
const PASSING = [404, 408, 429, 500, 502, 503, 504]

const Version = z.object({ name: z.string().regex(/^[\w/-]+$/) })
const Populated = z.object({
  uploadUrl: z.url().optional(),
  uploadRequiredHashes: z.array(z.string()).default([]),
})

/** Sends a request until it is answered well; throws what the last answer was. */
const ask = async (
  { accessToken, attempts, pauseMillis }: Hosting,
  method: string,
  url: string,
  body: string | Blob,
  type = 'application/json',
): Promise<unknown> => {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': type },
      body,
      signal: AbortSignal.timeout(REQUEST_MILLIS),
    })
    const text = await response.text()
    if (response.ok) return text === '' ? {} : JSON.parse(text)
    if (attempt >= attempts || !PASSING.includes(response.status))
      throw new Error(
        `${method} ${new URL(url).pathname}: ${response.status} ${text.slice(0, 300)}`,
      )
    await sleep(pauseMillis)
  }
}

/** Releases these files, served so. Returns the version's name. */
export const release = async (
  hosting: Hosting,
  files: readonly HostedFile[],
  config: ServingConfig,
): Promise<string> => {
  const api = `${hosting.baseUrl}/v1beta1`
  const json = (method: string, path: string, body: object): Promise<unknown> =>
    ask(hosting, method, `${api}/${path}`, JSON.stringify(body))

  const made = await json('POST', `sites/${hosting.siteId}/versions`, { config })
  const { name } = Version.parse(made)
  const hashes = Object.fromEntries(files.map(({ path, hash }) => [path, hash]))
  const populated = await json('POST', `${name}:populateFiles`, { files: hashes })
  const { uploadUrl, uploadRequiredHashes } = Populated.parse(populated)
  for (const wanted of uploadRequiredHashes) {
    const file = files.find(({ hash }) => hash === wanted)
    if (file === undefined || uploadUrl === undefined)
      throw new Error(`Hosting asks for ${wanted}, which is none of our files`)
    const body = new Blob([new Uint8Array(file.gzipped)])
    await ask(hosting, 'POST', `${uploadUrl}/${wanted}`, body, 'application/octet-stream')
  }
  await json('PATCH', `${name}?updateMask=status`, { status: 'FINALIZED' })
  await json('POST', `sites/${hosting.siteId}/releases?versionName=${name}`, {})
  return name
}
