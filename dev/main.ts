// `npm run dev`: starts the local stack, says where everything is, and ends it with Ctrl-C.
import { networkInterfaces } from 'node:os'
import { join, relative } from 'node:path'
import { styleText } from 'node:util'
import { ADMIN, CLIENTS, PASSWORD } from './demo/people.ts'
import { PROFESSIONALS } from './demo/professionals.ts'
import { runCommand } from './command/run.ts'
import { DEV, type Options, toOptions } from './options.ts'
import { type Addresses, claimFolder, releaseFolder, writeStackFile } from './stack-file.ts'

/** npm passes a Ctrl-C on to us, which the terminal had sent us already. */
const TWICE_MILLIS = 1_000

const started = performance.now()
const seconds = () => ((performance.now() - started) / 1000).toFixed(1).padStart(5)
const progress = (sentence: string) => console.log(`${seconds()} s  ${sentence}`)

function addressLines(
  { functions, web, docs, ...addresses }: Addresses,
  { host, hasDemo, isEphemeral, folder }: Options,
): string {
  const lan = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
  const people = [PROFESSIONALS[0], CLIENTS[0], ADMIN].flatMap((one) => one?.email ?? [])
  const data = toShown(join(folder, 'data'))
  const lines = [
    // On a terminal with colours alone; it is the one line that is looked for.
    ['Web app', `${styleText('bold', web ?? '')}  (open this first)`],
    ['Docs', `${docs ?? ''}  (guides, reference, the API to try)`],
    ['Functions', `${functions}/<name>`],
    ['Database', addresses.database],
    ['Firestore', addresses.firestoreHost],
    ['Pub/Sub', addresses.pubsubHost],
    ['Auth', addresses.authHost],
    ['Mail', `${addresses.mail}  (all that is sent; nothing leaves)`],
    ['Pushes', `${addresses.fcm}/pushes  (a stand-in for FCM)`],
    ['Project', addresses.projectId],
    ...(hasDemo ? [['People', people.join(', ')]] : []),
    ...(hasDemo ? [['Password', PASSWORD]] : []),
    ...(host === '0.0.0.0' ? [['For phones', `the same ports on ${lan.join(' or ')}`]] : []),
    ['Data', isEphemeral ? 'thrown away at the end' : `${data}  (to start afresh: rm -rf ${data})`],
    ['Logs', toShown(join(folder, 'logs'))],
  ]
  return lines.map(([name = '', value = '']) => `  ${name.padEnd(10)} ${value}`).join('\n')
}

/** As it can be typed here. */
function toShown(path: string): string {
  const below = relative(process.cwd(), path)
  return below.startsWith('..') ? path : below
}

/** Aborts at the first signal; ends at once at a later one, and the guards of the parts end those. */
function watchSignals(): AbortController {
  const stopping = new AbortController()
  let since: number | undefined
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      since ??= performance.now()
      if (performance.now() - since > TWICE_MILLIS) process.exit(1)
      if (stopping.signal.aborted) return
      progress('Stopping.')
      // What breaks from now on, such as a connection of which Postgres is ended, is no fault.
      for (const kind of ['uncaughtException', 'unhandledRejection']) process.on(kind, () => {})
      stopping.abort()
    })
  return stopping
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined))
  })
}

async function run(options: Options, { signal }: AbortController): Promise<void> {
  const { folder } = options
  // What goes on for a moment after it was given up says nothing.
  const tell = (sentence: string) => {
    if (!signal.aborted) progress(sentence)
  }
  tell('Starting Postgres and the emulators of Firestore, Pub/Sub and Auth.')
  // Loading all functions takes half a second, and somebody waits for the first line.
  const { startStack } = await import('./stack.ts')
  const stack = await startStack(
    {
      ports: options.ports,
      host: options.host,
      web: { hasDemo: options.hasDemo },
      ...(!options.isEphemeral && { dataFolder: join(folder, 'data') }),
      logsFolder: join(folder, 'logs'),
      ...(options.hasDemo && {
        fill: async (addresses, world, ready) => {
          tell(`Filling it with ${PROFESSIONALS.length} professionals and some weeks of bookings.`)
          const { seedDemo } = await import('./demo/seed.ts')
          await seedDemo(addresses, world, ready, signal)
          tell('The demo data are there.')
        },
      }),
      signal,
    },
    tell,
  )
  try {
    writeStackFile(folder, stack.addresses)
    progress(`Ready.\n\n${addressLines(stack.addresses, options)}\n\nCtrl-C ends it.\n`)
    const broken = await Promise.race([untilAborted(signal), stack.broken])
    if (broken === undefined) return
    process.exitCode = 1
    progress(`${broken} has ended by itself; its log in .local/logs/ may say why. Stopping.`)
  } finally {
    await stack.stop()
  }
}

/** Says what is lacking, once, and has it fetched where that is wanted. @returns whether it can start */
async function haveWhatItNeeds(options: Options, signal: AbortSignal): Promise<boolean> {
  const { findLacks, toReport } = await import('./needs/check.ts')
  const { env, stdin, stderr, platform, arch } = process
  const lacks = await findLacks(options.ports, env)
  signal.throwIfAborted()
  if (lacks.length === 0) return true
  console.error(toReport(lacks))
  // What is fetched would not help alone.
  if (lacks.some(({ fetchable }) => fetchable === undefined)) return false
  const { offerToFetch } = await import('./needs/offer.ts')
  const wish = {
    isTold: options.isFetching,
    isForbidden: options.isOffline || !['', 'false', undefined].includes(env['CI']),
    isTerminal: stdin.isTTY && stderr.isTTY,
  }
  const place = { environment: env, machine: { platform, arch }, signal }
  if (!(await offerToFetch(lacks, wish, place))) return false
  const left = await findLacks(options.ports, env)
  if (left.length > 0) console.error(toReport(left))
  return left.length === 0
}

await runCommand(DEV, async (said) => {
  const options = toOptions(said, process.env)
  const stopping = watchSignals()
  const { signal } = stopping
  // One that runs already has the ports: that is what is to be said then.
  claimFolder(options.folder)
  process.on('exit', () => releaseFolder(options.folder))
  try {
    if (await haveWhatItNeeds(options, signal)) await run(options, stopping)
    else process.exitCode = 1
  } catch (error) {
    // Given up: what fails after that is no fault.
    if (!signal.aborted) throw error
  }
  if (signal.aborted) progress('Stopped.')
})
