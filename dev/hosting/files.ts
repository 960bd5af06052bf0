// The files of a web app as Firebase Hosting takes them: gzipped, and known by the hash of that.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface HostedFile {
  /** From the root of the site, with its slash: `/index.html`. */
  readonly path: string
  readonly text: string
  readonly gzipped: Uint8Array
  readonly hash: string
}

/** Files below this folder never change under one name, so browsers keep them for a year. */
export const ASSETS = '/assets/'

/** What a bundler puts between a file's name and its ending: `index-DiwrgTda.js`. */
const HASHED = /[-.][\w-]{8,}\.\w+$/

/** More than an app of ours will ever have, and as many as one request may name. */
const MOST_FILES = 1000

export const toHostedFile = (path: string, contents: Uint8Array): HostedFile => {
  const gzipped = gzipSync(contents, { level: 9 })
  const hash = createHash('sha256').update(gzipped).digest('hex')
  return { path, text: new TextDecoder().decode(contents), gzipped, hash }
}

/**
 * Reads a folder with a web app in it. Throws where it has no `index.html`, too many files, or a file below `/assets/`
 * without a hash in its name: nobody would see its next version for a year.
 */
export const readFiles = (folder: string): readonly HostedFile[] => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => {
      const path = file.slice(folder.length).split(sep).join('/')
      return toHostedFile(path.startsWith('/') ? path : `/${path}`, readFileSync(file))
    })
  if (!files.some(({ path }) => path === '/index.html'))
    throw new Error(`${folder} has no index.html`)
  if (files.length > MOST_FILES)
    throw new Error(`${folder} has ${files.length} files; ${MOST_FILES} are the most`)
  const unhashed = files.find(({ path }) => path.startsWith(ASSETS) && !HASHED.test(path))
  if (unhashed)
    throw new Error(`${unhashed.path} has no hash in its name, and would be kept for a year`)
  return files
}
