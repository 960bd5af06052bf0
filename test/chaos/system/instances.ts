// Function instances: each a process of its own under functions-framework, with a clock of its own, started again when it is killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPortTaken } from '../../../dev/parts/ports.ts'
import type { FunctionName } from '../../../functions/manifest.ts'
import { ENTRY_POINT } from '../../../shared/runtime/edge/entry-point.ts'

const FRAMEWORK = join(
  import.meta.dirname,
  '../../../node_modules/@google-cloud/functions-framework/build/src/main.js',
)
const PRELOAD = join(import.meta.dirname, 'shifted-clock.ts')

export interface Instance {
  readonly name: FunctionName
  readonly url: string
  /** Whether it takes requests. */
  isUp: boolean
  /** Requests that it is answering. */
  inFlight: number
}

export interface Instances {
  readonly all: readonly Instance[]
  /** Ends it at once (SIGKILL); another takes its place. */
  readonly kill: (instance: Instance) => void
  /** Processes that ended without being told to. */
  readonly deaths: readonly string[]
  /** Resolves when all take requests. */
  readonly ready: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface InstanceSetting {
  readonly name: FunctionName
  /** How far its clock is ahead of the machine's. */
  readonly aheadMillis: number
}

interface Running {
  child?: ChildProcess
  isKilled: boolean
}

const READY_MILLIS = 60_000
/** Below those that the system gives to connections: one of these could have the port of an instance that is just being started again. */
const PORTS = { from: 20_000, to: 32_000 }

async function ownPort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from))
    if (!(await isPortTaken(port))) return port
  }
}

/**
 * Starts all of them.
 *
 * @param options.bundles the folder of the programs
 * @param options.logs the folder that gets what each writes
 */
export async function startInstances(
  settings: readonly InstanceSetting[],
  options: {
    readonly bundles: string
    readonly logs: string
    /** The file that says how much time has passed beside what the machine's clock says, for all of them. */
    readonly clock: string
    readonly environment: Readonly<Record<string, string>>
  },
): Promise<Instances> {
  const deaths: string[] = []
  const running = new Map<Instance, Running>()
  let isStopping = false
  mkdirSync(options.logs, { recursive: true })

  function run(instance: Instance, aheadMillis: number, port: number, log: string): void {
    const output = openSync(log, 'a')
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=256', '--import', PRELOAD, FRAMEWORK, `--target=${ENTRY_POINT}`],
      {
        cwd: join(options.bundles, instance.name),
        stdio: ['ignore', output, output],
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: join(options.bundles, 'compiled'), // of chunks that all share
          PORT: String(port),
          CLOCK_AHEAD_MILLIS: String(aheadMillis),
          CLOCK_FILE: options.clock,
          ...(process.env['ANSWERS_KEPT'] && { ANSWERS_KEPT: process.env['ANSWERS_KEPT'] }),
          ...options.environment,
        },
      },
    )
    closeSync(output)
    const now: Running = { child, isKilled: false }
    running.set(instance, now)
    child.once('exit', (code, signal) => {
      instance.isUp = false
      if (isStopping) return
      if (!now.isKilled)
        deaths.push(`${instance.name} ended by itself: ${signal ?? `code ${code}`}`)
      run(instance, aheadMillis, port, log)
    })
    const untilUp = async () => {
      while (running.get(instance) === now && child.exitCode === null && !(await isPortTaken(port)))
        await sleep(40)
      if (running.get(instance) === now && child.exitCode === null) instance.isUp = true
    }
    untilUp().catch(() => {}) // it asks a port alone, which never fails
  }

  for (const [index, { name, aheadMillis }] of settings.entries()) {
    const port = await ownPort()
    const instance: Instance = { name, url: `http://127.0.0.1:${port}/`, isUp: false, inFlight: 0 }
    run(instance, aheadMillis, port, join(options.logs, `${name}-${index}.log`))
    if (index % 6 === 5) await untilAll([...running.keys()])
  }
  return {
    all: [...running.keys()],
    kill: (instance) => {
      const one = running.get(instance)
      if (!one?.child) return
      one.isKilled = true
      instance.isUp = false
      one.child.kill('SIGKILL')
    },
    deaths,
    ready: () => untilAll([...running.keys()]),
    stop: async () => {
      isStopping = true
      const ended = [...running.values()].map(
        ({ child }) =>
          new Promise<void>((resolve) => {
            if (!child || child.exitCode !== null || child.signalCode !== null) resolve()
            else {
              child.once('exit', () => resolve())
              child.kill('SIGKILL')
            }
          }),
      )
      await Promise.all(ended)
    },
  }
}

async function untilAll(instances: readonly Instance[]): Promise<void> {
  const until = Date.now() + READY_MILLIS
  for (;;) {
    const down = instances.find(({ isUp }) => !isUp)
    if (!down) return
    if (Date.now() > until)
      throw new Error(`${down.name} does not take requests after ${READY_MILLIS / 1000} s`)
    await sleep(40)
  }
}
