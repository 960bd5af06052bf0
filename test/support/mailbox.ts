// A real mail server of one test file: it keeps what it takes, parsed, and refuses or fails as it is told.
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. */
export interface Received {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: ParsedMail['headers']
  /** The calendar files, by their method. */
  readonly files: readonly { readonly method: string; readonly text: string }[]
}

export interface Mailbox {
  /** `127.0.0.1:1025`. */
  readonly host: string
  readonly received: readonly Received[]
  /** Mails to one address, in the order in which they came. */
  readonly of: (address: string) => readonly Received[]
  /** Answers every recipient so from now on, or one alone; undefined takes mails again. */
  readonly refuse: (answer: Refusal | undefined, address?: string) => void
  /** Called once, when the next mail is taken: that is answered when it says so. */
  readonly atNext: (act: (answer: () => void) => void) => void
  readonly stop: () => Promise<void>
}

export interface Refusal {
  readonly code: number
  readonly words: string
}

const filesOf = ({ attachments }: ParsedMail) =>
  attachments
    .filter(({ contentType }) => contentType === 'text/calendar')
    .map(({ content, headers }) => {
      const type = headers.get('content-type') as { params?: Record<string, string> } | undefined
      return { method: type?.params?.['method'] ?? '', text: content.toString('utf8') }
    })

const atOnce = (answer: () => void): void => answer()

export async function startMailbox(): Promise<Mailbox> {
  const received: Received[] = []
  let act = atOnce
  const refusals = new Map<string | undefined, Refusal>()
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100, // mailers keep their connections, and it would wait half a minute for them to go
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _, callback) => {
      const refusal = refusals.get(address) ?? refusals.get(undefined)
      callback(
        refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null,
      )
    },
    onData: (stream, session, callback) => {
      simpleParser(stream, (error: unknown, mail) => {
        if (!error)
          received.push({
            to: session.envelope.rcptTo[0]?.address ?? '',
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html || '',
            headers: mail.headers,
            files: filesOf(mail),
          })
        const acting = act
        act = atOnce
        acting(() => callback(error instanceof Error ? error : null))
      })
    },
  })
  server.on('error', () => {}) // a client that went away
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const { port } = server.server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    received,
    of: (address) => received.filter(({ to }) => to === address),
    refuse: (answer, address) => {
      if (answer) refusals.set(address, answer)
      else refusals.delete(address)
    },
    atNext: (next) => {
      act = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
