// What one document of Firestore can hold, so that what cannot be written is known before it is tried.
// https://firebase.google.com/docs/firestore/quotas#limits and …/docs/firestore/storage-size
import { isPathSegment } from '../contract/values/values.ts'

/** Of a whole document, and of one value in it. */
export const DOCUMENT_BYTES = 1_048_576
const VALUE_BYTES = DOCUMENT_BYTES - 89
/** Of a name of a field, and of an id in a path (contract/values/values.ts). */
const NAME_BYTES = 1_500
const PATH_BYTES = 6 * 1024
/** Maps and lists in each other. */
const DEPTH = 20
const MAP_BYTES = 32
const PATH_EXTRA_BYTES = 16

// Firestore's timestamps; a Date reaches further.
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

const textBytes = (text: string): number => Buffer.byteLength(text) + 1

/** How many bytes a value takes in a document. */
export function valueBytes(value: unknown): number {
  if (typeof value === 'string') return textBytes(value)
  if (typeof value === 'boolean' || value === null) return 1
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + valueBytes(one), 0)
  if (typeof value !== 'object' || value instanceof Date) return 8
  const fields = Object.entries(value ?? {}).filter(([, field]) => field !== undefined)
  return fields.reduce((sum, [name, field]) => sum + textBytes(name) + valueBytes(field), MAP_BYTES)
}

/** How many bytes a document takes. */
export function documentBytes(path: string, content: object): number {
  const ids = path.split('/').reduce((sum, id) => sum + textBytes(id), PATH_EXTRA_BYTES)
  return ids + valueBytes(content)
}

/** What is wrong with a path, without a word of it: it may name an account. */
function pathFault(path: string): string | undefined {
  const ids = path.split('/')
  const wrong = ids.findIndex((id) => !isPathSegment(id))
  if (wrong >= 0) return `the id at place ${wrong + 1} of its path cannot be one`
  if (ids.length % 2 > 0) return `its path has ${ids.length} parts, which is no document's`
  if (Buffer.byteLength(path) > PATH_BYTES) return `its path has more than ${PATH_BYTES} bytes`
  return undefined
}

function leafFault(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      if (Buffer.byteLength(value) > VALUE_BYTES) return `has more than ${VALUE_BYTES} bytes`
      return value.isWellFormed() ? undefined : 'holds half a character'
    case 'number':
      return Number.isFinite(value) ? undefined : `is ${value}`
    case 'boolean':
    case 'undefined':
      return undefined
    default:
      return `is a ${typeof value}`
  }
}

const isName = (name: string): boolean =>
  name !== '' && Buffer.byteLength(name) <= NAME_BYTES && !/^__.*__$/s.test(name)

/** What is wrong with a value, and where; the names of fields are ours, so that they may be told. */
function valueFault(at: string, value: unknown, depth: number): string | undefined {
  if (value === null) return undefined
  if (value instanceof Date) {
    const isTimestamp = value.getTime() >= EARLIEST && value.getTime() <= LATEST
    return isTimestamp ? undefined : `${at} is no instant of the years 1 to 9999`
  }
  if (typeof value !== 'object') {
    const fault = leafFault(value)
    return fault === undefined ? undefined : `${at} ${fault}`
  }
  if (depth >= DEPTH) return `${at} lies deeper than ${DEPTH} maps and lists`
  const isList = Array.isArray(value)
  for (const [name, inner] of Object.entries(value)) {
    if (isList && Array.isArray(inner)) return `${at} is a list of lists`
    if (!isList && !isName(name)) return `${at} has a field whose name cannot be one`
    const fault = valueFault(isList ? at : `${at}.${name}`, inner, depth + 1)
    if (fault !== undefined) return fault
  }
  return undefined
}

/**
 * Why Firestore cannot hold a document, in words that tell neither whose it is nor what it says; undefined where it can.
 * A document that shall go (`content` unset) has only its path.
 */
export function findDocumentFault(path: string, content: object | undefined): string | undefined {
  const fault = pathFault(path)
  if (fault !== undefined || !content) return fault
  const bytes = documentBytes(path, content)
  if (bytes > DOCUMENT_BYTES) return `it has ${bytes} bytes, more than ${DOCUMENT_BYTES}`
  return valueFault('it', content, 0)
}
