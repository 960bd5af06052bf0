// Writes docs/reference and the drawings, as they follow from the contract and from docs/openapi.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../tree.ts'
import { makeReference } from './all.ts'

/** Writes every page; `wrote` is told of each. */
export function writeReference(wrote: (path: string) => void): void {
  for (const [path, text] of Object.entries(makeReference())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    wrote(path)
  }
}
