// The local Postgres: a server of our own on 127.0.0.1, with its data in one folder.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { commandLineOf, isAlive } from './pids.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { findPostgresUser, giveTo, makeReachableFolder, type SystemUser } from './postgres-user.ts'
import { startProcess, type ProcessPart } from './process.ts'

export type PostgresPart = ProcessPart & {
  readonly port: number
  /** Where the data really is; see `makeReachableFolder`. */
  readonly dataFolder: string
  /** The connection string for a database of this server; it need not exist yet. */
  url(database: string): string
}

export type PostgresOptions = {
  /** Holds the data; made and initialised at the first start, kept afterwards. */
  readonly folder: string
  readonly port: number
  /** The file for the server's log. */
  readonly log: string
  /** False is faster and loses data when the machine (not the server) crashes. Default true. */
  readonly fsync?: boolean
  /** Told what a person should know, in a sentence. */
  readonly say?: (sentence: string) => void
  /** Gives the start up. */
  readonly signal?: AbortSignal
}

/**
 * Starts Postgres and resolves when it answers. Local connections need no password, the superuser
 * is `postgres`, databases are UTF-8 in the C locale.
 */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresPart> => {
  const { port, log, fsync = true, say = console.warn, signal } = options
  const user = findPostgresUser()
  const binaries = findPostgresBinaries(user, say)
  const parent = makeReachableFolder(resolve(options.folder), user, say)
  const dataFolder = join(parent, 'data')
  if (!existsSync(dataFolder)) await initialise(binaries.initdb, dataFolder, user, signal)
  await clearStaleLock(dataFolder)

  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  const part = await startProcess({
    name: 'Postgres',
    command: binaries.postgres,
    args: ['-D', dataFolder, '-p', String(port), ...flags(fsync)],
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' },
    ...(user === undefined ? {} : { user }),
    port,
    log,
    isReady: () => answers(url('postgres')),
    stopSignal: 'SIGINT', // "fast": ends sessions, writes a checkpoint; SIGTERM waits for clients
    stopTimeoutSeconds: 15,
    quickSignal: 'SIGQUIT', // "immediate": the next start recovers, as after a crash
    ...(signal && { signal }),
  })
  return { ...part, port, dataFolder, url }
}

const flags = (fsync: boolean): readonly string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    io_method: 'sync', // the default keeps three worker processes for disks faster than a laptop's
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** Fills a folder beside the data folder and renames it, so that a half-made one is never used. */
const initialise = async (
  initdb: string,
  dataFolder: string,
  user: SystemUser | undefined,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const half = `${dataFolder}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  giveTo(half, user)
  const args = ['--pgdata', half, '--username=postgres', '--auth=trust', '--no-sync']
  const run = promisify(execFile)
  try {
    await run(initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions'], {
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      ...(signal && { signal, killSignal: 'SIGKILL' }),
    })
  } catch (cause) {
    signal?.throwIfAborted()
    const { stderr = '', message } = cause as { stderr?: string; message: string } // of execFile
    throw new Error(`Postgres could not make its data folder: ${stderr.trim() || message}`, {
      cause,
    })
  }
  renameSync(half, dataFolder)
}

/**
 * A server that was killed leaves its lock. Postgres sees that the process is gone, except when its
 * number belongs to another process by now (usual in containers, where numbers start anew).
 */
const clearStaleLock = async (dataFolder: string): Promise<void> => {
  const lock = join(dataFolder, 'postmaster.pid')
  const pid = readLock(lock)
  if (pid === undefined) return
  const deadline = Date.now() + 10_000 // a server whose parent died is just being ended
  while (isAlive(pid) && commandLineOf(pid).includes(dataFolder)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${pid} already runs Postgres on ${dataFolder}. Is the local stack running? ` +
          `Otherwise end it: kill -INT ${pid}`,
      )
    }
    await sleep(100)
  }
  rmSync(lock, { force: true })
}

const readLock = (lock: string): number | undefined => {
  if (!existsSync(lock)) return undefined
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {}) // the query tells
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
