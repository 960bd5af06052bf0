// Each function as operations of its path, called by plain HTTP.
import { withoutBody } from '../../shared/runtime/edge/edge-reasons.ts'
import type { DescribedFunction } from './described-functions.ts'
import { type Example, type Examples, toExamples } from './examples.ts'
import { headersOf, parametersOf } from './headers.ts'
import type { openProblems } from './problems.ts'
import type { Json, openSchemas } from './schemas.ts'

/** What descriptions are made with. */
export interface Makers {
  readonly schemas: ReturnType<typeof openSchemas>
  readonly problems: ReturnType<typeof openProblems>
  readonly recorded: Examples
}

/** A media type with its examples, which were recorded. */
export const json = (
  schema: Json,
  examples: readonly Example[],
  toValue: (example: Example) => unknown,
): Json => ({
  'application/json': {
    schema,
    ...(examples.length > 0 && { examples: toExamples(examples, toValue) }),
  },
})

/** The examples of a function that did what it was asked to. */
export const doneOf = ({ name }: DescribedFunction, { recorded }: Makers): readonly Example[] =>
  (recorded[name] ?? []).filter(({ answer }) => answer.status === 200)

function success(one: DescribedFunction, makers: Makers): Json {
  return {
    description: 'Done.',
    headers: headersOf(
      'RequestId',
      'CacheControl',
      ...(one.hasEtag ? (['ETag'] as const) : []),
      ...(one.room === 'commands' && one.caller === 'account'
        ? (['IdempotencyReplayed'] as const)
        : []),
    ),
    content: json(
      makers.schemas.toSchema(one.output, 'output'),
      doneOf(one, makers),
      ({ answer }) => answer.body,
    ),
  }
}

const UNCHANGED: Json = {
  '304': {
    description: 'The caller has this answer already: its `ETag` was sent as `If-None-Match`.',
    headers: headersOf('RequestId', 'CacheControl', 'ETag'),
  },
}

/** What is to be known of a function before it is called. */
function describe(one: DescribedFunction, { schemas }: Makers): string {
  const limit =
    one.caller !== 'account'
      ? 'Needs no account; 300 requests a minute for each address, unless the deployment says otherwise.'
      : one.room === 'commands'
        ? '60 commands a minute for each account, unless the deployment says otherwise.'
        : '300 queries a minute for each account and instance, unless the deployment says otherwise.'
  const asked = schemas.aboutOf(one.input)
  const answered = schemas.aboutOf(one.output)
  return [asked && `Takes: ${asked}`, answered && `Answers: ${answered}`, limit]
    .filter((line) => line !== undefined)
    .join('\n\n')
}

const base = (one: DescribedFunction, makers: Makers): Json => ({
  operationId: one.operationId,
  tags: [one.room],
  summary: one.summary,
  description: describe(one, makers),
  ...(one.caller !== 'account' && { security: [] }),
})

/** How a parameter was sent in an example; texts of a query string are what they say. */
function exampleOf(name: string, schema: Json, examples: readonly Example[]): Json {
  const sent = examples.map(({ request }) => request.query?.[name]).find((one) => one !== undefined)
  if (sent === undefined) return {}
  const isText =
    typeof sent !== 'string' || ['string', undefined].includes(schema['type'] as string)
  if (schema['type'] === 'array') return { example: [sent].flat() }
  return { example: isText ? sent : (JSON.parse(sent) as unknown) }
}

function toParameters(one: DescribedFunction, makers: Makers): readonly Json[] {
  const { schemas } = makers
  const examples = doneOf(one, makers)
  const { properties, required = [] } = schemas.toParameters(one.input) as {
    readonly properties: Readonly<Record<string, Json>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    ...(schema['type'] === 'array' && { style: 'form', explode: true }),
    schema,
    ...exampleOf(name, schema, examples),
  }))
}

function toQuery(one: DescribedFunction, makers: Makers): Json {
  return {
    get: {
      ...base(one, makers),
      parameters: [
        ...toParameters(one, makers),
        ...parametersOf('RequestId', ...(one.hasEtag ? (['IfNoneMatch'] as const) : [])),
      ],
      responses: {
        '200': success(one, makers),
        ...(one.hasEtag && UNCHANGED),
        ...makers.problems.responses(one.name, withoutBody(one.reasons)),
      },
    },
  }
}

function toCommand(one: DescribedFunction, makers: Makers): Json {
  const keyed = one.caller === 'account'
  return {
    post: {
      ...base(one, makers),
      parameters: parametersOf('RequestId', ...(keyed ? (['IdempotencyKey'] as const) : [])),
      requestBody: {
        required: true,
        description: 'At most 64 KiB. An unknown field is refused, and named.',
        content: json(
          makers.schemas.toSchema(one.input, 'input'),
          doneOf(one, makers),
          ({ request }) => request.body,
        ),
      },
      responses: {
        '200': success(one, makers),
        ...makers.problems.responses(one.name, one.reasons),
      },
    },
  }
}

/** What anybody may ask, and what says with a 503 that something is down. */
function toProbe(one: DescribedFunction, makers: Makers): Json {
  const down = { ...success(one, makers), description: 'A part is down.' }
  const { get } = toQuery(one, makers) as { readonly get: Json }
  const responses = get['responses'] as Json
  return { get: { ...get, responses: { ...responses, '503': down } } }
}

const PAGE = { 'text/html': { schema: { type: 'string', description: 'A page, for browsers.' } } }

/** What whoever has a link may do, without signing in; browsers are answered pages. */
function toLinked(one: DescribedFunction, makers: Makers): Json {
  const withPage = (operation: Json): Json => {
    const answers = operation['responses'] as Readonly<Record<string, Json>>
    const done = answers['200'] as Json
    const content = { ...(done['content'] as Json), ...PAGE }
    return { ...operation, responses: { ...answers, '200': { ...done, content } } }
  }
  if (one.room === 'queries') {
    const { get } = toQuery(one, makers) as { readonly get: Json }
    return { get: withPage(get) }
  }
  const { post } = toCommand(one, makers) as { readonly post: Json }
  const body = post['requestBody'] as Json
  const { 'application/json': asJson } = body['content'] as Readonly<Record<string, Json>>
  const forms = { 'application/x-www-form-urlencoded': asJson, 'multipart/form-data': asJson }
  const content = { ...(body['content'] as Json), ...forms }
  const posted = withPage({ ...post, requestBody: { ...body, content } })
  if (one.name !== 'unsubscribe') return { post: posted }
  const [token] = toParameters(one, makers)
  return {
    get: {
      ...base(one, makers),
      operationId: 'askToUnsubscribe',
      tags: ['queries'],
      summary: 'Asks before it stops mail.',
      description: 'A page with a button: mail programs open links. It changes nothing.',
      parameters: [token, ...parametersOf('RequestId')],
      responses: {
        '200': { description: 'A page.', headers: headersOf('RequestId'), content: PAGE },
        '4XX': {
          description: 'A page that says why not.',
          headers: headersOf('RequestId'),
          content: PAGE,
        },
      },
    },
    post: posted,
  }
}

/** A function as it is called by plain HTTP. */
export function toPath(one: DescribedFunction, makers: Makers): Json {
  if (one.caller === 'public') return toProbe(one, makers)
  if (one.caller === 'link') return toLinked(one, makers)
  return one.room === 'queries' ? toQuery(one, makers) : toCommand(one, makers)
}
