// A whole backend of one test file: its own database, project, topics and gateway on the real parts; its clock is an argument.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Firestore } from '@google-cloud/firestore'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { loadDefinition, startGateway } from '../../dev/gateway.ts'
import { endSubscriptions } from '../../dev/parts/pubsub-setup.ts'
import { makeTopics } from '../../dev/topics.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { Problem } from '../../shared/contract/faults/problem.ts'
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { type Config, readConfig } from '../../shared/runtime/world/config.ts'
import { type Entry, withTraceFields } from '../../shared/runtime/world/log.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { cloneDatabase } from './clone-database.ts'
import { noteRefused } from './refused-statements.ts'
import { type User, signUp } from './users.ts'

export interface Backend {
  readonly url: string
  readonly world: World
  readonly projectId: string
  readonly firestore: Firestore
  readonly database: pg.Pool
  /** Everything that was logged. */
  readonly log: Entry[]
  /** A new account with a verified ID token. */
  readonly user: (name: string, claims?: object) => Promise<User>
  /** Calls a command, or any function by POST. */
  readonly post: (
    name: string,
    user: User | undefined,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Reply>
  readonly get: (
    name: string,
    user: User | undefined,
    query?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Reply>
  /** Resolves when the mirror of a professional has reached a revision. */
  readonly mirrored: (professionalId: string, revision: number) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** On a cluster, what it has no plan for. */
const refused = process.env['CITUS_URL'] === undefined ? [] : noteRefused()

const MIRRORED_MILLIS = 20_000
const MIRRORED_ASKED_MILLIS = 30

/** Every answer that any test gets is what the API's description says, without a field more; refused for a reason that it names. */
async function checkAnswer(name: string, status: number, body: unknown): Promise<void> {
  if (!(name in manifest) || typeof body !== 'object' || body === null) return
  const { schemas, reasons = [] } = await loadDefinition(name as FunctionName)
  if (!schemas) return
  const [schema, told] =
    'result' in body
      ? [schemas.output, body.result]
      : 'error' in body
        ? [Problem, (body.error as { details: unknown }).details]
        : [status === 200 ? schemas.output : Problem, body]
  const parsed = schema.parse(told)
  expect(parsed).toEqual(told)
  if ('reason' in parsed) expect(reasons, name).toContain(parsed['reason'])
}

async function reply(name: string, response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
  const body: unknown = isJson ? JSON.parse(text) : text
  await checkAnswer(name, response.status, body)
  return { status: response.status, headers: response.headers, body }
}

/**
 * Takes a project for this process until what is returned is called. The Auth emulator serves apps in one project alone, and of
 * two backends that subscribe in it the second would get the first one's changes.
 */
async function claimProject(projectId: string): Promise<() => Promise<void>> {
  const client = new pg.Client(`${inject('parts').postgres}postgres`)
  await client.connect()
  await client.query('select pg_advisory_lock(hashtext($1))', [projectId])
  return () => client.end()
}

function bearer(user: User | undefined): Record<string, string> {
  return user ? { Authorization: `Bearer ${user.token}` } : {}
}

/**
 * Starts a backend.
 *
 * @param options.config settings that differ from the local stack's
 * @param options.now the clock; the real one if unset
 */
export async function startBackend(
  options: {
    readonly config?: Partial<Config>
    readonly now?: () => number
    /** Whether changes are pushed to the fan-out; true if unset. */
    readonly subscribe?: boolean
    readonly projectId?: string
    /** Parts of the world that differ. */
    readonly world?: Partial<World>
    /** The world of each function, made of that of all. */
    readonly worldOf?: (name: FunctionName, world: World) => World
  } = {},
): Promise<Backend> {
  const { firestoreHost, pubsubHost, authHost } = inject('parts')
  const { projectId = `demo-${randomUUID().slice(0, 18)}` } = options
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = authHost
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  const isShared = options.projectId !== undefined && options.subscribe !== false
  const release = isShared ? await claimProject(projectId) : undefined
  const clone = await cloneDatabase()
  const config = readConfig({
    GOOGLE_CLOUD_PROJECT: projectId,
    DATABASE_URL: clone.url,
    PUBSUB_EMULATOR_HOST: pubsubHost,
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    FIREBASE_AUTH_EMULATOR_HOST: authHost,
    ALLOWED_ORIGINS: 'localhost',
    COMMANDS_PER_MINUTE: '100000',
    QUERIES_PER_MINUTE: '100000',
    TEXT_QUERIES_PER_MINUTE: '100000',
    TRUSTED_HOPS: '0',
    // Nobody may see whether anything is kept: ANSWERS_KEPT=0 runs every test without.
    ANSWERS_KEPT: process.env['ANSWERS_KEPT'],
    PAGE_TOKEN_KEYS: 'the-key-of-all-tests-which-is-no-secret',
    // Patient, since a busy machine must not leave a test's change to the relay.
    PUBLISH_MILLIS: '10000',
    TRACE_MILLIS: '10000',
    JOB_SECONDS: '1',
    // The suites of races and random commands go both ways.
    ...(process.env['TEST_SAVES_BY'] && { SAVES_BY: process.env['TEST_SAVES_BY'] }),
  })
  const log: Entry[] = []
  // A suite of upkeep goes both ways, on one Postgres too.
  const isDatabaseDistributed =
    process.env['CITUS_URL'] !== undefined || process.env['TEST_DISTRIBUTED'] === '1'
  const real = makeWorld({ ...config, isDatabaseDistributed, ...options.config })
  const world: World = {
    ...real,
    log: withTraceFields(projectId, (entry) => log.push(entry)),
    ...(options.now && { now: options.now }),
    ...options.world,
  }
  const { worldOf } = options
  const gateway = await startGateway({
    world: worldOf ? (name) => worldOf(name, world) : world,
    port: 0,
  })
  if (options.subscribe !== false) await makeTopics(pubsubHost, projectId, gateway.url)
  const firestore = openFirestore({ projectId, emulatorHost: firestoreHost })
  const database = new pg.Pool({ connectionString: clone.url, max: 4 })
  database.on('error', () => {})

  // Asked again and again: on a busy machine the emulator's stream breaks now and then, and a listener may not be told again.
  async function mirrored(professionalId: string, revision: number): Promise<void> {
    const ticket = firestore.doc(`mirrors/${professionalId}`)
    const until = Date.now() + MIRRORED_MILLIS
    for (;;) {
      const seen: unknown = (await ticket.get()).get('revision')
      if (typeof seen === 'number' && seen >= revision) return
      if (Date.now() > until)
        throw new Error(
          `the mirror of ${professionalId} did not reach revision ${revision} in ${MIRRORED_MILLIS / 1000} s; it is at ${String(seen)}`,
        )
      await wait(MIRRORED_ASKED_MILLIS)
    }
  }

  return {
    url: gateway.url,
    world,
    projectId,
    firestore,
    database,
    log,
    user: (name, claims) => signUp(authHost, projectId, name, claims),
    post: async (name, user, body, headers = {}) =>
      reply(
        name,
        await fetch(`${gateway.url}/${name}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...bearer(user), ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    get: async (name, user, query = {}, headers = {}) => {
      const search = new URLSearchParams()
      for (const [key, value] of Object.entries(query))
        for (const one of Array.isArray(value) ? value : [value]) search.append(key, one)
      return reply(
        name,
        await fetch(`${gateway.url}/${name}?${search.toString()}`, {
          headers: { ...bearer(user), ...headers },
        }),
      )
    },
    mirrored,
    stop: async () => {
      if (options.subscribe !== false) await endSubscriptions(pubsubHost, projectId)
      await gateway.stop()
      await firestore.terminate()
      await database.end()
      await world.database.destroy()
      await clone.drop()
      await release?.()
      expect(refused).toEqual([])
    },
  }
}

/** The Timestamps of the server's and the web's SDK. */
function isTimestamp(value: object): value is { toDate: () => Date } {
  return 'toDate' in value && typeof value.toDate === 'function'
}

/** A document with its timestamps as RFC 3339 text in whole seconds, as answers have them. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if (isTimestamp(value)) return formatInstant(value.toDate().getTime())
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
