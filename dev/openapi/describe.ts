// The HTTPS functions as OpenAPI 3.1: paths from the manifest, parameters, bodies and answers from the functions' schemas.
import * as z from 'zod'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { Problem } from '../../shared/contract/faults/problem.ts'
import { REASONS, statusOf } from '../../shared/contract/faults/reasons.ts'
import { loadDefinition } from '../gateway.ts'

type Json = Record<string, unknown>

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

const byStatus = [...Map.groupBy(REASONS, (reason) => statusOf(reason).http)].toSorted(
  ([a], [b]) => a - b,
)

const RETRY_AFTER = {
  'Retry-After': { description: 'seconds', schema: { type: 'integer', minimum: 1 } },
}
/** What answers of a status carry beside what all carry. */
const HEADERS: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { schema: { const: 'Bearer' } } },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
}

function problemResponses(): Json {
  const schema = { $ref: '#/components/schemas/Problem' }
  const problems = byStatus.map(([status, reasons]) => [
    `problem-${status}`,
    {
      description: reasons.join(', '),
      ...(HEADERS[status] && { headers: HEADERS[status] }),
      content: { 'application/problem+json': { schema } },
    },
  ])
  return Object.fromEntries(problems) as Json
}

const problemAt = (status: number): Json => ({
  $ref: `#/components/responses/problem-${status}`,
})

function responses(output: Json): Json {
  const problems = byStatus.map(([status]) => [String(status), problemAt(status)])
  const done = { description: 'done', content: { 'application/json': { schema: output } } }
  return { '200': done, ...(Object.fromEntries(problems) as Json) }
}

const CALLABLE =
  'Also speaks the Firebase callable protocol: a POST of {"data": …} is answered with {"result": …} or {"error": …}.'

const HEAD = 'as GET, without the body'

function toQuery(does: string, input: Json, output: Json): Json {
  const properties = (input['properties'] ?? {}) as Json
  const required = (input['required'] ?? []) as readonly string[]
  const parameters = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  return {
    get: { summary: does, description: CALLABLE, parameters, responses: responses(output) },
    head: { summary: HEAD, parameters, responses: { default: { description: HEAD } } },
  }
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key and body get the first answer again for 24 h. Callables send idempotencyKey in the data.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

function toCommand(does: string, input: Json, output: Json): Json {
  return {
    post: {
      summary: does,
      description: CALLABLE,
      parameters: [IDEMPOTENCY_KEY],
      requestBody: { required: true, content: { 'application/json': { schema: input } } },
      responses: responses(output),
    },
  }
}

/** What anybody may ask, and what says with a 503 that something is down. */
function toProbe(does: string, _input: Json, output: Json): Json {
  const content = { 'application/json': { schema: output } }
  return {
    get: {
      summary: does,
      security: [],
      responses: {
        '200': { description: 'all is up', content },
        '400': problemAt(400),
        '429': problemAt(429),
        '503': { description: 'a part is down', content },
      },
    },
    head: { summary: HEAD, security: [], responses: { default: { description: HEAD } } },
  }
}

const PAGE = { 'text/html': { schema: { type: 'string' } } }

/** What whoever has a link may do, without signing in; browsers are answered pages. */
function toLinked(name: string, room: string) {
  return (does: string, input: Json, output: Json): Json => {
    const withPage = (operation: Json): Json => {
      const answers = operation['responses'] as Json
      const done = answers['200'] as { readonly description: string; readonly content: Json }
      const ok = { ...done, content: { ...done.content, ...PAGE } }
      return { ...operation, security: [], responses: { ...answers, '200': ok } }
    }
    if (room === 'queries') {
      const { get } = toQuery(does, input, output) as { readonly get: Json }
      return { get: withPage(get) }
    }
    const { post } = toCommand(does, input, output) as { readonly post: Json }
    const form = {
      'application/x-www-form-urlencoded': { schema: input },
      'multipart/form-data': { schema: input },
    }
    const content = { 'application/json': { schema: input }, ...form }
    const posted = { ...post, parameters: [], requestBody: { required: true, content } }
    if (name !== 'unsubscribe') return { post: withPage(posted) }
    const token = { name: 'token', in: 'query', required: true, schema: { type: 'string' } }
    const done = { '200': { description: 'a page with a button; changes nothing', content: PAGE } }
    const get = {
      summary: 'asks before it stops mail',
      security: [],
      parameters: [token],
      responses: done,
    }
    return { get, post: withPage(posted) }
  }
}

/** The whole description. */
export async function describeApi(): Promise<Json> {
  const paths: Json = {}
  for (const name of Object.keys(manifest) as FunctionName[]) {
    const { schemas } = await loadDefinition(name)
    if (!schemas) continue
    const { does, room, caller } = manifest[name]
    const [input, output] = [toSchema(schemas.input, 'input'), toSchema(schemas.output, 'output')]
    const describe =
      caller === 'public'
        ? toProbe
        : caller === 'link'
          ? toLinked(name, room)
          : room === 'commands'
            ? toCommand
            : toQuery
    paths[`/${name}`] = describe(does, input, output)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Availability Checker',
      version: '1',
      description:
        'Live availability and booking. Instants are RFC 3339 in Z and whole seconds; intervals are half-open; wall-clock arithmetic is in the professional’s time zone.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:8700', description: 'the local stack' }],
    security: [{ firebase: [] }],
    paths,
    components: {
      responses: problemResponses(),
      schemas: { Problem: toSchema(Problem, 'output') },
      securitySchemes: {
        firebase: { type: 'http', scheme: 'bearer', bearerFormat: 'Firebase ID token' },
      },
    },
  }
}
