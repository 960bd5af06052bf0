// A zip that depends on nothing but the contents of its files.
import { createHash } from 'node:crypto'
import { zipSync, type Zippable } from 'fflate'

/** A zip's times are wall clocks without a zone; fflate writes this date's local fields: 1980-01-01 00:00. */
const EPOCH = new Date(1980, 0, 1)
const UNIX = 3
const REGULAR_FILE_MODE = 0o100644

/** Zips files by name: sorted, with fixed times and modes, so that equal contents give equal bytes. */
export const toArchive = (files: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const entries: Zippable = {}
  for (const name of Object.keys(files).sort()) {
    const contents = files[name]
    if (contents) {
      entries[name] = [contents, { mtime: EPOCH, os: UNIX, attrs: REGULAR_FILE_MODE << 16 }]
    }
  }
  return zipSync(entries, { level: 9 })
}

/** `<name>-<first 16 hex digits of its sha256>.zip`: new content is a new object, and is redeployed. */
export const archiveNameOf = (name: string, archive: Uint8Array): string =>
  `${name}-${createHash('sha256').update(archive).digest('hex').slice(0, 16)}.zip`
