// `.local/stack.json`: the addresses of the running stack, for apps, tests and scripts. Beside it `.local/stack.pid`, which
// keeps a second stack from the same folder.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLineOf, isAlive } from './parts/pids.ts'

/** The domain that a stack's mails are from. */
export const MAIL_DOMAIN = 'availability.example'

/** Where the parts of a stack are. */
export interface Addresses {
  /** The base URL of the functions, without a slash at the end. */
  readonly functions: string
  /** The web app; a stack that only tests talk to has none. */
  readonly web?: string
  /** The documentation, where there is a web app. */
  readonly docs?: string
  /** A connection string. */
  readonly database: string
  readonly firestoreHost: string
  readonly pubsubHost: string
  readonly authHost: string
  /** The inbox of everything that was mailed. */
  readonly mail: string
  /** The stand-in of FCM; `/pushes` answers what was pushed. */
  readonly fcm: string
  readonly projectId: string
}

/** The folder of everything that a stack keeps, in the root of the repository. */
export const LOCAL_FOLDER = join(import.meta.dirname, '..', '.local')

const stackFile = (folder: string) => join(folder, 'stack.json')
const pidFile = (folder: string) => join(folder, 'stack.pid')

/** @throws where a stack of this folder runs already, or the folder cannot be written */
export function claimFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    const runner = findRunner(folder)
    if (runner !== undefined) throw alreadyRuns(runner)
    // What a killed one left behind.
    rmSync(pidFile(folder), { force: true })
    rmSync(stackFile(folder), { force: true })
    const text = `${process.pid}\n${commandLineOf(process.pid)}`
    writeFileSync(pidFile(folder), text, { flag: 'wx' }) // of two that start at once, one fails
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') throw alreadyRuns(findRunner(folder))
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    throw new Error(
      `${folder} cannot be written: it belongs to another user. ` +
        'Start this as that user, or remove the folder.',
      { cause: error },
    )
  }
}

/** Says that the stack is ready and where. */
export function writeStackFile(folder: string, addresses: Addresses): void {
  const text = JSON.stringify({ ...addresses, pid: process.pid, ready: true }, null, 2)
  writeFileSync(`${stackFile(folder)}.new`, `${text}\n`)
  renameSync(`${stackFile(folder)}.new`, stackFile(folder)) // nobody reads a half-written one
}

/** Gives the folder back. */
export function releaseFolder(folder: string): void {
  rmSync(stackFile(folder), { force: true })
  rmSync(pidFile(folder), { force: true })
}

/** The addresses of the stack that runs in this folder, if one is ready. */
export function findRunningStack(folder: string = LOCAL_FOLDER): Addresses | undefined {
  const text = readIfThere(stackFile(folder))
  if (text === undefined || findRunner(folder) === undefined) return undefined
  return JSON.parse(text) as Addresses // our own
}

function alreadyRuns(pid: number | undefined): Error {
  return new Error(
    `The local stack runs already${pid === undefined ? '' : `, as process ${pid}`}. ` +
      'Its addresses are in .local/stack.json; Ctrl-C in its terminal ends it' +
      `${pid === undefined ? '' : `, or: kill ${pid}`}.`,
  )
}

/** The process that holds the folder; a number that belongs to another program by now does not count. */
function findRunner(folder: string): number | undefined {
  const [first = '', commandLine] = readIfThere(pidFile(folder))?.split('\n') ?? []
  const pid = Number(first)
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  return commandLineOf(pid) === commandLine ? pid : undefined
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
