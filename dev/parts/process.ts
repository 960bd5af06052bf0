// A part of the local stack that is a process: started, waited for, paused, and ended by its pid.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guardGroup } from './guard.ts'
import { familyOf } from './pids.ts'
import { isPortTaken } from './ports.ts'

/** One running part of the local stack. Without `pid` it is somebody else's and is left alone. */
export type Part = {
  readonly name: string
  readonly pid?: number
  /** Resolves when the process has ended, asked or not; never for somebody else's part. */
  readonly ended: Promise<void>
  /**
   * Ends it. Resolves once it is gone; calling twice is harmless. `at once` does not wait for what it still has to do: for a start
   * that is given up.
   */
  stop(how?: 'at once'): Promise<void>
  /** Freezes it with its children: connections stay open and nothing answers, as in an outage. */
  pause(): void
  resume(): void
}

export type ProcessPart = Part & { readonly pid: number }

export type ProcessOptions = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** Another user to run as; only root can. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** The port that it will listen on. */
  readonly port?: number
  /** The file that gets its output, begun anew at each start. */
  readonly log: string
  /** Asked again and again until it says yes. */
  readonly isReady: () => Promise<boolean>
  readonly readyTimeoutSeconds?: number
  readonly stopSignal?: NodeJS.Signals
  /** How long it may take to end by `stopSignal` before it is killed. */
  readonly stopTimeoutSeconds?: number
  /** Ends it at once; what it keeps has to survive that. */
  readonly quickSignal?: NodeJS.Signals
  /** Gives the start up. */
  readonly signal?: AbortSignal
}

const pollMs = 30

/**
 * Starts a process in its own group (Ctrl-C in a terminal reaches us alone, and we end the parts in
 * order) and resolves when it is ready. Rejects with one sentence and the end of its log when it
 * ends before, is not ready in time, or is given up; it is gone then.
 */
export const startProcess = async (options: ProcessOptions): Promise<ProcessPart> => {
  const { name, port, log, readyTimeoutSeconds = 60 } = options
  const { stopSignal = 'SIGTERM', stopTimeoutSeconds = 10, quickSignal = 'SIGKILL' } = options
  const givenUp = options.signal
  givenUp?.throwIfAborted()
  // Else the stranger there would be asked whether ours is ready.
  if (port !== undefined && (await isPortTaken(port))) {
    throw new Error(`${name} needs port ${port}, which another process listens on.`)
  }
  const child = spawnInto(options)
  let end: string | undefined
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => resolve(void (end ??= `could not be started: ${error.message}`)))
    child.once('exit', (code, signal) =>
      resolve(
        void (end ??= signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
      ),
    )
  })
  const { pid } = child
  if (pid === undefined) {
    await ended
    throw new Error(`${name} ${end}.`)
  }

  child.once('exit', guardGroup(pid, stopSignal))

  const signal = (kind: NodeJS.Signals, target: number) => {
    if (end !== undefined) return // its pid may already be another's
    try {
      process.kill(target, kind)
    } catch {
      // it ended a moment ago
    }
  }
  const stop = async (how?: 'at once') => {
    signal(how === 'at once' ? quickSignal : stopSignal, -pid)
    for (const member of familyOf(pid)) signal('SIGCONT', member) // a frozen one hears no signal
    const killing = setTimeout(() => signal('SIGKILL', -pid), stopTimeoutSeconds * 1000)
    await ended
    clearTimeout(killing)
  }

  const deadline = Date.now() + readyTimeoutSeconds * 1000
  // A port that nobody listens on is asked for less than an answer.
  const isReady = async () =>
    (port === undefined || (await isPortTaken(port))) && (await options.isReady())
  while (!(await unlessAborted(isReady(), givenUp))) {
    if (givenUp?.aborted) {
      await stop('at once')
      throw givenUp.reason
    }
    if (end !== undefined) throw new Error(`${name} ${end} before it was ready.${tailOf(log)}`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`${name} was not ready after ${readyTimeoutSeconds} s.${tailOf(log)}`)
    }
    await sleep(pollMs)
  }
  return {
    name,
    pid,
    ended,
    stop,
    pause: () => familyOf(pid).forEach((member) => signal('SIGSTOP', member)),
    resume: () => familyOf(pid).forEach((member) => signal('SIGCONT', member)),
  }
}

/** False at once where it is given up: an answer may take seconds. */
const unlessAborted = (asking: Promise<boolean>, signal?: AbortSignal): Promise<boolean> => {
  if (signal === undefined) return asking
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(false)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    asking.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

/** A part that somebody else started and will end. */
export const foreignPart = (name: string): Part => ({
  name,
  ended: new Promise<void>(() => {}),
  stop: () => Promise.resolve(),
  pause: () => {
    throw new Error(`${name} was not started here, so it cannot be paused.`)
  },
  resume: () => {},
})

const spawnInto = ({ command, args, env, cwd, user, log }: ProcessOptions) => {
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, 'w')
  try {
    // A file, not a pipe: what a part says while this process dies is kept, and it never blocks.
    return spawn(command, [...args], {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
      ...user,
    })
  } finally {
    closeSync(output)
  }
}

/** The last lines of the log, without stack frames, which would hide what happened. */
const tailOf = (log: string): string => {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  const telling = lines.filter((line) => !/^\s+at /.test(line)).slice(-12)
  return ` The end of ${log}:\n${telling.map((line) => `    ${line}`).join('\n')}`
}
