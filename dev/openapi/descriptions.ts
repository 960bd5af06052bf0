// The descriptions that are made from the contract, by the files that they are written to.
import { describeMessages } from './async.ts'
import { describeApi, describeCallable } from './describe.ts'
import { describeDocuments } from './documents.ts'
import type { Json } from './schemas.ts'

export const DESCRIPTIONS: Readonly<Record<string, () => Promise<Json>>> = {
  'docs/openapi.json': describeApi,
  'docs/openapi-callable.json': describeCallable,
  'docs/asyncapi.json': describeMessages,
  'docs/documents.json': describeDocuments,
}
