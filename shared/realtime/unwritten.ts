// Documents that the mirror cannot hold: named by the ticket, so that the others go on without them and each is tried
// again only when it says something else.
import { createHash } from 'node:crypto'
import { toCanonicalJson } from '../contract/values/canonical-json.ts'
import { findDocumentFault } from '../projection/document-limits.ts'
import type { DateText } from '../time/date.ts'
import type { Unwritten, Write } from './mirror.ts'

/** A document that was refused. */
export interface Refused {
  readonly write: Write
  /** In words that tell neither whose it is nor what it says. */
  readonly why: string
}

/** As many as a ticket names; it is read by every app that waits for a change. */
export const UNWRITTEN = 100
/** Stands in a ticket for those beyond. */
const OTHERS = 'others'

const DAYS = 'days/'

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** The digest of a content. */
export const digestOf = (content: object): string => shortHash(toCanonicalJson(content))

/** How a ticket names a document: what is public by its path, what is an account's by a digest of it. */
export function nameOf(path: string): string {
  const [collection, , ...rest] = path.split('/')
  if (collection !== 'professionals') return `account/${shortHash(path)}`
  return rest.length > 0 ? rest.join('/') : 'professional'
}

/** What a content says, whenever it is written. */
function withoutStamps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(withoutStamps)
  const told = Object.entries(value).filter(([key]) => key !== 'revision' && key !== 'updatedAt')
  return Object.fromEntries(told.map(([key, inner]) => [key, withoutStamps(inner)]))
}

const markOf = ({ content }: Write): string =>
  content ? shortHash(toCanonicalJson(withoutStamps(content))) : '-'

/** The writes of an attempt, sorted. */
export interface Sorted {
  readonly possible: readonly Write[]
  /** Refused before, and they say the same still. */
  readonly known: readonly Write[]
  readonly refused: readonly Refused[]
}

/** Sorts writes into those that can be tried, those that were refused before as they are, and those that cannot be. */
export function sortWrites(writes: readonly Write[], unwritten: Unwritten = {}): Sorted {
  const possible: Write[] = []
  const known: Write[] = []
  const refused: Refused[] = []
  const isAny = Object.keys(unwritten).length > 0
  for (const write of writes) {
    const why = findDocumentFault(write.path, write.content)
    if (isAny && unwritten[nameOf(write.path)] === markOf(write)) known.push(write)
    else if (why === undefined) possible.push(write)
    // Where nothing can be, nothing has to go.
    else if (write.content) refused.push({ write, why })
  }
  return { possible, known, refused }
}

/** What is left undone of sorted writes, once the mirror has refused some. */
export const leftBy = (
  { known, refused }: Sorted,
  byMirror: readonly Refused[],
): readonly Write[] => [...known, ...[...refused, ...byMirror].map(({ write }) => write)]

/** A document that the ticket names and nobody looked at is as it was; days that are over are nobody's any more. */
function isKept(name: string, looked: ReadonlySet<string>, today: DateText): boolean {
  if (name.startsWith(DAYS) && name.slice(DAYS.length) < today) return false
  return !looked.has(name)
}

/** What the next ticket names: what it named and was not `looked` at, and what could not be written now; undefined for none. */
export function nextUnwritten(
  before: Unwritten = {},
  looked: readonly string[],
  unwritten: readonly Write[],
  today: DateText,
): Unwritten | undefined {
  const names = Object.entries(before)
  const anew = new Set(names.length > 0 ? looked.map(nameOf) : [])
  const entries = [
    ...names.filter(([name]) => isKept(name, anew, today)),
    ...unwritten.map((write) => [nameOf(write.path), markOf(write)] as const),
  ]
  if (entries.length === 0) return undefined
  const named = entries.filter(([name]) => name !== OTHERS)
  const isMore = named.length < entries.length || named.length > UNWRITTEN
  return {
    ...Object.fromEntries(named.slice(-UNWRITTEN)),
    ...(isMore && { [OTHERS]: '-' }),
  }
}
