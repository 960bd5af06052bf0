// The description of the API (docs/openapi.json) as the reference's pages read it.
import * as z from 'zod'
import { REASONS, type Reason } from '../../../shared/contract/faults/reasons.ts'
import type { Names, Schema } from './schema.ts'

const schema = z.custom<Schema>((value) => typeof value === 'object' && value !== null)
const Content = z.record(z.string(), z.object({ schema }))
const Response = z.object({ description: z.string().optional(), content: Content.optional() })
const Reference = z.object({ $ref: z.string() })
const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema,
})

const Operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z.array(z.union([Reference, Parameter])).optional(),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
})
export type Operation = z.infer<typeof Operation>

const Api = z.object({
  paths: z.record(z.string(), z.object({ get: Operation.optional(), post: Operation.optional() })),
  components: z.object({
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), Response),
    parameters: z.record(z.string(), Parameter).optional(),
  }),
})
export type Api = z.infer<typeof Api>

/** Reads the text of docs/openapi.json. */
export const readApi = (text: string): Api => Api.parse(JSON.parse(text))

const lastOf = (ref: string): string => ref.split('/').at(-1) ?? ''

/** Named schemas, written as links to where `page` shows them. */
export const namesOf = ({ components }: Api, page: string): Names => ({
  find: (ref) => components.schemas[lastOf(ref)] ?? {},
  write: (ref) => `[${lastOf(ref)}](${page}#${lastOf(ref).toLowerCase()})`,
})

/** Parameters of an operation's own: headers, which all have, aside. */
export const parametersOf = ({ components }: Api, { parameters = [] }: Operation) =>
  parameters
    .flatMap((one) => ('$ref' in one ? (components.parameters?.[lastOf(one.$ref)] ?? []) : one))
    .filter((parameter) => parameter.in === 'query')

/** The reasons of a schema: what its field `reason` may be. */
function enumsOf(schema: Schema): readonly unknown[] {
  const { enum: all, const: one } = schema.properties?.['reason'] ?? {}
  return [
    ...(all ?? []),
    ...(one === undefined ? [] : [one]),
    ...(schema.allOf ?? []).flatMap(enumsOf),
  ]
}

/** The reasons that an operation may be refused for, in the order in which they are written down. */
export function reasonsOf({ components }: Api, { responses }: Operation): readonly Reason[] {
  const said = new Set<unknown>(
    Object.entries(responses)
      .filter(([status]) => !status.startsWith('2'))
      .flatMap(([, one]) => {
        const response = '$ref' in one ? components.responses[lastOf(one.$ref)] : one
        const enums = Object.values(response?.content ?? {}).flatMap(({ schema }) =>
          enumsOf(schema),
        )
        return enums.length > 0
          ? enums
          : (response?.description?.match(/[a-z]+(?:-[a-z]+)*/g) ?? [])
      }),
  )
  return REASONS.filter((reason) => said.has(reason))
}

/** The schema of what is answered when all went well. */
export function answerOf({ responses }: Operation): Schema | undefined {
  const done = responses['200']
  return done && 'content' in done ? done.content?.['application/json']?.schema : undefined
}
