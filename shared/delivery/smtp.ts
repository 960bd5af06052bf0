// Mail by any SMTP server, over a few connections that are kept.
import { type Transporter, createTransport } from 'nodemailer'
import type SMTPPool from 'nodemailer/lib/smtp-pool'
import type { Mail } from '../notifications/compose.ts'
import { MINUTE } from '../time/instant.ts'
import { type Outcome, toAnswer } from './outcome.ts'

/** Where mail is handed in. */
export interface SmtpPlace {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (465); else STARTTLS, which is required wherever somebody logs in. */
  readonly isSecure: boolean
  readonly login?: { readonly user: string; readonly password: string }
}

/** One mail with its addresses. */
export interface AddressedMail extends Mail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  /** The same for each attempt, so that a server or a reader can tell a repetition. */
  readonly messageId: string
  /** Where one click unsubscribes (RFC 8058); unset for mails that nobody can turn off. */
  readonly unsubscribeUrl?: string
}

export type SendMail = (mail: AddressedMail) => Promise<Outcome>

export interface Mailer {
  readonly send: SendMail
  readonly close: () => void
}

const LIMITS = {
  pool: true,
  maxConnections: 3,
  maxMessages: 100,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 5_000,
  // What people type is never a path or an address to fetch.
  disableFileAccess: true,
  disableUrlAccess: true,
} as const

function toOptions({ host, port, isSecure, login }: SmtpPlace): SMTPPool.Options {
  return {
    ...LIMITS,
    host,
    port,
    secure: isSecure,
    ...(login && { auth: { user: login.user, pass: login.password }, requireTLS: !isSecure }),
  }
}

/** What nodemailer tells of a failure: https://nodemailer.com/smtp/errors */
interface Failure {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message?: string
}

/** `550`: the server refuses the address or the mail for good. A refused login passes once somebody has mended it. */
function toOutcome(failure: Failure): Outcome {
  const { code = '', responseCode = 0, response, message = '' } = failure
  const answer = toAnswer(response ?? `${code} ${message}`)
  const isOurs = code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS'
  if (isOurs) return { kind: 'later', answer, afterMillis: 5 * MINUTE }
  const isAddress = code === 'EENVELOPE'
  const isFinal = responseCode >= 500 || (isAddress && responseCode === 0)
  return isFinal ? { kind: 'refused', answer, isGone: isAddress } : { kind: 'later', answer }
}

function toHeaders(unsubscribeUrl: string | undefined): Readonly<Record<string, string>> {
  return {
    // Machines that answer by themselves leave this unanswered (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribeUrl !== undefined && {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}

function toParts({ files }: Mail): Pick<SMTPPool.MailOptions, 'icalEvent' | 'attachments'> {
  const [only, ...more] = files
  if (!only) return {}
  // Programs show one invitation as such; several are files to open.
  if (more.length === 0)
    return { icalEvent: { method: only.method, content: only.text, filename: 'booking.ics' } }
  return {
    attachments: files.map(({ method, text }, index) => ({
      filename: `booking-${index + 1}.ics`,
      content: text,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
    })),
  }
}

async function send(
  transport: Transporter<SMTPPool.SentMessageInfo>,
  mail: AddressedMail,
): Promise<Outcome> {
  const { from, to, subject, text, html, messageId, unsubscribeUrl } = mail
  try {
    const { response } = await transport.sendMail({
      from,
      // As an object it is one address, whatever characters stand in it.
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      headers: toHeaders(unsubscribeUrl),
      ...toParts(mail),
    })
    return { kind: 'sent', answer: toAnswer(response) }
  } catch (error) {
    return toOutcome(error as Failure) // nodemailer's errors have these fields
  }
}

/** Opens the way to a mail server. Nothing connects before the first mail; `send` never throws. */
export function openMailer(place: SmtpPlace): Mailer {
  const transport = createTransport(toOptions(place))
  return { send: (mail) => send(transport, mail), close: () => transport.close() }
}
