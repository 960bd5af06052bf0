// Values of documents as Firestore's REST interface writes them, and back.
// See cloud.google.com/firestore/docs/reference/rest/v1/Value.

/** A value with its type: one key. */
export type Value = Readonly<Record<string, unknown>>

/** The fields of a document. */
export type Fields = Readonly<Record<string, Value>>

function toValue(value: unknown): Value {
  if (value === null) return { nullValue: null }
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { booleanValue: value }
  if (typeof value === 'number' && Number.isFinite(value))
    return Number.isSafeInteger(value) ? { integerValue: String(value) } : { doubleValue: value }
  if (value instanceof Date) return { timestampValue: value.toISOString() }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toValue) } }
  if (typeof value === 'object') return { mapValue: { fields: toFields(value) } }
  throw new Error(`a document cannot hold a ${typeof value}`)
}

/**
 * The fields of an object: text, numbers, truth, nothing, Dates, lists and maps of such. What is undefined is left out.
 *
 * @throws for anything else
 */
export function toFields(content: object): Fields {
  const set = Object.entries(content).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set.map(([key, value]) => [key, toValue(value)]))
}

function fromValue(value: Value): unknown {
  const [type = '', inner] = Object.entries(value)[0] ?? []
  switch (type) {
    case 'integerValue':
    case 'doubleValue':
      return Number(inner)
    case 'timestampValue':
      return new Date(String(inner))
    case 'arrayValue':
      return ((inner as { values?: Value[] }).values ?? []).map(fromValue)
    case 'mapValue':
      return fromFields((inner as { fields?: Fields }).fields ?? {})
    default:
      return inner
  }
}

/** The object that fields were made of; timestamps as Dates, to the millisecond. */
export function fromFields(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fromValue(value)]))
}
