// What can be fetched and from where: a Java runtime of Eclipse Temurin, and the emulators as firebase-tools lists them.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as z from 'zod'
import type { Fetchable } from './check.ts'
import type { Download } from './download.ts'
import { JAVA_FETCHED } from './java.ts'

/** A file to fetch, and how it becomes what is used. */
export interface Archive extends Download {
  readonly name: string
  /** Unset: used as it is. */
  readonly unpackTo?: string
}

/** Of Adoptium. https://api.adoptium.net/q/swagger-ui/#/Assets/getLatestAssets */
const Assets = z
  .array(
    z.object({
      binary: z.object({
        package: z.object({
          name: z.string().regex(/^[\w.+-]+$/),
          link: z.string(),
          size: z.number(),
          checksum: z.string().regex(/^[0-9a-f]{64}$/),
        }),
      }),
      version: z.object({ openjdk_version: z.string() }),
    }),
  )
  .min(1)

/** The part of firebase-tools' own list that is read here; package.json pins its version. */
const Listed = z.object({
  version: z.string(),
  expectedSize: z.number(),
  expectedChecksumSHA256: z.string(),
  remoteUrl: z.string(),
  downloadPathRelativeToCacheDir: z.string(),
})

export const ADOPTIUM = 'https://api.adoptium.net'

const SYSTEMS: Readonly<Record<string, string>> = {
  darwin: 'mac',
  linux: 'linux',
  win32: 'windows',
}
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'x64', arm64: 'aarch64' }
const ASK_MILLIS = 15_000

export interface Machine {
  readonly platform: string
  readonly arch: string
}

/**
 * The newest runtime for this machine.
 *
 * @param api where Adoptium is asked
 * @throws in a sentence
 */
export async function findJavaArchive(
  cache: string,
  { platform, arch }: Machine,
  api: string,
  signal?: AbortSignal,
): Promise<Archive> {
  const [system, processor] = [SYSTEMS[platform], PROCESSORS[arch]]
  if (system === undefined || processor === undefined)
    throw new Error(`There is no Java to fetch for ${platform} on ${arch}; install one.`)
  const query = new URLSearchParams({
    architecture: processor,
    image_type: 'jre',
    os: system,
    vendor: 'eclipse',
  })
  const url = `${api}/v3/assets/latest/${JAVA_FETCHED}/hotspot?${query.toString()}`
  const limit = AbortSignal.timeout(ASK_MILLIS)
  let answer: unknown
  try {
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, limit]) : limit })
    if (!response.ok) throw new Error(`it was answered with ${response.status}`)
    answer = await response.json()
  } catch (cause) {
    signal?.throwIfAborted()
    const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
    const words = why instanceof Error ? why.message : String(why)
    throw new Error(`Adoptium could not be asked for a Java runtime (${url}): ${words}`, { cause })
  }
  const parsed = Assets.safeParse(answer)
  const [asset] = parsed.data ?? []
  if (asset === undefined)
    throw new Error(`Adoptium knows no Java ${JAVA_FETCHED} for ${system} on ${processor}.`)
  const { name, link, size, checksum } = asset.binary.package
  return {
    name: `Java ${asset.version.openjdk_version}`,
    url: link,
    size,
    sha256: checksum,
    to: join(cache, 'downloads', name),
    unpackTo: join(cache, 'java', name.replace(/\.(tar\.gz|zip)$/, '')),
  }
}

const NAMES = { firestore: 'Firestore emulator', pubsub: 'Pub/Sub emulator' } as const

/** Of the pinned firebase-tools: the address, the size and the checksum are in its package. */
export function emulatorArchive(cache: string, name: Exclude<Fetchable, 'java'>): Archive {
  const require = createRequire(import.meta.url)
  const list: unknown = require('firebase-tools/lib/emulator/downloadableEmulatorInfo.json')
  const listed = z.record(z.string(), z.unknown()).parse(list)[name]
  const { version, expectedSize, expectedChecksumSHA256, remoteUrl, ...paths } =
    Listed.parse(listed)
  const file = paths.downloadPathRelativeToCacheDir
  const folder = join(cache, 'emulators')
  const isPacked = file.endsWith('.zip')
  return {
    name: `${NAMES[name]} ${version}`,
    url: remoteUrl,
    size: expectedSize,
    sha256: expectedChecksumSHA256,
    to: isPacked ? join(cache, 'downloads', file) : join(folder, file),
    ...(isPacked && { unpackTo: join(folder, file.replace(/\.zip$/, '')) }),
  }
}
