// Holds documents of Firestore against the schemas that are published of them (docs/documents.json).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocumentSchemas } from '../../conformance/description/documents.ts'
import { ROOT } from '../inputs/described.ts'
import type { Written } from '../target/target.ts'

/** What is wrong with a document, in sentences. */
export type DocumentJudge = (document: Written) => readonly string[]

const isTimestamp = (value: object): value is { toDate: () => Date } =>
  'toDate' in value && typeof value.toDate === 'function'

/** The value as JSON; where a Timestamp stood is told to `seen`. */
function toJson(value: unknown, path: string, seen: (path: string) => void): unknown {
  if (Array.isArray(value))
    return value.map((inner, index) => toJson(inner, `${path}/${index}`, seen))
  if (typeof value !== 'object' || value === null) return value
  if (isTimestamp(value)) {
    seen(path)
    return value.toDate().toISOString().replace('.000Z', 'Z')
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const token = key.replaceAll('~', '~0').replaceAll('/', '~1')
      return [key, toJson(inner, `${path}/${token}`, seen)]
    }),
  )
}

export function makeDocumentJudge(): DocumentJudge {
  const schemas = readDocumentSchemas(
    JSON.parse(readFileSync(join(ROOT, 'docs', 'documents.json'), 'utf8')),
  )
  return ({ path, data }) => {
    if (schemas.nameOf(path) === undefined) return []
    const timestamps = new Set<string>()
    const content = toJson(data, '', (at) => timestamps.add(at)) as Record<string, unknown>
    const fault = schemas.faultIn({ path, content, timestamps })
    return fault ? [`${path}${fault.path}: ${fault.promised}`] : []
  }
}
