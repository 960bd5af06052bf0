// Which fields the simulator's input has at a place, by its JSON schema.

/** The part of a JSON schema that is read here. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** All schemas that may stand at this place: a union has several. */
function schemasAt(schema: Schema, path: readonly string[]): readonly Schema[] {
  const here = [schema, ...(schema.anyOf ?? [])]
  const [key, ...rest] = path
  if (key === undefined) return here
  return here.flatMap(({ properties, items }) => {
    const next = properties?.[key] ?? (/^\d+$/.test(key) ? items : undefined)
    return next === undefined ? [] : schemasAt(next, rest)
  })
}

/** The names of the fields of an object at this place, in the schema's order. */
export function knownFields(schema: Schema, path: readonly string[]): readonly string[] {
  const names = schemasAt(schema, path).flatMap(({ properties = {} }) => Object.keys(properties))
  return [...new Set(names)]
}
