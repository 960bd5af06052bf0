// What was imported already: one line of JSON for each thing, written the moment it is known, so that a run that is killed is gone
// on with. It holds ids and hashes alone, nobody's data.
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
} from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { Stopped } from './stopped.ts'

const Header = z.object({ journal: z.literal('import'), source: z.string(), target: z.string() })
const Line = z.object({ key: z.string(), hash: z.string(), id: z.string().optional() })

/** What is known of a thing that was imported. */
export interface Noted {
  /** Of what the source said then. */
  readonly hash: string
  /** Its id here; of what has none, nothing. */
  readonly id?: string | undefined
}

/** What is known, and how often it was noted. */
export type Known = Noted & { readonly times: number }

export interface Journal {
  readonly find: (key: string) => Known | undefined
  readonly note: (key: string, noted: Noted) => void
  /** Every id that it knows. */
  readonly ids: () => ReadonlySet<string>
  readonly close: () => void
}

/** Lines that were written whole; a run that was killed may have left half a one at the end. */
function readWhole(path: string): { readonly lines: readonly string[]; readonly bytes: number } {
  if (!existsSync(path)) return { lines: [], bytes: 0 }
  const text = readFileSync(path, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return { lines: whole.split('\n').filter(Boolean), bytes: Buffer.byteLength(whole) }
}

function parseLine<T>(shape: z.ZodType<T>, path: string, text: string, number: number): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new Stopped(`${path}, line ${number}: is no line of a journal; move the file away`, {
      cause,
    })
  }
}

/** A journal that forgets: of a dry run without a target. */
export function openNoJournal(): Journal {
  const none: ReadonlySet<string> = new Set()
  return { find: () => undefined, note: () => undefined, ids: () => none, close: () => undefined }
}

/**
 * Opens the journal of one source and one target.
 *
 * @param isDry whether nothing may be written
 * @throws Stopped where the file is that of another import
 */
export function openJournal(
  path: string,
  about: { readonly source: string; readonly target: string },
  isDry: boolean,
): Journal {
  const { lines, bytes } = readWhole(path)
  const [head, ...rest] = lines
  if (head !== undefined) {
    const { source, target } = parseLine(Header, path, head, 1)
    if (source !== about.source || target !== about.target)
      throw new Stopped(
        `${path}: is the journal of an import from ${source} to ${target}, not from ${about.source} to ${about.target}`,
      )
  }
  const known = new Map<string, Known>()
  const ids = new Set<string>()
  const learn = (key: string, noted: Noted) => {
    known.set(key, { ...noted, times: (known.get(key)?.times ?? 0) + 1 })
    if (noted.id !== undefined) ids.add(noted.id)
  }
  rest.forEach((text, index) => {
    const { key, ...noted } = parseLine(Line, path, text, index + 2)
    learn(key, noted)
  })
  const reading = { find: (key: string) => known.get(key), ids: () => ids }
  if (isDry) return { ...reading, note: learn, close: () => undefined }
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path)) truncateSync(path, bytes)
  const file = openSync(path, 'a', 0o600)
  const write = (line: object) => {
    appendFileSync(file, `${JSON.stringify(line)}\n`)
    fsyncSync(file)
  }
  if (head === undefined) write({ journal: 'import', ...about })
  return {
    ...reading,
    note: (key, noted) => {
      write({ key, ...noted })
      learn(key, noted)
    },
    close: () => closeSync(file),
  }
}
