// Schemas of the contract as JSON Schema: what has a name becomes a component and is referred to; every field has its words.
import * as z from 'zod'
import type { Said } from '../../shared/contract/described/said.ts'

export type Json = Record<string, unknown>

/** What is sent, or what is answered (documents and messages too). */
export type Side = 'input' | 'output'

type Schema = z.core.$ZodType

const wordsOf = (schema: z.ZodEnum): string => JSON.stringify(schema.options)

/** The object or value that something wraps: what is parsed from it, or whether it may be left out, is no matter of its schema. */
function unwrapped(schema: Schema): Schema {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in)
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodOptional)
    return unwrapped(schema.unwrap())
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap())
  return schema
}

/** Of a value without parts. A format says more to a reader than the expression that checks it. */
function toLeaf(schema: Schema): Json {
  const { $schema: _, pattern, ...json } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return { ...json, ...(pattern !== undefined && json.format !== 'uuid' && { pattern }) }
}

function orNull(json: Json): Json {
  const { type, enum: options, ...rest } = json
  if (typeof type !== 'string') return { anyOf: [json, { type: 'null' }] }
  const words = Array.isArray(options) && { enum: [...(options as unknown[]), null] }
  return { type: [type, 'null'], ...rest, ...words }
}

const bySide = (side: Side, name: string): string => `${side} ${name}`

/** Replaces every reference of a description. */
function withRefs(json: unknown, refer: (ref: string) => string): unknown {
  if (Array.isArray(json)) return json.map((one: unknown) => withRefs(one, refer))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, inner]: [string, unknown]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? refer(inner) : withRefs(inner, refer),
    ]),
  )
}

/** Describes schemas by these names, or with `isInline` without any; `finish` puts the names in and tells what each of them is. */
export function openSchemas(all: readonly Said[], { isInline = false } = {}) {
  const byIdentity = new Map(all.flatMap((said) => said.schemas.map((one) => [one, said] as const)))
  // What two of them are made of (all ids of one UUID) has the name of neither.
  const made = new Map<Schema, Said | undefined>()
  for (const said of all)
    for (const base of said.schemas.map(unwrapped)) {
      if (byIdentity.has(base)) continue
      made.set(base, made.has(base) && made.get(base) !== said ? undefined : said)
    }
  for (const [base, said] of made) if (said) byIdentity.set(base, said)
  const byWords = new Map(
    all.flatMap((said) =>
      said.schemas.flatMap((one) =>
        one instanceof z.ZodEnum ? [[wordsOf(one), said] as const] : [],
      ),
    ),
  )
  /** What was referred to: by side and name. */
  const met = new Map<string, Json>()

  const find = (schema: Schema): Said | undefined =>
    byIdentity.get(schema) ??
    (schema instanceof z.ZodEnum ? byWords.get(wordsOf(schema)) : undefined)

  /** A schema, as a reference where it has a name. */
  function toSchema(schema: Schema, side: Side): Json {
    const said = find(schema)
    if (!said || isInline) return toInline(schema, side, said)
    const key = bySide(side, said.name)
    if (!met.has(key)) {
      met.set(key, {})
      met.set(key, { description: said.about, ...toInline(schema, side, said) })
    }
    return { $ref: key }
  }

  function toInline(schema: Schema, side: Side, said?: Said): Json {
    if (schema instanceof z.ZodObject) return toObject(schema, side, said ?? find(schema))
    if (schema instanceof z.ZodPipe) {
      const meta = z.globalRegistry.get(schema)
      const inner = said ? toInline(schema.in, side, said) : toSchema(schema.in, side)
      return { ...inner, ...meta }
    }
    if (schema instanceof z.ZodReadonly) return through(schema.unwrap(), side, said)
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional)
      return through(schema.unwrap(), side, said)
    if (schema instanceof z.ZodDefault) {
      const inner = through(schema.unwrap(), side, said)
      return side === 'input' ? { ...inner, default: schema.def.defaultValue } : inner
    }
    if (schema instanceof z.ZodNullable) return orNull(toSchema(schema.unwrap(), side))
    if (schema instanceof z.ZodUnion)
      return { anyOf: schema.options.map((one: Schema) => toSchema(one, side)) }
    if (schema instanceof z.ZodArray) {
      const { items: _, ...json } = toLeaf(schema)
      return { ...json, items: toSchema(schema.element, side) }
    }
    if (schema instanceof z.ZodRecord)
      return {
        type: 'object',
        propertyNames: toSchema(schema.keyType, side),
        additionalProperties: toSchema(schema.valueType, side),
      }
    return toLeaf(schema)
  }

  const through = (schema: Schema, side: Side, said?: Said): Json =>
    said ? toInline(schema, side, said) : toSchema(schema, side)

  function toObject(schema: z.ZodObject, side: Side, said?: Said): Json {
    const keys = Object.keys(schema.shape)
    if (!said) {
      const shape = `{ ${keys.join(', ')} }`
      throw new Error(`${shape} has no name and no words: shared/contract/described says them`)
    }
    const properties = keys.map((key) => {
      const description = said.fields[key]
      if (description === undefined)
        throw new Error(`${said.name}.${key} has no words: shared/contract/described says them`)
      return [key, { ...toSchema(schema.shape[key] as Schema, side), description }] as const
    })
    const required = keys.filter((key) => {
      const { optin, optout } = (schema.shape[key] as Schema)._zod
      return (side === 'input' ? optin : optout) === undefined
    })
    const isClosed = side === 'input' && schema.def.catchall !== undefined
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      ...(isClosed && { additionalProperties: false }),
    }
  }

  /** The names that say less as answers than as input: there, fields may be added. */
  function findTwofold(): ReadonlySet<string> {
    const both = all
      .map(({ name }) => name)
      .filter((name) => met.has(bySide('input', name)) && met.has(bySide('output', name)))
    const twofold = new Set<string>()
    const shownAs = (side: Side, name: string) =>
      JSON.stringify(
        withRefs(met.get(bySide(side, name)), (ref) => {
          const [, plain = ''] = ref.split(' ')
          return twofold.has(plain) ? ref : plain
        }),
      )
    for (let before = -1; before < twofold.size;) {
      before = twofold.size
      for (const name of both)
        if (shownAs('input', name) !== shownAs('output', name)) twofold.add(name)
    }
    return twofold
  }

  /** Puts names into a description: the description, and each name's schema. */
  function finish(
    description: Json,
    prefix: string,
  ): { readonly description: Json; readonly named: Json } {
    const twofold = findTwofold()
    const finalName = (key: string): string => {
      const [side, name = ''] = key.split(' ')
      return side === 'input' && twofold.has(name) ? `${name}Input` : name
    }
    // References to what has no side stand already.
    const refer = (ref: string) => (met.has(ref) ? prefix + finalName(ref) : ref)
    const named = new Map(
      [...met].map(([key, schema]) => [finalName(key), withRefs(schema, refer)]),
    )
    return {
      description: withRefs(description, refer) as Json,
      named: Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    }
  }

  return {
    toSchema,
    /** An input with more fields than the contract's own: written out, since its component takes no others. */
    toInlineInput: (schema: Schema, more: Json): Json => {
      const own = toObject(unwrapped(schema) as z.ZodObject, 'input', find(schema))
      return { ...own, properties: { ...(own['properties'] as Json), ...more } }
    },
    /** The object itself, not a reference to it: for the parameters of a query. */
    toParameters: (schema: Schema): Json =>
      toObject(unwrapped(schema) as z.ZodObject, 'input', find(schema)),
    /** What it is, in words. */
    aboutOf: (schema: Schema): string | undefined => find(schema)?.about,
    finish,
  }
}
