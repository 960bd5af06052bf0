// The published description as an attacker reads it: what there is to call, and values of the types that it names.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import {
  type Description,
  follow,
  readDescription,
} from '../../conformance/description/description.ts'
import type { Chance } from '../chance.ts'
import type { Node } from './json.ts'

export const ROOT = join(import.meta.dirname, '..', '..', '..')

/** What is read of a JSON schema. */
const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  minItems: z.number().optional(),
  format: z.string().optional(),
})

/** A parameter of a query string. */
interface Parameter {
  readonly name: string
  readonly required: boolean
  readonly schema: unknown
}

/** A function as it is called. */
export interface Operation {
  readonly name: string
  readonly isQuery: boolean
  readonly needsAccount: boolean
  /** Of the body of a command. */
  readonly body?: unknown
  /** Of the query string. */
  readonly parameters: readonly Parameter[]
}

/** Values that mean something where the attack takes place, by the names of fields. */
export type Pools = Readonly<Record<string, readonly string[]>>

export interface Published {
  readonly description: Description
  readonly operations: readonly Operation[]
  /** A value of a schema; fields whose names have a pool come from it. */
  readonly drawValue: (schema: unknown, name: string, pools: Pools, chance: Chance) => Node
}

const ParameterRead = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown(),
})

/** Reads the description of this repository. */
export function readPublished(): Published {
  const text = readFileSync(join(ROOT, 'docs', 'openapi.json'), 'utf8')
  const description = readDescription(JSON.parse(text))
  const at = (pointer: string): unknown => follow(description.document, pointer).value

  const operations = description.operations.map((one): Operation => {
    const { name, pointer, needsAccount, isCommand } = one
    const body = at(`${pointer}/requestBody/content/application~1json/schema`)
    const parameters: Parameter[] = []
    for (let index = 0; at(`${pointer}/parameters/${index}`) !== undefined; index++) {
      const read = ParameterRead.parse(at(`${pointer}/parameters/${index}`))
      const { required = false, schema } = read
      if (read.in === 'query') parameters.push({ name: read.name, required, schema })
    }
    return {
      name,
      isQuery: !isCommand,
      needsAccount,
      parameters,
      ...(body !== undefined && { body }),
    }
  })

  const resolved = (schema: unknown): z.infer<typeof Schema> => {
    const read = Schema.parse(schema ?? {})
    return read.$ref === undefined ? read : resolved(at(read.$ref))
  }

  const drawValue: Published['drawValue'] = (schema, name, pools, chance) => {
    const read = resolved(schema)
    // What the description fixes is JSON.
    if (read.const !== undefined) return read.const as Node
    if (read.enum) return chance.pick(read.enum) as Node
    const [choice] = [read.anyOf ?? read.oneOf ?? read.allOf].flatMap((all) =>
      all ? [chance.pick(all)] : [],
    )
    if (choice !== undefined) return drawValue(choice, name, pools, chance)
    const types = [read.type ?? []].flat()
    const type =
      types.length > 1 && chance.isIn(0.9)
        ? types[0]
        : types.length > 0
          ? chance.pick(types)
          : 'null'
    switch (type) {
      case 'string':
        return drawText(read, name, pools, chance)
      case 'integer':
      case 'number':
        return drawNumber(read, chance)
      case 'boolean':
        return chance.isIn(0.5)
      case 'array': {
        const least = read.minItems ?? 0
        const length = least + chance.below(Math.min(read.maxItems ?? 3, 3))
        return Array.from({ length }, () => drawValue(read.items, name, pools, chance))
      }
      case 'object':
        return {
          pairs: Object.entries(read.properties ?? {}).flatMap(([key, of]) =>
            read.required?.includes(key) || chance.isIn(0.35)
              ? [[key, drawValue(of, key, pools, chance)] as const]
              : [],
          ),
        }
      default:
        return null
    }
  }
  return { description, operations, drawValue }
}

function drawNumber(
  { minimum = -5, maximum = 1_000_000 }: z.infer<typeof Schema>,
  chance: Chance,
): number {
  const some = [
    minimum,
    maximum,
    Math.min(maximum, minimum + 1),
    Math.min(maximum, minimum + chance.below(60)),
  ]
  return chance.pick(some)
}

const WALL = ['00:00', '09:00', '12:30', '17:00', '22:00', '23:59', '24:00', '02:30']

function drawText(
  { format }: z.infer<typeof Schema>,
  name: string,
  pools: Pools,
  chance: Chance,
): string {
  const isWall = format === undefined && (name === 'start' || name === 'end')
  const pool = isWall ? WALL : (pools[name] ?? (format === undefined ? undefined : pools[format]))
  if (pool !== undefined && pool.length > 0 && chance.isIn(0.97)) return chance.pick(pool)
  return chance.pick(['Ana', 'a text', 'Grüße', 'x'])
}
