// The client's types, made from the manifest and the schemas of its functions: client/types.ts, and client/functions.ts.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as z from 'zod'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { exportNameOf, loadDefinition } from '../gateway.ts'
import { formatted } from './formatted.ts'
import { ALL } from '../../shared/contract/described/all.ts'
import { DOCUMENTS as LIVE, IN_DOCUMENTS } from '../../shared/contract/described/documents.ts'
import { type Side as Io, openSchemas } from '../openapi/schemas.ts'
import { ANSWERED, DOCUMENTS, type Named, VALUES } from './names.ts'
import { type Json, type Side, comment, keyOf, openPrinter } from './print.ts'

const MADE = 'Made by `npm run client` from the contract; a test compares them.'

const ALL_DOCUMENTS = [
  ...Object.values(IN_DOCUMENTS),
  ...Object.values(LIVE).map(({ said }) => said),
]
const { toSchema } = openSchemas([...ALL, ...ALL_DOCUMENTS], { isInline: true })

/** As JSON schema, with its words; names are given to what is printed. */
const toJson = (schema: z.core.$ZodType, io: Io): Json => toSchema(schema, io)

const namesOf = (...lists: readonly (readonly Named[])[]) =>
  new Map(
    lists
      .flat()
      .flatMap(({ name, schema }) => [
        [keyOf(toJson(schema, 'output')), name],
        ...(lists[0] === VALUES ? ([[keyOf(toJson(schema, 'input')), name]] as const) : []),
      ]) as readonly (readonly [string, string])[],
  )

const NAMES: Readonly<Record<Side, ReadonlyMap<string, string>>> = {
  request: namesOf(VALUES),
  answer: namesOf(VALUES, ANSWERED),
  document: namesOf(VALUES, DOCUMENTS, ANSWERED),
}

const declareAll = (side: Side, named: readonly Named[]) => {
  const { declare } = openPrinter(side, NAMES[side])
  return named.map(({ name, schema, about }) => declare(name, toJson(schema, 'output'), about))
}

interface Called {
  readonly call: string
  readonly typeName: string
  readonly method: 'GET' | 'POST'
  readonly does: string
  readonly input: Json
  readonly output: Json
  readonly schemas: readonly [z.ZodType, z.ZodType]
}

/** The functions that apps call, in the manifest's order. */
async function findCalled(): Promise<readonly Called[]> {
  const found: Called[] = []
  for (const name of Object.keys(manifest) as FunctionName[]) {
    const { schemas } = await loadDefinition(name)
    if (!schemas) continue
    const call = exportNameOf(name)
    found.push({
      call,
      typeName: `${call.charAt(0).toUpperCase()}${call.slice(1)}`,
      method: manifest[name].room === 'queries' ? 'GET' : 'POST',
      does: manifest[name].does,
      input: toJson(schemas.input, 'input'),
      output: toJson(schemas.output, 'output'),
      schemas: [schemas.input, schemas.output],
    })
  }
  return found
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function declareCalls(called: readonly Called[]): string {
  const methods = called.map(({ call, typeName, does, input, method }) => {
    const isOptional = ((input['required'] ?? []) as readonly string[]).length === 0
    const options = method === 'GET' ? 'CallOptions' : 'CommandOptions'
    const about = comment(`${capital(does)}.`)
    return `${about}readonly ${call}: (input${isOptional ? '?' : ''}: ${typeName}Request, options?: ${options}) => Promise<${typeName}Answer>`
  })
  const body = methods.join('\n').replaceAll('\n', '\n  ')
  return `/** Every function that apps call: queries by GET, commands by POST with an idempotency key. */\nexport interface Calls {\n  ${body}\n}\n`
}

const OPTIONS = `/** How a call is made. */
export interface CallOptions {
  /** Gives the call up; it rejects with the signal's reason. */
  readonly signal?: Signal | undefined
}

/** How a command is sent. */
export interface CommandOptions extends CallOptions {
  /** 1–255 characters: the same key and input get the first answer again for 24 h. One of its own if unset. */
  readonly idempotencyKey?: string | undefined
}
`

const INSTANT = `/** An instant that is sent: a Date, or RFC 3339 text with any offset. Answers have text in \`Z\`, whole seconds. */
export type Instant = Date | string
`

function describeTypes(called: readonly Called[]): string {
  const requests = openPrinter('request', NAMES.request)
  const answers = openPrinter('answer', NAMES.answer)
  const parts = [
    `// What apps send, are answered, and read in documents: plain types.\n// ${MADE}\nimport type { Signal } from './platform.ts'\n`,
    INSTANT,
    OPTIONS,
    ...declareAll('request', VALUES),
    ...declareAll('answer', ANSWERED),
    ...declareAll('document', DOCUMENTS),
    ...called.flatMap(({ typeName, input, output }) => [
      requests.declare(`${typeName}Request`, input),
      answers.declare(`${typeName}Answer`, output),
    ]),
    declareCalls(called),
  ]
  return parts.join('\n')
}

function describeFunctions(called: readonly Called[]): string {
  const namesBy = (method: string) =>
    called.filter((one) => one.method === method).map(({ call }) => `  '${call}',`)
  return [
    '// The functions that apps call, by how they are asked.',
    `// ${MADE}`,
    '',
    `export const QUERIES = [\n${namesBy('GET').join('\n')}\n] as const`,
    '',
    `export const COMMANDS = [\n${namesBy('POST').join('\n')}\n] as const`,
    '',
  ].join('\n')
}

/** Under which name each schema is exported, and by which file. */
async function findExports(): Promise<ReadonlyMap<unknown, readonly [file: string, name: string]>> {
  const folder = join(import.meta.dirname, '../../shared/contract')
  const files = globSync('*.ts', { cwd: folder }).filter((file) => !file.endsWith('.test.ts'))
  const found = new Map<unknown, readonly [string, string]>()
  for (const file of files.toSorted()) {
    const { href } = pathToFileURL(join(folder, file))
    const module = (await import(href)) as Record<string, unknown>
    for (const [name, value] of Object.entries(module)) found.set(value, [file, name])
  }
  return found
}

async function describeSchemas(called: readonly Called[]): Promise<string> {
  const exported = await findExports()
  const imports = new Map<string, Set<string>>()
  const nameOf = (schema: z.ZodType): string => {
    const [file, name] = exported.get(schema) ?? []
    if (file === undefined || name === undefined) throw new Error('a schema that no file exports')
    imports.set(file, (imports.get(file) ?? new Set()).add(name))
    return name
  }
  const rows = called.map(({ call, schemas }) => `  ${call}: [${schemas.map(nameOf).join(', ')}],`)
  const lines = [...imports].map(
    ([file, names]) => `import { ${[...names].join(', ')} } from '../../shared/contract/${file}'`,
  )
  return [
    '// What each function that apps call takes and answers, as the contract says it.',
    `// ${MADE}`,
    ...lines.toSorted(),
    '',
    '/** By call: the schemas of its input and of its answer. */',
    `export const SCHEMAS = {\n${rows.join('\n')}\n} as const`,
    '',
  ].join('\n')
}

/** What of the client is made from the contract: texts by path. */
export async function describeClient(): Promise<Readonly<Record<string, string>>> {
  const called = await findCalled()
  const made = {
    'client/types.ts': describeTypes(called),
    'client/functions.ts': describeFunctions(called),
    'test/support/client-schemas.ts': await describeSchemas(called),
  }
  return Object.fromEntries(
    Object.entries(made).map(([path, text]) => [path, formatted(path, text)]),
  )
}
