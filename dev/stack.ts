// The local stack: Postgres, the emulators, the gateway with every function and the ticker, ready to be used.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../shared/database/connection/migrate.ts'
import { startFcm } from './parts/fcm.ts'
import type { PostgresPart } from './parts/postgres.ts'
import type { Instant } from '../shared/time/instant.ts'
import { readConfig } from '../shared/runtime/world/config.ts'
import { withTraceFields } from '../shared/runtime/world/log.ts'
import { makeWorld } from '../shared/runtime/world/make-world.ts'
import type { World } from '../shared/runtime/world/world.ts'
import { type End, endAll } from './end-all.ts'
import { openFunctionLog } from './function-log.ts'
import { startGateway } from './gateway.ts'
import { foldDatabase } from './migration-job/fold.ts'
import { rebuildMirror } from './mirror/rebuild.ts'
import { type Addresses, MAIL_DOMAIN } from './stack-file.ts'
import { type Parts, beginParts } from './stack-parts.ts'
import { worldAt } from './stack-clock.ts'
import { keyOf } from './stack-keys.ts'
import { setEnvironment } from './stack-environment.ts'
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
  /**
   * Fills a new database; called when that can be used, while other parts are still being started: `ready` resolves when all of it
   * runs. A database that was not filled to the end is made anew at the next start.
   */
  readonly fill?: (addresses: Addresses, world: World, ready: Promise<unknown>) => Promise<void>
  /** The time at which its people live; the machine's unless told. */
  readonly now?: () => Instant
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
  const ends: End[] = []
  let ending: Promise<void> | undefined
  try {
    const started = start(options, progress, (end) => ends.push(end))
    const stack = await unlessGivenUp(started, options.signal)
    return { ...stack, stop: () => (ending ??= endAll(ends)) }
  } catch (error) {
    await endAll(ends, 'at once').catch(() => {}) // why it did not start is told
    throw error
  }
}

/** Rejects when the signal comes, whatever is still being done. */
async function unlessGivenUp<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return work
  work.catch(() => {}) // what fails after it was given up is nobody's concern
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => reject(signal.reason as Error) // an AbortError
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
  })
  return Promise.race([work, aborted])
}

/** Where the parts will be: all of it is known before they are. */
function toAddresses(
  { ports, projectId = 'demo-availability' }: StackOptions,
  outside: NodeJS.ProcessEnv,
): Addresses {
  const at = (port: number) => `127.0.0.1:${port}`
  return {
    functions: `http://${at(ports.functions)}`,
    database: `postgres://postgres@${at(ports.database)}/${DATABASE}`,
    firestoreHost: outside['FIRESTORE_EMULATOR_HOST'] || at(ports.firestore),
    pubsubHost: outside['PUBSUB_EMULATOR_HOST'] || at(ports.pubsub),
    authHost: at(ports.auth),
    mail: `http://${at(ports.mail)}`,
    fcm: `http://${at(ports.fcm)}`,
    projectId,
  }
}

/** What the functions are set by. */
const toEnvironment = (
  { projectId, database, pubsubHost, firestoreHost, authHost, fcm, functions }: Addresses,
  { ports, web, settings }: StackOptions,
  dataFolder: string,
) => ({
  METADATA_SERVER_DETECTION: 'none', // else Google's clients first look for one
  GOOGLE_CLOUD_PROJECT: projectId,
  DATABASE_URL: database,
  PUBSUB_EMULATOR_HOST: pubsubHost,
  FIRESTORE_EMULATOR_HOST: firestoreHost,
  FIREBASE_AUTH_EMULATOR_HOST: authHost,
  FCM_EMULATOR_HOST: new URL(fcm).host,
  SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
  MAIL_FROM: `Availability Checker <bookings@${MAIL_DOMAIN}>`,
  FUNCTIONS_URL: functions,
  ...(web && { WEB_URL: `http://127.0.0.1:${ports.web}` }),
  LINK_KEYS: keyOf(dataFolder, 'link'),
  ALLOWED_ORIGINS: 'localhost',
  JOB_SECONDS: '1',
  PUBLISH_MILLIS: '3000', // a laptop that does everything at once is no outage
  TRUSTED_HOPS: '0',
  PAGE_TOKEN_KEYS: keyOf(dataFolder, 'page-token'),
  ...settings,
})

async function start(
  options: StackOptions,
  progress: Progress,
  atEnd: (end: End) => void,
): Promise<Omit<Stack, 'stop'>> {
  const { ports, host = '127.0.0.1', signal } = options
  const outside = { ...process.env }
  let addresses = toAddresses(options, outside)
  const { projectId } = addresses
  await refuseTakenPorts(ports)
  const isEphemeral = options.dataFolder === undefined
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'availability-'))
  const { logsFolder = join(dataFolder, 'logs') } = options
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o755) // started by root, Postgres runs as another user, who must get in
  if (isEphemeral) atEnd(() => rmSync(dataFolder, { recursive: true, force: true }))
  const starting = beginParts(
    {
      ports,
      host,
      projectId,
      dataFolder,
      logsFolder,
      isEphemeral,
      environment: outside,
      ...(signal && { signal }),
    },
    progress,
  )
  atEnd((how) => starting.stop(how))
  atEnd(setEnvironment(toEnvironment(addresses, options, dataFolder)))
  const fcm = await startFcm({ port: ports.fcm })
  atEnd(() => fcm.stop())

  // Whatever fails of the parts is told with all of them.
  const postgres = await starting.postgres.catch(async () => (await starting.all).postgres)
  const isNew = await prepareDatabase(postgres, progress)
  const functionLog = openFunctionLog(join(logsFolder, 'functions.log'), (line) => {
    if (!signal?.aborted) progress(line)
  })
  atEnd(() => functionLog.close())
  const log = withTraceFields(projectId, functionLog.log)
  const real: World = { ...makeWorld(readConfig(process.env)), log }
  atEnd(() => real.database.destroy())
  const { now } = options
  const world = now ? worldAt(real, now) : real
  const gateway = await startGateway({
    world,
    port: ports.functions,
    host,
    ...(now && { dateOfAnswers: now }),
  })
  atEnd((how) => gateway.stop(how))

  const ready = beReady(starting.all, addresses, world, { isNew, progress })
  ready.catch(() => {}) // whoever waits for it is told
  const filling = isNew ? options.fill?.(addresses, world, ready) : undefined
  filling?.catch(() => {}) // it is waited for below
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
  await filling
  const parts = await ready
  // Not before: what fills it tells of weeks that have passed, and the clock would catch up with it half-way.
  const ticker = startTicker(gateway.url)
  atEnd(() => ticker.stop())
  await commentOnDatabase(postgres.url('postgres'), null)
  const { firestore, pubsub, auth, mail } = parts
  const processes = [postgres, firestore, pubsub, auth, mail]
  const broken = Promise.race(processes.map(({ ended, name }) => ended.then(() => name)))
  return { addresses, world, parts, broken }
}

/** @returns whether it is to be filled */
async function prepareDatabase(postgres: PostgresPart, progress: Progress): Promise<boolean> {
  const url = postgres.url(DATABASE)
  const isNew = await createDatabase(postgres.url('postgres'))
  const migrated = await migrate(url, MIGRATIONS_FOLDER)
  await foldDatabase({ config: { connectionString: url } })
  if (isNew) progress('The database is made.')
  else if (migrated.length > 0) progress(`The database is migrated: ${migrated.join(', ')}.`)
  return isNew
}

/** Resolves when every part runs, has its topics, and shows what is in the database. */
async function beReady(
  all: Promise<Parts>,
  { pubsubHost, projectId, functions }: Addresses,
  world: World,
  { isNew, progress }: { readonly isNew: boolean; readonly progress: Progress },
): Promise<Parts> {
  const parts = await all
  const rebuild = async () => {
    const { professionals } = await rebuildMirror(world)
    if (professionals > 0) progress(`The mirror of ${professionals} professionals is rebuilt.`)
  }
  await Promise.all([makeTopics(pubsubHost, projectId, functions), !isNew && rebuild()])
  parts.firestore.whenBack(rebuild)
  return parts
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
  client.on('error', () => {}) // the query tells
  await client.connect()
  try {
    const { rows } = await client.query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}
