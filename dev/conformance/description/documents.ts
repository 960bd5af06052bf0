// The published schemas of the documents in Firestore: which path has which, and what is wrong with one that was read.
import * as z from 'zod'
import type { Read } from '../bench/documents.ts'
import { type Fault, validatorOf } from './validate.ts'

const Published = z.looseObject({
  documents: z.array(
    z.looseObject({ name: z.string(), path: z.string(), content: z.looseObject({}) }),
  ),
})

/** The schemas, as far as a run needs them. */
export interface DocumentSchemas {
  /** What they are called, in the file's order. */
  readonly names: readonly string[]
  /** The name of the schema for a path. */
  readonly nameOf: (path: string) => string | undefined
  readonly faultIn: (read: Pick<Read, 'path' | 'content' | 'timestamps'>) => Fault | undefined
}

const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+').replaceAll('/', String.raw`\/`)}$`)

/** Reads the schemas. @throws where there are none */
export function readDocumentSchemas(json: unknown): DocumentSchemas {
  const published = Published.parse(json)
  const entries = published.documents.map(({ name, path }, index) => ({
    name,
    pattern: patternOf(path),
    pointer: `#/documents/${index}/content`,
  }))
  // What is a Timestamp is not in the value, which has text for it: the document that is looked at knows.
  let timestamps: ReadonlySet<string> = new Set()
  const validate = validatorOf(published, {
    'x-firestore-type': (type, path) => type !== 'timestamp' || timestamps.has(path),
  })
  const entryOf = (path: string) => entries.find(({ pattern }) => pattern.test(path))
  return {
    names: entries.map(({ name }) => name),
    nameOf: (path) => entryOf(path)?.name,
    faultIn: (read) => {
      const entry = entryOf(read.path)
      if (!entry) return undefined
      timestamps = read.timestamps
      return validate(entry.pointer, read.content)
    },
  }
}
