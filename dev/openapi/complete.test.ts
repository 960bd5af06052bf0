// Nothing of the descriptions is without words, and nothing without a shape.
import { describe, expect, it } from 'vitest'
import { describeApi } from './describe.ts'
import { DESCRIPTIONS } from './descriptions.ts'

interface Found {
  readonly properties: readonly string[]
  readonly undescribed: readonly string[]
  readonly shapeless: readonly string[]
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Keys under which an example stands, which says what it likes. */
const SAID = new Set(['example', 'examples', 'default', 'enum', 'const'])

/** Every property, parameter and header of a description, those without words, and schemas that allow anything. */
function look(json: unknown, path = ''): Found {
  if (!isObject(json)) return { properties: [], undescribed: [], shapeless: [] }
  const own = Object.entries(json).flatMap(([key, inner]) => {
    if (SAID.has(key) && !path.endsWith('/properties')) return []
    return [look(inner, `${path}/${key}`)]
  })
  const isParameter = 'in' in json && 'schema' in json
  const isProperty = /\/properties\/[^/]+$/.test(path)
  const isNamed =
    /\/components\/(schemas|headers|parameters|responses)\/[^/]+$|\/\$defs\/[^/]+$/.test(path)
  const isCounted = isParameter || isProperty || isNamed
  const isEmpty =
    /\/(items|schema|additionalProperties|payload)$/.test(path) && Object.keys(json).length === 0
  return {
    properties: [...(isCounted ? [path] : []), ...own.flatMap(({ properties }) => properties)],
    undescribed: [
      ...(isCounted && typeof json['description'] !== 'string' ? [path] : []),
      ...own.flatMap(({ undescribed }) => undescribed),
    ],
    shapeless: [
      ...(isEmpty || (isProperty && Object.keys(json).every((key) => key === 'description'))
        ? [path]
        : []),
      ...own.flatMap(({ shapeless }) => shapeless),
    ],
  }
}

describe.each(Object.entries(DESCRIPTIONS))('%s', (_, describeIt) => {
  it('describes every property, parameter, header and name, and says what each may be', async () => {
    const { properties, undescribed, shapeless } = look(await describeIt())
    expect(undescribed).toEqual([])
    expect(shapeless).toEqual([])
    expect(properties.length).toBeGreaterThan(30)
  })
})

it('what is without words is found', () => {
  const found = look({ components: { schemas: { A: { properties: { b: {} } } } } })
  expect(found.undescribed).toEqual(['/components/schemas/A', '/components/schemas/A/properties/b'])
  expect(found.shapeless).toEqual(['/components/schemas/A/properties/b'])
})

/** What the fields that end in `Id` or `Ids` refer to: `bookingId: BookingId`. */
function idsOf(json: unknown): readonly string[] {
  if (!isObject(json)) return []
  const { properties, name, schema } = json
  const named = isObject(properties) ? Object.entries(properties) : []
  if (typeof name === 'string' && isObject(schema)) named.push([name, schema])
  const own = named.flatMap(([field, value]) => {
    const ref = /#\/components\/schemas\/(\w+Id)"/.exec(JSON.stringify(value))?.[1]
    return /[a-z]Ids?$/.test(field) && ref !== undefined ? [`${field}: ${ref}`] : []
  })
  return [...own, ...Object.values(json).flatMap(idsOf)]
}

it('an id is of the kind that its field names', async () => {
  const ids = new Set(idsOf(await describeApi()))
  expect(ids.size).toBeGreaterThan(10)
  // A hold is the booking that it becomes, and so is one that is being moved.
  const kindOf = (id: string) =>
    id.replace(/^(hold|reschedulingBooking)Id:/, 'bookingId:').replace(/Ids?: /, 'Id: ')
  const wrong = [...ids].filter((id) => {
    const [field = '', kind = ''] = kindOf(id).split(': ')
    return field.toLowerCase() !== kind.toLowerCase()
  })
  expect(wrong).toEqual([])
})
