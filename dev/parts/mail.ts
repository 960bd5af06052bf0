// The mail server of the local stack: takes every mail, sends none on, and shows them in the browser.
import { MailDev } from 'maildev'
import type { Part } from './process.ts'

export type MailPart = Part & {
  /** Where mails are handed in, `127.0.0.1:1025`. */
  readonly smtpHost: string
  /** The inbox for the browser; `/api/email` answers all mails as JSON. */
  readonly url: string
}

export interface MailOptions {
  readonly smtpPort: number
  readonly webPort: number
  /** Where it listens: `0.0.0.0` for phones on the same network. Default 127.0.0.1. */
  readonly bind?: string
  /** Keeps the mails over a restart; unset, they end with the process. */
  readonly folder?: string
}

/** Bounds the inbox: who tries things out for a day never reads more. */
const MAILS_KEPT = 500

/** Starts it within this process. */
export async function startMail(options: MailOptions): Promise<MailPart> {
  const { smtpPort, webPort, bind = '127.0.0.1', folder } = options
  const server = new MailDev({
    smtp: smtpPort,
    ip: bind,
    web: webPort,
    webIp: bind,
    silent: true,
    maxEmails: MAILS_KEPT,
    ...(folder !== undefined && { mailDirectory: folder }),
  })
  await server.start()
  let isStopped = false
  return {
    name: 'Mail inbox',
    smtpHost: `127.0.0.1:${smtpPort}`,
    url: `http://127.0.0.1:${webPort}`,
    ended: new Promise(() => {}), // it ends with this process
    stop: async () => {
      if (isStopped) return
      isStopped = true
      await server.stop()
    },
    pause: () => {
      throw new Error('The mail inbox is no process of its own; stop it for an outage.')
    },
    resume: () => {},
  }
}
