// Reads a file that somebody names on a command line.
import { readFileSync } from 'node:fs'

/** @throws in a sentence that names the file */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${file} cannot be read as JSON: ${why}`, { cause: error })
  }
}
