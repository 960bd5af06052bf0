// JSON Schema as people read it: the type of a value in a few words, its bounds, and the fields of an object as rows.

/** As much of a JSON Schema as the pages tell of. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** How named schemas are found and linked to. */
export interface Names {
  /** The schema that a reference means. */
  readonly find: (ref: string) => Schema
  /** What is written for a reference. */
  readonly write: (ref: string) => string
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'instant',
  timestamp: 'Timestamp',
  date: 'date',
  uuid: 'id',
  uri: 'address',
  'idn-email': 'e-mail address',
}

const code = (value: unknown): string =>
  `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

/** The type of a value: `a list of instants`, `one of …`, a link to a thing that has a name. */
export function typeOf(schema: Schema, names: Names): string {
  if (schema.$ref !== undefined) return names.write(schema.$ref)
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map(code).join(', ')
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) return [...new Set(forms.map((form) => typeOf(form, names)))].join(' or ')
  if (schema.allOf?.length === 1 && schema.allOf[0]) return typeOf(schema.allOf[0], names)
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type
  if (type === 'array') return `list of ${schema.items ? typeOf(schema.items, names) : 'anything'}`
  if (type === 'string') return FORMATS[schema.format ?? ''] ?? 'text'
  if (type === 'integer') return 'whole number'
  if (type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties)
    return `map to ${typeOf(schema.additionalProperties, names)}`
  return String(type ?? 'anything')
}

/** The bounds of a value, if it has any that people care for. */
export function boundsOf(schema: Schema): string {
  const { minimum, maximum, maxLength, maxItems } = schema
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  const bounds = [
    isBounded
      ? `${minimum ?? 0} to ${maximum}`
      : minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER
        ? `${minimum} or more`
        : '',
    maxLength !== undefined ? `at most ${maxLength} characters` : '',
    maxItems !== undefined ? `at most ${maxItems}` : '',
    schema.default !== undefined ? `${code(schema.default)} unless told` : '',
  ]
  return bounds.filter((one) => one !== '').join(', ')
}

const unsetOf = (schema: Schema): string =>
  schema.default === undefined ? '' : `Unset: ${code(schema.default)}.`

/** With a capital at its beginning, and an end. */
export const asSentence = (text: string): string => {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return /[.!?:]$/.test(begun) ? begun : `${begun}.`
}

/** One row of a table of fields. */
export interface Row {
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly says: string
}

const DEEPEST = 4

const merged = (schema: Schema, names: Names): Schema => {
  const found = schema.$ref === undefined ? schema : names.find(schema.$ref)
  if (!found.allOf) return found
  const parts = found.allOf.map((part) => merged(part, names))
  return {
    ...found,
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as NonNullable<
      Schema['properties']
    >,
    required: parts.flatMap(({ required = [] }) => required),
  }
}

/** The fields of an object; those of objects without a name stand below, with their path. */
export function rowsOf(schema: Schema, names: Names, prefix = ''): readonly Row[] {
  const { properties = {}, required = [] } = merged(schema, names)
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const inner =
      field.items ??
      (typeof field.additionalProperties === 'object' ? field.additionalProperties : field)
    const below = field.items ? '[].' : inner === field ? '.' : '.*.'
    const isDeeper = inner.properties !== undefined && path.split('.').length < DEEPEST
    // A description tells of bounds itself; of what is meant where nothing is sent, the schema.
    const says = field.description ? [field.description, unsetOf(field)].join(' ') : boundsOf(field)
    const row = {
      path,
      type: typeOf(field, names),
      isRequired: required.includes(name),
      says: says.trim() === '' ? '' : asSentence(says.trim()),
    }
    return [row, ...(isDeeper ? rowsOf(inner, names, `${path}${below}`) : [])]
  })
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')

/** A markdown table of fields. */
export function toTable(rows: readonly Row[], mark: 'required' | 'optional'): string {
  if (rows.length === 0) return 'No fields.\n'
  const isMarked = ({ isRequired }: Row) => isRequired === (mark === 'required')
  const lines = rows.map(
    (row) =>
      `| \`${row.path}\`${isMarked(row) ? (mark === 'required' ? ' **required**' : ' *may be missing*') : ''} | ${cell(row.type)} | ${cell(row.says)} |`,
  )
  return ['| Field | Type | What it is |', '|---|---|---|', ...lines, ''].join('\n')
}
