// The whole system on this machine: every function in processes of its own, two of each that is called, on real parts behind lines.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startAuth } from '../../../dev/parts/auth.ts'
import { startFirestore } from '../../../dev/parts/firestore.ts'
import type { EmulatorPart } from '../../../dev/parts/java-emulator.ts'
import { freePort, isPortTaken } from '../../../dev/parts/ports.ts'
import { type PostgresPart, startPostgres } from '../../../dev/parts/postgres.ts'
import { type Part, startProcess } from '../../../dev/parts/process.ts'
import { startPubsub } from '../../../dev/parts/pubsub.ts'
import { makeTopics } from '../../../dev/topics.ts'
import { type FunctionName, manifest } from '../../../functions/manifest.ts'
import { migrate } from '../../../shared/database/connection/migrate.ts'
import type { Chance } from '../chance.ts'
import { bundle } from './bundles.ts'
import { openFront } from './front.ts'
import { type InstanceSetting, type Instances, startInstances } from './instances.ts'
import { startJobs } from './jobs.ts'
import { type Line, layLine } from './lines.ts'
import { type Mail, type Push, readLines } from './outlets.ts'
import { openPushes } from './pushes.ts'
import type { System } from './system.ts'
import { openTally } from './tally.ts'

/** What faults are done to. */
export interface WholeSystem extends System {
  readonly instances: Instances
  readonly parts: {
    readonly firestore: EmulatorPart
    readonly pubsub: EmulatorPart
    readonly mail: Part
    readonly push: Part
    readonly postgres: () => PostgresPart
  }
  /** Stops Postgres in immediate mode and starts it again, which recovers as after a crash. */
  readonly crashPostgres: () => Promise<void>
  readonly lines: Readonly<Record<'database' | 'firestore' | 'pubsub' | 'mail' | 'push', Line>>
}

const ROOT = join(import.meta.dirname, '../../..')
const DATABASE = 'chaos'
const PROJECT = 'demo-chaos'
/** Clocks of instances are up to this far from the middle, either way. */
const SKEW_MILLIS = 1_500

/** As many as there may be: the emulator tries again each second, where Pub/Sub waits longer and longer, up to ten minutes. */
const PUSH_ATTEMPTS = 100

/** Functions that the workload calls. */
const CALLED: readonly FunctionName[] = [
  'save-professional',
  'save-service',
  'set-working-hours',
  'set-date-hours',
  'add-time-off',
  'remove-time-off',
  'set-activity',
  'report-progress',
  'decide-booking',
  'hold-slot',
  'create-booking',
  'reschedule-booking',
  'cancel-booking',
  'search-availability',
  'search-professionals',
  'get-booking',
  'list-bookings',
  'list-changes',
  'save-account',
  'register-device',
  'mark-notifications-read',
  'erase-account',
]

async function makeDatabase(postgres: PostgresPart): Promise<void> {
  const client = new pg.Client(postgres.url('postgres'))
  await client.connect()
  await client.query(`create database ${DATABASE}`)
  await client.end()
  await migrate(postgres.url(DATABASE), join(ROOT, 'migrations'))
}

/** The process of an outlet. */
async function startOutlet(kind: 'mail' | 'push', file: string, log: string) {
  const port = await freePort()
  const part = await startProcess({
    name: `${kind} outlet`,
    command: process.execPath,
    args: [join(import.meta.dirname, 'outlet-child.ts'), kind, String(port), file],
    env: { NODE_OPTIONS: undefined },
    port,
    log,
    isReady: () => isPortTaken(port),
    stopTimeoutSeconds: 2,
  })
  return { part, port }
}

/** An emulator of somebody else's could not be paused. */
function ownEmulators(): NodeJS.ProcessEnv {
  const { FIRESTORE_EMULATOR_HOST: _, PUBSUB_EMULATOR_HOST: __, ...rest } = process.env
  return rest
}

function toSettings(aheadMillis: number, chance: Chance): InstanceSetting[] {
  const names = Object.keys(manifest) as FunctionName[]
  const used = names.filter((name) => {
    const { room } = manifest[name]
    return CALLED.includes(name) || room === 'jobs' || room === 'subscribers'
  })
  return used.flatMap((name) =>
    [-1, 1].map((side) => ({
      name,
      aheadMillis: aheadMillis + side * chance.whole(0, SKEW_MILLIS),
    })),
  )
}

/**
 * @param options.aheadMillis how far the functions' clocks are ahead of the machine's
 * @param options.logs where the logs of all processes are kept; unset, they go with the system
 */
export async function startWhole(
  {
    chance,
    aheadMillis,
    logs,
  }: { readonly chance: Chance; readonly aheadMillis: number; readonly logs: string | undefined },
  progress: (sentence: string) => void,
): Promise<WholeSystem> {
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  const folder = mkdtempSync(join(tmpdir(), 'availability-chaos-'))
  chmodSync(folder, 0o755) // started by root, Postgres runs as another user, who must get in
  const logsFolder = logs ?? join(folder, 'logs')
  const log = (name: string) => join(logsFolder, `${name}.log`)
  const closers: (() => Promise<void> | void)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
  ]
  const atEnd = (close: () => Promise<void> | void) => void closers.push(close)
  let stopping: Promise<void> | undefined
  const closeAll = async () => {
    for (const close of closers.toReversed()) await close()
  }
  const stop = () => (stopping ??= closeAll())

  try {
    const tally = openTally()
    const settings = toSettings(aheadMillis, chance)
    const bundles = join(folder, 'bundles')
    const bundling = bundle(bundles, [...new Set(settings.map(({ name }) => name))])
    bundling.catch(() => {}) // it is waited for below
    const port = await freePort()
    // Unlike tests' Postgres it may not lose what it has committed, whatever kills it.
    const runPostgres = () =>
      startPostgres({ folder: join(folder, 'postgres'), port, log: log('postgres'), say: () => {} })
    const environment = ownEmulators()
    const start = async <T extends Part>(starting: Promise<T>): Promise<T> => {
      const part = await starting
      atEnd(() => part.stop('at once'))
      return part
    }
    let postgres = await runPostgres()
    atEnd(() => postgres.stop('at once'))
    const [firestore, pubsub, auth, mail, push] = await Promise.all([
      start(
        startFirestore({
          port: await freePort(),
          log: log('firestore'),
          rules: join(ROOT, 'firestore.rules'),
          heapMegabytes: 2048,
          environment,
        }),
      ),
      start(startPubsub({ port: await freePort(), log: log('pubsub'), environment })),
      start(
        startAuth({
          port: await freePort(),
          projectId: PROJECT,
          accounts: join(folder, 'accounts.json'),
          log: log('auth'),
        }),
      ),
      startOutlet('mail', join(folder, 'mails'), log('mail')),
      startOutlet('push', join(folder, 'pushes'), log('push')),
    ])
    atEnd(() => mail.part.stop('at once'))
    atEnd(() => push.part.stop('at once'))
    await makeDatabase(postgres)
    progress(
      'The parts are ready: Postgres, Firestore, Pub/Sub, Auth, a mail server, a push service.',
    )
    const portOf = (host: string) => Number(host.split(':')[1])
    const lines = {
      database: await layLine(port),
      firestore: await layLine(portOf(firestore.host)),
      pubsub: await layLine(portOf(pubsub.host)),
      mail: await layLine(mail.port),
      push: await layLine(push.port),
    }
    for (const line of Object.values(lines)) atEnd(() => line.stop())
    await bundling
    const clock = join(folder, 'clock')
    let jumpedMillis = 0
    writeFileSync(clock, '0')
    const instances = await startInstances(settings, {
      bundles,
      clock,
      logs: join(logsFolder, 'functions'),
      environment: {
        METADATA_SERVER_DETECTION: 'none',
        GOOGLE_CLOUD_PROJECT: PROJECT,
        DATABASE_URL: `postgres://postgres@${lines.database.host}/${DATABASE}`,
        DATABASE_CONNECTIONS: '3',
        PUBSUB_EMULATOR_HOST: lines.pubsub.host,
        FIRESTORE_EMULATOR_HOST: lines.firestore.host,
        FIREBASE_AUTH_EMULATOR_HOST: auth.host,
        FCM_EMULATOR_HOST: lines.push.host,
        SMTP_URL: `smtp://${lines.mail.host}`,
        MAIL_FROM: 'Availability Checker <bookings@mail.example>',
        FUNCTIONS_URL: 'https://functions.example',
        LINK_KEYS: 'k'.repeat(43),
        PAGE_TOKEN_KEYS: 'p'.repeat(43),
        COMMANDS_PER_MINUTE: '100000',
        QUERIES_PER_MINUTE: '100000',
        TEXT_QUERIES_PER_MINUTE: '100000',
        UPCOMING_BOOKINGS: '1000',
        TRUSTED_HOPS: '0',
        JOB_SECONDS: '6',
        PUBLISH_MILLIS: '1000', // two cores carry forty processes and the emulators
      },
    })
    atEnd(() => instances.stop())
    await instances.ready()
    progress(
      `${instances.all.length} instances of ${new Set(settings.map(({ name }) => name)).size} functions take requests.`,
    )
    const front = openFront(
      (name) => instances.all.filter((one) => one.name === name),
      chance.fork(),
      tally,
    )
    atEnd(() => front.stop())
    const pushes = await openPushes(front, chance.fork(), tally)
    atEnd(() => pushes.stop())
    await makeTopics(pubsub.host, PROJECT, pushes.url, PUSH_ATTEMPTS)
    const jobs = startJobs(front, tally)
    atEnd(() => jobs.stop())
    return {
      projectId: PROJECT,
      front,
      pushes,
      jobs,
      tally,
      now: () => Date.now() + aheadMillis + jumpedMillis,
      jump: (millis) => {
        jumpedMillis += millis
        writeFileSync(clock, String(jumpedMillis))
      },
      databaseUrl: postgres.url(DATABASE),
      firestoreHost: firestore.host,
      authHost: auth.host,
      mails: () => readLines<Mail>(join(folder, 'mails')),
      pushed: () => readLines<Push>(join(folder, 'pushes')),
      deaths: () => instances.deaths,
      instances,
      lines,
      parts: { firestore, pubsub, mail: mail.part, push: push.part, postgres: () => postgres },
      crashPostgres: async () => {
        await postgres.stop('at once')
        postgres = await runPostgres()
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
