// From the command line to the deployment and the description: files are read here and nowhere else.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Role, ROLES } from './bench/cast.ts'
import { Unable } from './bench/outcome.ts'
import { type Description, readDescription } from './description/description.ts'
import { type DocumentSchemas, readDocumentSchemas } from './description/documents.ts'
import type { Options } from './options.ts'
import { fromStack, GOOGLE, type Target } from './target/target.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

const StackFile = z.object({
  functions: z.string(),
  firestoreHost: z.string(),
  authHost: z.string(),
  projectId: z.string(),
})
const Tokens = z.partialRecord(z.enum(ROLES), z.string())

/** The local stack lets every page of this machine in. */
const LOCAL_ORIGIN = 'http://localhost:5173'

function readJson<T>(file: string, schema: z.ZodType<T>, what: string): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Unable(`${file} is not ${what}: ${firstLine(error)}`, { cause: error })
  }
}

function firstLine(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** The deployment that the options name. @throws Unable in a sentence that says what is missing */
export function readTarget(options: Options): Target {
  const { url, firestore, origin, appCheckToken } = options
  const places = placesOf(options)
  const chosenOrigin = origin ?? (places.isLocal ? LOCAL_ORIGIN : undefined)
  return {
    ...places,
    ...(url !== undefined && { functionsUrl: url }),
    ...(firestore !== undefined && { firestoreUrl: firestore }),
    ...(chosenOrigin !== undefined && { origin: chosenOrigin }),
    ...(appCheckToken !== undefined && { appCheckToken }),
    perMinute: { commands: options.commandsPerMinute, queries: options.queriesPerMinute },
    patienceMillis: options.patienceSeconds * 1000,
    requestsMax: options.requestsMax,
  }
}

function placesOf({ url, project, apiKey, stack }: Options) {
  if (url !== undefined && project !== undefined && stack === undefined)
    return {
      ...GOOGLE,
      functionsUrl: url,
      apiKey: apiKey ?? '',
      projectId: project,
      isLocal: false,
    }
  const file = stack ?? join(ROOT, '.local', 'stack.json')
  try {
    readFileSync(file)
  } catch (error) {
    throw new Unable(
      `No local stack runs here (${file} is missing). Start one with npm run dev, or name a deployment with --url.`,
      { cause: error },
    )
  }
  return fromStack(readJson(file, StackFile, 'what a local stack says of itself'))
}

/** The ID tokens that were handed in, by role. */
export function readTokens({ accounts }: Options): Partial<Record<Role, string>> {
  return accounts === undefined
    ? {}
    : readJson(accounts, Tokens, `a list of ID tokens by role (${ROLES.join(', ')})`)
}

/** The description, from a file or from where it is published. */
export async function loadDescription(at: string): Promise<Description> {
  try {
    return readDescription(JSON.parse(await readText(at)))
  } catch (error) {
    throw new Unable(`${at} is not an OpenAPI 3.1 description: ${firstLine(error)}`, {
      cause: error,
    })
  }
}

/** The schemas of the documents; undefined where none are published beside the description. */
export async function loadDocumentSchemas(
  at: string | undefined,
): Promise<DocumentSchemas | undefined> {
  if (at === undefined && !existsSync(join(ROOT, DOCUMENTS))) return undefined
  const from = at ?? join(ROOT, DOCUMENTS)
  try {
    return readDocumentSchemas(JSON.parse(await readText(from)))
  } catch (error) {
    throw new Unable(`${from} does not hold schemas of documents: ${firstLine(error)}`, {
      cause: error,
    })
  }
}

async function readText(at: string): Promise<string> {
  if (!/^https?:/.test(at)) return readFileSync(at === DEFAULT ? join(ROOT, at) : at, 'utf8')
  const response = await fetch(at, { signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`it is answered with ${response.status}`)
  return response.text()
}

const DEFAULT = 'docs/openapi.json'
const DOCUMENTS = 'docs/documents.json'
