// Where mails are handed in and whom they are from, as the environment tells: `SMTP_URL` and `MAIL_FROM`.
import type { FieldError } from '../../contract/faults/issues.ts'
import type { SmtpPlace } from '../../delivery/smtp.ts'
import type { Environment } from './settings.ts'

/** The mail server and the sender. */
export interface MailPlace {
  readonly smtp: SmtpPlace
  readonly from: { readonly name: string; readonly address: string }
  /** Of the ids of calendar events. */
  readonly domain: string
}

/** A server without a sender would send what every other server refuses. */
export function mailErrors(environment: Environment): readonly FieldError[] {
  return environment['SMTP_URL'] && !environment['MAIL_FROM']
    ? [{ path: 'MAIL_FROM', message: 'is required with SMTP_URL' }]
    : []
}

const SMTPS_PORT = 465
const SUBMISSION_PORT = 587

/** The place that two settings name, both of which were checked. */
export function toMailPlace(url: string, from: string): MailPlace {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const [, name = '', address = ''] = /^(.+) <(.+)>$/.exec(from) ?? []
  return {
    smtp: {
      host: hostname,
      port: Number(port) || (isSecure ? SMTPS_PORT : SUBMISSION_PORT),
      isSecure,
      ...(username && {
        login: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
      }),
    },
    from: { name, address },
    domain: address.slice(address.lastIndexOf('@') + 1),
  }
}
