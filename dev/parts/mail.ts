// The mail server of the local stack: takes every mail, sends none on, and shows them in the browser.
import { fileURLToPath } from 'node:url'
import { httpAnswers } from './ports.ts'
import { type ProcessPart, startProcess } from './process.ts'

export type MailPart = ProcessPart & {
  /** Where mails are handed in, `127.0.0.1:1025`. */
  readonly smtpHost: string
  /** The inbox for the browser; `/api/email` answers all mails as JSON. */
  readonly url: string
}

export interface MailOptions {
  readonly smtpPort: number
  readonly webPort: number
  readonly log: string
  /** Where it listens: `0.0.0.0` for phones on the same network. Default 127.0.0.1. */
  readonly bind?: string
  /** Gives the start up. */
  readonly signal?: AbortSignal
  /** Keeps the mails over a restart; unset, they end with the process. */
  readonly folder?: string
}

/** Starts it. Paused, it is a mail server that hangs. */
export async function startMail(options: MailOptions): Promise<MailPart> {
  const { smtpPort, webPort, log, bind = '127.0.0.1', folder } = options
  const url = `http://127.0.0.1:${webPort}`
  const script = fileURLToPath(new URL('mail-child.ts', import.meta.url))
  const part = await startProcess({
    name: 'Mail inbox',
    command: process.execPath,
    args: [
      '--max-old-space-size=256',
      script,
      bind,
      String(smtpPort),
      String(webPort),
      ...(folder === undefined ? [] : [folder]),
    ],
    env: { NODE_OPTIONS: undefined }, // a debugger or test runner means this process, not that one
    port: smtpPort,
    log,
    isReady: () => httpAnswers(`${url}/api/healthz`),
    stopTimeoutSeconds: 5,
    ...(options.signal && { signal: options.signal }),
  })
  return { ...part, smtpHost: `127.0.0.1:${smtpPort}`, url }
}
