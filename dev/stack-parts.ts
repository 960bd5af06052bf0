// The processes of the local stack, started at once: all of them, or none.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sideBySide } from '../shared/runtime/jobs/side-by-side.ts'
import { type AuthPart, startAuth } from './parts/auth.ts'
import { clearDocuments, putRules, startFirestore } from './parts/firestore.ts'
import { type MailPart, startMail } from './parts/mail.ts'
import type { EmulatorPart } from './parts/java-emulator.ts'
import { type Kept, startKept } from './parts/kept.ts'
import { type PostgresPart, startPostgres } from './parts/postgres.ts'
import type { Part } from './parts/process.ts'
import { startPubsub } from './parts/pubsub.ts'
import type { Ports } from './stack-ports.ts'

export interface Parts {
  readonly postgres: PostgresPart
  readonly firestore: Kept<EmulatorPart>
  readonly pubsub: EmulatorPart
  readonly auth: AuthPart
  readonly mail: MailPart
}

export interface PartsOptions {
  readonly ports: Ports
  readonly host: string
  readonly projectId: string
  readonly dataFolder: string
  readonly logsFolder: string
  readonly isEphemeral: boolean
  /** Where emulators of somebody else are looked up; by default in this process. */
  readonly environment?: NodeJS.ProcessEnv
  /** Gives the start up. */
  readonly signal?: AbortSignal
}

/** Parts that are being started. */
export interface StartingParts {
  /** The first that is needed. */
  readonly postgres: Promise<PostgresPart>
  /** Rejects with what kept a part from starting, in a sentence each; the others are gone then. */
  readonly all: Promise<Parts>
  /** Ends what was started by now; what is still being started ends by the signal. */
  stop(how?: 'at once'): Promise<void>
}

const RULES_FILE = join(import.meta.dirname, '..', 'firestore.rules')

/** @throws what kept a part from starting, in a sentence each; the others are gone then */
export const startParts = (
  options: PartsOptions,
  progress: (sentence: string) => void,
): Promise<Parts> => beginParts(options, progress).all

/** Begins to start all of them; `progress` is told of each that is ready. */
export function beginParts(
  options: PartsOptions,
  progress: (sentence: string) => void,
): StartingParts {
  const { ports, host: bind, projectId, dataFolder, logsFolder, isEphemeral, signal } = options
  const log = (part: string) => join(logsFolder, `${part}.log`)
  const givenUp = signal && { signal }
  const started: Part[] = []
  const follow = async <T extends Part>(starting: Promise<T>): Promise<T> => {
    const part = await starting
    started.push(part)
    if (!signal?.aborted)
      progress(`${part.name} is ready${part.pid === undefined ? ' (not ours)' : ''}.`)
    return part
  }
  const starting = {
    postgres: follow(
      startPostgres({
        folder: join(dataFolder, 'postgres'),
        port: ports.database,
        log: log('postgres'),
        fsync: !isEphemeral,
        say: progress,
        ...givenUp,
      }),
    ),
    firestore: follow(
      startKept(() => startFirestoreWithRules(options, log('firestore')), {
        died: () => progress(`${whyEnded(log('firestore'))} It is started again.`),
      }),
    ),
    pubsub: follow(
      startPubsub({
        port: ports.pubsub,
        log: log('pubsub'),
        ...(options.environment && { environment: options.environment }),
        ...givenUp,
      }),
    ),
    auth: follow(
      startAuth({
        port: ports.auth,
        projectId,
        accounts: join(dataFolder, 'accounts.json'),
        log: log('auth'),
        bind,
        ...givenUp,
      }),
    ),
    mail: follow(
      startMail({
        smtpPort: ports.smtp,
        webPort: ports.mail,
        log: log('mail'),
        bind,
        folder: join(dataFolder, 'mail'),
        ...givenUp,
      }),
    ),
  }
  const stopStarted = (how?: 'at once') => sideBySide(started.map((part) => part.stop(how)))
  const together = async (): Promise<Parts> => {
    const outcomes = await Promise.allSettled(Object.values(starting))
    const reasons = outcomes.flatMap((one): unknown[] =>
      one.status === 'rejected' ? [one.reason] : [],
    )
    if (reasons.length > 0) {
      await stopStarted('at once')
      signal?.throwIfAborted()
      const sentences = reasons.map((reason) =>
        reason instanceof Error ? reason.message : String(reason),
      )
      throw new Error([...new Set(sentences)].join('\n'))
    }
    return {
      postgres: await starting.postgres,
      firestore: await starting.firestore,
      pubsub: await starting.pubsub,
      auth: await starting.auth,
      mail: await starting.mail,
    }
  }
  const all = together()
  all.catch(() => {}) // whoever waits for it is told
  const stop = async (how?: 'at once') => {
    await stopStarted(how)
    if (!signal?.aborted) return
    // What was not ready when the signal came is ended by it, unless it was so at that very moment.
    await all.catch(() => {})
    await stopStarted(how)
  }
  return { postgres: starting.postgres, all, stop }
}

/** Why Firestore's emulator has ended, by its log, which is kept beside the next one's. */
function whyEnded(log: string): string {
  const old = `${log}.old`
  if (existsSync(log)) renameSync(log, old)
  const isFull = existsSync(old) && readFileSync(old, 'utf8').includes('OutOfMemoryError')
  const why = isFull
    ? 'has run out of memory: it keeps every version of every document'
    : 'has ended by itself'
  return `Firestore emulator ${why} (${old}).`
}

/** Empty and under our rules, whoever started it. */
async function startFirestoreWithRules(
  { ports, host: bind, projectId, environment, signal }: PartsOptions,
  log: string,
): Promise<EmulatorPart> {
  const part = await startFirestore({
    port: ports.firestore,
    log,
    bind,
    rules: RULES_FILE,
    ...(environment && { environment }),
    ...(signal && { signal }),
  })
  try {
    // Ours has them from its command line, but does not say there what is wrong with them.
    await putRules(part.host, projectId, readFileSync(RULES_FILE, 'utf8'))
    if (part.pid === undefined) await clearDocuments(part.host, projectId)
    return part
  } catch (cause) {
    await part.stop()
    throw cause
  }
}
