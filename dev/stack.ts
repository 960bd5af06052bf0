// The local stack: Postgres, the emulators, the gateway with every function and the ticker, ready to be used.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../shared/database/connection/migrate.ts'
import { startFcm } from './parts/fcm.ts'
import { readConfig } from '../shared/runtime/world/config.ts'
import { withTraceFields } from '../shared/runtime/world/log.ts'
import { type World, makeWorld } from '../shared/runtime/world/world.ts'
import { openFunctionLog } from './function-log.ts'
import { startGateway } from './gateway.ts'
import { foldDatabase } from './migration-job/fold.ts'
import { rebuildMirror } from './mirror/rebuild.ts'
import { type Addresses, MAIL_DOMAIN } from './stack-file.ts'
import { type Parts, startParts } from './stack-parts.ts'
import { keyOf } from './stack-keys.ts'
import { type Ports, refuseTakenPorts } from './stack-ports.ts'
import { startTicker } from './ticker.ts'
import { makeTopics } from './topics.ts'

export interface StackOptions {
  readonly ports: Ports
  /**
   * Holds the data; made at the first start. Unset, the data are thrown away in the end, and written without waiting for
   * the disk.
   */
  readonly dataFolder?: string
  /** By default beside the data. */
  readonly logsFolder?: string
  /** Where functions, Firestore and Auth listen: `0.0.0.0` for phones on the same network. */
  readonly host?: '127.0.0.1' | '0.0.0.0'
  /** A project whose name begins with `demo-` never reaches Google's servers. */
  readonly projectId?: string
  /** Settings of the functions, such as `COMMANDS_PER_MINUTE`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Serves the web app and the documentation, with or without the demo's people to sign in as; unset, there is none. */
  readonly web?: { readonly hasDemo: boolean }
  /** Fills a new database. One that was not filled to the end is made anew at the next start. */
  readonly fill?: (addresses: Addresses, world: World) => Promise<void>
  /** Gives the start up; what was started by then is ended. */
  readonly signal?: AbortSignal
}

export interface Stack {
  readonly addresses: Addresses
  readonly world: World
  readonly parts: Parts
  /** Resolves with the name of a part that ended by itself. */
  readonly broken: Promise<string>
  /** Ends everything; calling it twice is harmless. */
  stop(): Promise<void>
}

type Progress = (sentence: string) => void

const DATABASE = 'availability'

/**
 * Starts everything; `progress` is told each step in a sentence, and afterwards what the functions complain of.
 *
 * @throws in sentences that say what to do; nothing runs then
 */
export async function startStack(options: StackOptions, progress: Progress): Promise<Stack> {
  const closers: (() => unknown)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async () => {
    for (const close of closers.toReversed()) await close()
  }
  const stop = () => (closing ??= closeAll())
  try {
    return { ...(await start(options, progress, (close) => closers.push(close))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  options: StackOptions,
  progress: Progress,
  atEnd: (close: () => unknown) => void,
): Promise<Omit<Stack, 'stop'>> {
  const { ports, host = '127.0.0.1', projectId = 'demo-availability', signal } = options
  await refuseTakenPorts(ports)
  const isEphemeral = options.dataFolder === undefined
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'availability-'))
  const { logsFolder = join(dataFolder, 'logs') } = options
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o755) // started by root, Postgres runs as another user, who must get in
  if (isEphemeral) atEnd(() => rmSync(dataFolder, { recursive: true, force: true }))
  const parts = await startParts(
    { ports, host, projectId, dataFolder, logsFolder, isEphemeral },
    progress,
  )
  const { postgres, firestore, pubsub, auth, mail } = parts
  const processes = [postgres, firestore, pubsub, auth, mail]
  atEnd(() => Promise.all(processes.map((part) => part.stop())))
  signal?.throwIfAborted()

  const fcm = await startFcm({ port: ports.fcm })
  atEnd(() => fcm.stop())
  signal?.throwIfAborted()

  const serverUrl = postgres.url('postgres')
  const isNew = await createDatabase(serverUrl)
  const migrated = await migrate(postgres.url(DATABASE), MIGRATIONS_FOLDER)
  await foldDatabase({ connectionString: postgres.url(DATABASE) })
  if (isNew) progress('The database is made.')
  else if (migrated.length > 0) progress(`The database is migrated: ${migrated.join(', ')}.`)
  const functionsUrl = `http://127.0.0.1:${ports.functions}`

  const environment = {
    METADATA_SERVER_DETECTION: 'none', // else Google's clients first look for one
    GOOGLE_CLOUD_PROJECT: projectId,
    DATABASE_URL: postgres.url(DATABASE),
    PUBSUB_EMULATOR_HOST: pubsub.host,
    FIRESTORE_EMULATOR_HOST: firestore.host,
    FIREBASE_AUTH_EMULATOR_HOST: auth.host,
    FCM_EMULATOR_HOST: new URL(fcm.url).host,
    SMTP_URL: `smtp://${mail.smtpHost}`,
    MAIL_FROM: `Availability Checker <bookings@${MAIL_DOMAIN}>`,
    FUNCTIONS_URL: functionsUrl,
    ...(options.web && { WEB_URL: `http://127.0.0.1:${ports.web}` }),
    LINK_KEYS: keyOf(dataFolder, 'link'),
    ALLOWED_ORIGINS: 'localhost',
    JOB_SECONDS: '1',
    TRUSTED_HOPS: '0',
    PAGE_TOKEN_KEYS: keyOf(dataFolder, 'page-token'),
    ...options.settings,
  }
  atEnd(setEnvironment(environment))
  await makeTopics(pubsub.host, projectId, functionsUrl)
  signal?.throwIfAborted()
  const functionLog = openFunctionLog(join(logsFolder, 'functions.log'), progress)
  atEnd(() => functionLog.close())
  const log = withTraceFields(projectId, functionLog.log)
  const world: World = { ...makeWorld(readConfig(process.env)), log }
  atEnd(() => world.database.destroy())
  const rebuild = async () => {
    const { professionals } = await rebuildMirror(world)
    if (professionals > 0) progress(`The mirror of ${professionals} professionals is rebuilt.`)
  }
  await rebuild()
  firestore.whenBack(rebuild)
  signal?.throwIfAborted()

  const gateway = await startGateway({ world, port: ports.functions, host })
  atEnd(() => gateway.stop())
  let addresses: Addresses = {
    functions: gateway.url,
    database: postgres.url(DATABASE),
    firestoreHost: firestore.host,
    pubsubHost: pubsub.host,
    authHost: auth.host,
    mail: mail.url,
    fcm: fcm.url,
    projectId,
  }
  if (isNew && options.fill) await options.fill(addresses, world)
  // Not before: what fills it tells of weeks that have passed, and the clock would catch up with it half-way.
  const ticker = startTicker(gateway.url)
  atEnd(() => ticker.stop())
  await commentOnDatabase(serverUrl, null)
  if (options.web) {
    const { startWeb } = await import('./parts/web.ts')
    const web = await startWeb({ port: ports.web, host, addresses, ...options.web })
    atEnd(() => web.stop())
    addresses = { ...addresses, web: web.url }
    const { startSite } = await import('./parts/site.ts')
    const site = await startSite({ port: ports.docs, host, addresses, ...options.web })
    atEnd(() => site.stop())
    addresses = { ...addresses, docs: site.url }
  }
  const broken = Promise.race(processes.map(({ ended, name }) => ended.then(() => name)))
  return { addresses, world, parts, broken }
}

const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', 'migrations')

/** The comment on a database that is not filled yet. */
const UNFINISHED = 'unfinished'

/** @returns whether it was missing, or not finished */
async function createDatabase(serverUrl: string): Promise<boolean> {
  const found = await run<{ comment: string | null }>(
    serverUrl,
    `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${DATABASE}'`,
  )
  if (found[0] && found[0].comment !== UNFINISHED) return false
  await run(serverUrl, `drop database if exists ${DATABASE}`)
  await run(serverUrl, `create database ${DATABASE}`)
  await commentOnDatabase(serverUrl, UNFINISHED)
  return true
}

async function commentOnDatabase(serverUrl: string, comment: string | null): Promise<void> {
  const text = comment === null ? 'null' : `'${comment}'`
  await run(serverUrl, `comment on database ${DATABASE} is ${text}`)
}

async function run<Row extends pg.QueryResultRow>(
  serverUrl: string,
  statement: string,
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}

/** Libraries read the environment by themselves. @returns what sets it back */
function setEnvironment(environment: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, environment)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
}
