// Fetches what is lacking into the cache, one after the other, and shows how far it is.
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import {
  ADOPTIUM,
  type Archive,
  emulatorArchive,
  findJavaArchive,
  type Machine,
} from './archives.ts'
import { cacheFolder } from './cache.ts'
import type { Fetchable } from './check.ts'
import { download, type DownloadOptions } from './download.ts'
import { forgetJava } from './java.ts'
import { unpack } from './unpack.ts'

/** What fetching is done with; a test has stand-ins for the network. */
export interface FetchPlace {
  readonly environment: NodeJS.ProcessEnv
  readonly machine: Machine
  /** Where Adoptium is asked. */
  readonly api?: string
  readonly signal?: AbortSignal
}

/** Tells how far it is: on a terminal in one line that changes, else in a line at the begin of each. */
export type Tell = (archive: Archive, bytes: number) => void

/** What is to be fetched, with its size; only Java has to be asked for. */
export async function findArchives(
  lacking: readonly Fetchable[],
  { environment, machine, api = ADOPTIUM, signal }: FetchPlace,
): Promise<readonly Archive[]> {
  const cache = cacheFolder(environment)
  return Promise.all(
    lacking.map(async (name) =>
      name === 'java' ? findJavaArchive(cache, machine, api, signal) : emulatorArchive(cache, name),
    ),
  )
}

/** @throws in a sentence; what was whole by then is kept */
export async function fetchArchives(
  archives: readonly Archive[],
  tell: Tell,
  options: Omit<DownloadOptions, 'progress'>,
): Promise<void> {
  for (const archive of archives) {
    const { to, unpackTo } = archive
    if (existsSync(unpackTo ?? to)) continue
    tell(archive, 0)
    await download(archive, { ...options, progress: (bytes) => tell(archive, bytes) })
    if (unpackTo !== undefined) {
      await unpack(to, unpackTo, options.signal)
      await rm(to)
    }
  }
  forgetJava()
}
