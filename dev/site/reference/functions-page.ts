// docs/reference/functions.md: every function that apps call, what it takes, what it answers, and why it may refuse.
import { type Entry, manifest } from '../../../functions/manifest.ts'
import { type Api, answerOf, namesOf, type Operation, parametersOf, reasonsOf } from './api.ts'
import { type Examples, toExample } from './examples.ts'
import { asSentence, rowsOf, toTable } from './schema.ts'

const CALLERS: Readonly<Record<Entry['caller'], string>> = {
  account: 'anybody who is signed in',
  public: 'anybody',
  link: 'whoever has the link of a mail',
  platform: 'Pub/Sub and Scheduler alone',
}

/** Answered by every function, so said once. */
const COMMON = new Set([
  'invalid-request',
  'unauthenticated',
  'app-check-failed',
  'method-not-allowed',
  'payload-too-large',
  'unsupported-media-type',
  'idempotency-key-reused',
  'rate-limited',
  'internal',
  'unavailable',
])

const entries: Readonly<Record<string, Entry>> = manifest

interface Called {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly operation: Operation
}

/** What an operation's description says of one side as a whole, such as which fields go together. */
function told({ description = '' }: Operation, side: 'Takes' | 'Answers'): readonly string[] {
  const begin = `${side}: `
  const paragraph = description.split('\n\n').find((one) => one.startsWith(begin))
  return paragraph === undefined ? [] : [asSentence(paragraph.slice(begin.length)), '']
}

function toSection(api: Api, { name, method, operation }: Called, examples: Examples): string {
  const names = namesOf(api, 'types.md')
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const taken = body
    ? rowsOf(body, names)
    : parametersOf(api, operation).flatMap(({ schema, ...parameter }) =>
        rowsOf(
          {
            properties: {
              [parameter.name]: {
                ...schema,
                ...(parameter.description && { description: parameter.description }),
              },
            },
            required: parameter.required ? [parameter.name] : [],
          },
          names,
        ),
      )
  const answer = answerOf(operation)
  const reasons = reasonsOf(api, operation).filter((reason) => !COMMON.has(reason))
  const caller = entries[name]?.caller ?? 'account'
  return [
    `## ${name}`,
    '',
    asSentence(operation.summary),
    '',
    `\`${method} /${name}\`, for ${CALLERS[caller]}.`,
    '',
    '**Takes**',
    '',
    ...told(operation, 'Takes'),
    toTable(taken, 'required'),
    '**Answers**',
    '',
    ...told(operation, 'Answers'),
    answer ? toTable(rowsOf(answer, names), 'optional') : 'A page.\n',
    reasons.length === 0
      ? 'Refused for no reasons but the common ones.\n'
      : `**Refused** as ${reasons.map((reason) => `[${reason}](reasons.md#${reason})`).join(', ')}, or for a common reason.\n`,
    ...toExample(name, examples),
  ].join('\n')
}

/** The whole page. */
export function toFunctionsPage(api: Api, examples: Examples): string {
  const called = Object.entries(api.paths).flatMap(([path, { get, post }]): readonly Called[] => {
    const name = path.slice(1)
    // A function that is asked both ways does its work on the POST.
    if (post) return [{ name, method: 'POST', operation: post }]
    return get ? [{ name, method: 'GET', operation: get }] : []
  })
  const rows = called.map(
    ({ name, method, operation }) =>
      `| [${name}](#${name}) | ${method} | ${asSentence(operation.summary)} |`,
  )
  const common = [...COMMON].map((reason) => `[${reason}](reasons.md#${reason})`).join(', ')
  return [
    '# Functions',
    '',
    'A query is a `GET` with its fields in the query string, a command a `POST` with them as JSON. Every one is also a Firebase callable function of the',
    'same name. Times are instants in `Z`; intervals begin with their start and end before their end.',
    '',
    `Every function may be refused for the common reasons: ${common}.`,
    '',
    '| Function | Method | What it does |',
    '|---|---|---|',
    ...rows,
    '',
    ...called.map((one) => toSection(api, one, examples)),
    '---',
    '',
    'Made by `npm run reference` from [openapi.json](../openapi.json), which is made from what runs; a test compares them.',
    '',
  ].join('\n')
}
