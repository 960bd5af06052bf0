// The Firebase Auth emulator, with its accounts in a file.
import { fileURLToPath } from 'node:url'
import { httpAnswers } from './ports.ts'
import { startProcess, type ProcessPart } from './process.ts'

export type AuthPart = ProcessPart & {
  /** `127.0.0.1:9099`, the form of `FIREBASE_AUTH_EMULATOR_HOST`. */
  readonly host: string
}

export type AuthOptions = {
  readonly port: number
  /** The project of callers that give only an API key, as apps do. */
  readonly projectId: string
  /** A JSON file that keeps the accounts; made when there is one. A crash loses at most 0.1 s. */
  readonly accounts: string
  readonly log: string
  /** Where it listens: `0.0.0.0` for phones on the same network. Default 127.0.0.1. */
  readonly bind?: string
  /** Gives the start up. */
  readonly signal?: AbortSignal
}

/** Starts it. Sessions of apps go on after a restart; links in e-mails sent before do not work. */
export const startAuth = async (options: AuthOptions): Promise<AuthPart> => {
  const { port, projectId, accounts, log, bind = '127.0.0.1' } = options
  const host = `127.0.0.1:${port}`
  const script = fileURLToPath(new URL('auth-child.ts', import.meta.url))
  const part = await startProcess({
    name: 'Auth emulator',
    command: process.execPath,
    // Without limits V8 keeps 50 MB of garbage.
    args: [
      '--max-old-space-size=128',
      '--max-semi-space-size=2',
      script,
      bind,
      String(port),
      projectId,
      accounts,
    ],
    env: {
      IS_FIREBASE_CLI: 'true', // makes firebase-tools write what it does to our log
      NO_COLOR: '1',
      METADATA_SERVER_DETECTION: 'none',
      NODE_OPTIONS: undefined, // a debugger or test runner means this process, not that one
    },
    port,
    log,
    isReady: () => httpAnswers(`http://${host}/`),
    stopTimeoutSeconds: 5,
    ...(options.signal && { signal: options.signal }),
  })
  return { ...part, host }
}
