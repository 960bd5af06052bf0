// Prints a JSON schema as the TypeScript that a developer reads in an editor: plain interfaces, named where a name is known.

export type Json = Readonly<Record<string, unknown>>

/** How values are printed: what apps send, what they are answered, or what a document holds. */
export type Side = 'request' | 'answer' | 'document'

/** Words that say how a value is used, not which values there are. */
const REMARKS = new Set([
  'description',
  'default',
  'readOnly',
  'additionalProperties',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  '$schema',
])

/** The same text for schemas of the same values, whatever is remarked on them. */
export function keyOf(schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (REMARKS.has(key) && !(key === 'additionalProperties' && typeof value === 'object')) return
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

const indent = (text: string) => text.replaceAll('\n', '\n  ')

/** `1–500`, `at least 1`, `at most 1000 characters`: what a type cannot say. */
function rangeOf(schema: Json): string | undefined {
  const { minimum, maximum, maxLength, maxItems, format } = schema
  if (format === 'date') return 'YYYY-MM-DD'
  if (typeof maxLength === 'number') return `At most ${maxLength} characters`
  if (typeof maxItems === 'number') return `At most ${maxItems}`
  if (typeof minimum !== 'number') return undefined
  if (typeof maximum !== 'number' || maximum >= 2_147_483_647)
    return minimum === 0 ? undefined : `At least ${minimum}`
  return `${minimum} to ${maximum}`
}

const firstOf = (schema: Json): Json => ((schema['anyOf'] as Json[] | undefined) ?? [])[0] ?? {}

function remarksOn(schema: Json, isSent: boolean): string | undefined {
  const said = schema['description'] as string | undefined
  const found = rangeOf(schema) ?? rangeOf(firstOf(schema))
  // Words name the limits already; only how a date is written is worth saying twice.
  const range = said === undefined || found === 'YYYY-MM-DD' ? found : undefined
  const unset = schema['default']
  const parts = [
    said,
    isSent || range === 'YYYY-MM-DD' ? range : undefined,
    isSent && unset !== undefined ? `Unset: ${JSON.stringify(unset)}` : undefined,
  ].filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  const [first = '', ...rest] = parts
  return [first, ...rest].map((part) => (/[.!)]$/.test(part) ? part : `${part}.`)).join(' ')
}

/** A comment above what is printed, or nothing. */
export function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/')} */\n`
}

const quoted = (text: unknown) => `'${String(text)}'`
const nameOf = (key: string) => (/^\w+$/.test(key) ? key : quoted(key))

/** Prints schemas; what is structurally one of `names` is printed as its name. */
export function openPrinter(side: Side, names: ReadonlyMap<string, string>) {
  const isSent = side === 'request'

  function object(schema: Json): string {
    const { properties, additionalProperties } = schema
    const required = (schema['required'] ?? []) as readonly string[]
    if (properties === undefined && typeof additionalProperties === 'object')
      return `{ readonly [key: string]: ${type(additionalProperties as Json)} }`
    const fields = Object.entries((properties ?? {}) as Record<string, Json>).map(
      ([key, field]) => {
        const isRequired = required.includes(key)
        const printed = `${type(field)}${isSent && !isRequired ? ' | undefined' : ''}`
        return `${comment(remarksOn(field, isSent))}readonly ${nameOf(key)}${isRequired ? '' : '?'}: ${printed}`
      },
    )
    return fields.length === 0 ? '{}' : `{${indent(`\n${fields.join('\n')}`)}\n}`
  }

  function type(schema: Json): string {
    return names.get(keyOf(schema)) ?? ownType(schema)
  }

  function ownType(schema: Json): string {
    const { anyOf, const: only } = schema
    if (Array.isArray(anyOf)) return (anyOf as Json[]).map(type).join(' | ')
    if (only !== undefined) return typeof only === 'string' ? quoted(only) : JSON.stringify(only)
    if (Array.isArray(schema['enum'])) return schema['enum'].map(quoted).join(' | ')
    if (Array.isArray(schema['type']))
      return schema['type'].map((one: unknown) => type({ ...schema, type: one })).join(' | ')
    switch (schema['type']) {
      case 'string':
        if (schema['format'] === 'timestamp') return 'Date'
        return isSent && schema['format'] === 'date-time' ? 'Instant' : 'string'
      case 'integer':
      case 'number':
        return 'number'
      case 'boolean':
      case 'null':
        return schema['type']
      case 'array': {
        const items = type(schema['items'] as Json)
        return `readonly ${items.includes(' | ') && !items.startsWith('{') ? `(${items})` : items}[]`
      }
      case 'object':
        return object(schema)
      default:
        throw new Error(`no type is known for ${JSON.stringify(schema)}`)
    }
  }

  /** A declaration of a name, as an interface where it is one. */
  function declare(name: string, schema: Json, about?: string): string {
    const printed = ownType(schema)
    const said = comment(about ?? (schema['description'] as string | undefined))
    if (printed.startsWith('{') && !printed.startsWith('{ readonly [') && printed !== '{}')
      return `${said}export interface ${name} ${printed}\n`
    // An answer without a field may have some later.
    if (printed === '{}')
      return `${said}export type ${name} = ${isSent ? '{ readonly [key: string]: never }' : 'object'}\n`
    const members = printed.split(' | ')
    const isLong = printed.length > 80 && members.every((one) => one.startsWith("'"))
    const shown = isLong ? members.map((one) => `\n  | ${one}`).join('') : ` ${printed}`
    return `${said}export type ${name} =${shown}\n`
  }

  return { type, declare }
}
