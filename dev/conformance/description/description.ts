// The published description of the API (OpenAPI 3.1), read as an integrator's tools read it: operations, their tags, and what
// each may answer, with JSON pointers into the file.
import * as z from 'zod'

const Header = z.looseObject({
  required: z.boolean().optional(),
  schema: z.unknown().optional(),
})
const Answer = z.looseObject({
  description: z.string().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
  content: z.record(z.string(), z.unknown()).optional(),
})
const Operation = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  tags: z.array(z.string()).optional(),
  security: z.array(z.record(z.string(), z.unknown())).optional(),
  parameters: z.array(z.unknown()).optional(),
  responses: z.record(z.string(), z.unknown()),
})
const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
})
const OpenApi = z.looseObject({
  openapi: z.string().regex(/^3\.1\./, 'is not a description in OpenAPI 3.1'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  tags: z.array(z.looseObject({ name: z.string() })).optional(),
  security: z.array(z.record(z.string(), z.unknown())).optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** An operation of the description. */
export interface Described {
  /** The function: its path without the slash. */
  readonly name: string
  readonly method: 'get' | 'post'
  readonly pointer: string
  /** The first tag; unset where the description has none. */
  readonly tag?: string
  readonly summary: string
  readonly needsAccount: boolean
  /** A command is a POST. */
  readonly isCommand: boolean
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[]
  readonly statuses: readonly string[]
}

/** What the description says of one status of an operation. */
export interface Answers {
  readonly pointer: string
  readonly headers: readonly {
    readonly name: string
    readonly required: boolean
    readonly schema?: string
  }[]
  /** The pointers to the schemas, by media type; unset where the body is not described. */
  readonly content?: ReadonlyMap<string, string | undefined>
}

export interface Description {
  readonly title: string
  readonly version: string
  readonly document: object
  /** In the description's order. */
  readonly tags: readonly string[]
  readonly operations: readonly Described[]
  readonly find: (name: string, method?: string) => Described | undefined
  readonly answersOf: (operation: Described, status: number) => Answers | undefined
}

/** A key as a token of a JSON pointer (RFC 6901). */
const token = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** What a pointer such as `#/paths` leads to, and where that stands after all references. */
export function follow(document: unknown, pointer: string): { value: unknown; pointer: string } {
  let value: unknown = document
  for (const part of pointer.slice(2).split('/').filter(Boolean)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    value = isRecord(value) ? value[key] : undefined
  }
  const reference = isRecord(value) ? value['$ref'] : undefined
  return typeof reference === 'string' && reference.startsWith('#/')
    ? follow(document, reference)
    : { value, pointer }
}

/** Reads a description. @throws where it is none */
export function readDescription(json: unknown): Description {
  const read = OpenApi.parse(json)
  const document = read as object
  const at = (pointer: string) => follow(document, pointer)

  const operations = Object.entries(read.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method): Described[] => {
      if (item[method] === undefined) return []
      const pointer = `#/paths/${token(path)}/${method}`
      const operation = Operation.parse(item[method])
      const needs = operation.security ?? read.security ?? []
      const parameters = (operation.parameters ?? []).map((_, index) =>
        Parameter.parse(at(`${pointer}/parameters/${index}`).value),
      )
      const [tag] = operation.tags ?? []
      return [
        {
          name: path.slice(1),
          method,
          pointer,
          ...(tag !== undefined && { tag }),
          summary: operation.summary ?? '',
          needsAccount: needs.length > 0 && !needs.some((one) => Object.keys(one).length === 0),
          isCommand: method === 'post',
          parameters: parameters
            .filter((parameter) => parameter.in === 'query')
            .map(({ name, required = false }) => ({ name, required })),
          statuses: Object.keys(operation.responses),
        },
      ]
    }),
  )

  const answersOf = (operation: Described, status: number): Answers | undefined => {
    const family = `${String(status)[0]}XX`
    const key = [String(status), family, 'default'].find((one) => operation.statuses.includes(one))
    if (key === undefined) return undefined
    const answer = at(`${operation.pointer}/responses/${key}`)
    const { headers = {}, content } = Answer.parse(answer.value)
    return {
      pointer: answer.pointer,
      headers: Object.keys(headers).map((name) => {
        const header = at(`${answer.pointer}/headers/${token(name)}`)
        const { required = false, schema } = Header.parse(header.value)
        return {
          name,
          required,
          ...(schema !== undefined && { schema: `${header.pointer}/schema` }),
        }
      }),
      ...(content && {
        content: new Map(
          Object.entries(content).map(([type, media]) => [
            type,
            isRecord(media) && media['schema'] !== undefined
              ? `${answer.pointer}/content/${token(type)}/schema`
              : undefined,
          ]),
        ),
      }),
    }
  }

  const used = operations.flatMap(({ tag }) => tag ?? [])
  const declared = (read.tags ?? []).map(({ name }) => name)
  return {
    title: read.info.title,
    version: read.info.version,
    document,
    tags: [...new Set([...declared, ...used])],
    operations,
    find: (name, method) =>
      operations.find((one) => one.name === name && (!method || one.method === method)),
    answersOf,
  }
}
