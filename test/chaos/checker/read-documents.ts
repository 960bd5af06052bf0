// Reads every document over Firestore's REST interface, and what its values are by its documentation.
// https://cloud.google.com/firestore/docs/reference/rest/v1/Value
import type { System } from '../system/system.ts'
import type { Row, Value } from './seen.ts'

interface Stored {
  readonly nullValue?: null
  readonly booleanValue?: boolean
  readonly integerValue?: string
  readonly doubleValue?: number
  readonly timestampValue?: string
  readonly stringValue?: string
  readonly arrayValue?: { readonly values?: readonly Stored[] }
  readonly mapValue?: { readonly fields?: Readonly<Record<string, Stored>> }
}

function toValue(stored: Stored): Value {
  if (stored.timestampValue !== undefined) return Date.parse(stored.timestampValue)
  if (stored.integerValue !== undefined) return Number(stored.integerValue)
  if (stored.arrayValue) return (stored.arrayValue.values ?? []).map(toValue)
  if (stored.mapValue) return toRow(stored.mapValue.fields ?? {})
  return stored.stringValue ?? stored.doubleValue ?? stored.booleanValue ?? null
}

const toRow = (fields: Readonly<Record<string, Stored>>): Row =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toValue(value)]))

const COLLECTIONS = [
  'professionals',
  'days',
  'mirrors',
  'bookings',
  'agenda',
  'schedules',
  'notifications',
]
const ANSWER_MILLIS = 20_000

interface Found {
  readonly document?: { readonly name: string; readonly fields?: Readonly<Record<string, Stored>> }
}

/** The documents of a collection, wherever it is, by their paths. */
export async function readCollection(
  { firestoreHost, projectId }: Pick<System, 'firestoreHost' | 'projectId'>,
  collectionId: string,
): Promise<Record<string, Row>> {
  const root = `projects/${projectId}/databases/(default)/documents`
  const response = await fetch(`http://${firestoreHost}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
    body: JSON.stringify({ structuredQuery: { from: [{ collectionId, allDescendants: true }] } }),
    signal: AbortSignal.timeout(ANSWER_MILLIS),
  })
  const found = (await response.json()) as readonly Found[]
  if (!response.ok)
    throw new Error(`Firestore answered ${response.status}: ${JSON.stringify(found)}`)
  return Object.fromEntries(
    found.flatMap(({ document }) =>
      document ? [[document.name.slice(root.length + 1), toRow(document.fields ?? {})]] : [],
    ),
  )
}

export async function readDocuments(system: System): Promise<Record<string, Row>> {
  const all: Record<string, Row> = {}
  for (const collection of COLLECTIONS) Object.assign(all, await readCollection(system, collection))
  return all
}
