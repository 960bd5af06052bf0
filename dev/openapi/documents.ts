// The documents in Firestore as JSON Schema: by path, with who may read them.
import { ALL } from '../../shared/contract/described/all.ts'
import {
  DOCUMENTS,
  IN_DOCUMENTS,
  TIMESTAMP,
  type Readers,
} from '../../shared/contract/described/documents.ts'
import { type Json, openSchemas } from './schemas.ts'

const TEXT = `The documents that apps listen to in Firestore. The deployment alone writes them, each brought up to a revision of its calendar at once; a document never goes back to older content.

- An instant is a Firestore Timestamp, \`$defs/Timestamp\`: it stands here as the RFC 3339 text that it is in JSON. Dates and wall times are text.
- A field that may be absent is absent when it is unset, never null, unless null is said. Documents may gain fields: ignore what you do not know.
- Whoever calls a command and waits until \`mirrors/{professionalId}\` has the revision that it answered sees the change in all documents.`

const READERS: Readonly<Record<Readers, string>> = {
  'signed-in':
    'Whoever is signed in; anonymous accounts only where the deployment allows it. Admins.',
  account: 'The account of the path. Admins.',
}

/** The description of the documents. */
export function describeDocuments(): Promise<Json> {
  const documents = Object.values(DOCUMENTS)
  const schemas = openSchemas([
    ...ALL,
    TIMESTAMP,
    ...Object.values(IN_DOCUMENTS),
    ...documents.map(({ said }) => said),
  ])
  const described = documents.map(({ said, path, readers, existence }) => ({
    name: said.name,
    path,
    readers,
    readBy: READERS[readers],
    existence,
    content: said.schemas.map((schema) => schemas.toSchema(schema, 'output'))[0],
  }))
  const { description, named } = schemas.finish({ described }, '#/$defs/')
  return Promise.resolve({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Availability Checker: documents',
    description: TEXT,
    documents: description['described'],
    $defs: {
      ...named,
      Timestamp: {
        description: TIMESTAMP.about,
        type: 'string',
        format: 'date-time',
        'x-firestore-type': 'timestamp',
      },
    },
  })
}
