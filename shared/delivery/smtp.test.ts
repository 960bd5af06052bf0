// Mail through a real SMTP server, which refuses whom it is told to.
import { SMTPServer, type SMTPServerAuthentication } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTold } from '../../test/support/build-told.ts'
import { toMail } from '../notifications/compose.ts'
import { type AddressedMail, type Mailer, openMailer } from './smtp.ts'

const REFUSALS: Readonly<Record<string, readonly [number, string]>> = {
  'nobody@example.com': [550, '5.1.1 nobody@example.com is unknown here'],
  'busy@example.com': [450, '4.2.1 try again later'],
}

const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ password }: SMTPServerAuthentication, _, callback) =>
    password === 'right' ? callback(null, { user: 'us' }) : callback(new Error('wrong password')),
  onRcptTo: ({ address }, _, callback) => {
    const [responseCode, words] = REFUSALS[address] ?? []
    callback(responseCode === undefined ? null : Object.assign(new Error(words), { responseCode }))
  },
  onData: (stream, _, callback) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    stream.on('end', () => {
      received.push(text)
      callback()
    })
  },
})

let port: number
let mailer: Mailer

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  ;({ port } = server.server.address() as AddressInfo)
  mailer = openMailer({ host: '127.0.0.1', port, isSecure: false })
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
})

const mail = (to: string, more: Partial<AddressedMail> = {}): AddressedMail => ({
  ...toMail(buildTold({}), {
    sender: 'bookings@example.com',
    to,
    domain: 'example.com',
    now: Date.UTC(2026, 10, 20),
  }),
  from: { name: 'Bookings', address: 'bookings@example.com' },
  to,
  messageId: '<n1.mail@example.com>',
  unsubscribeUrl: 'https://app.example/u/token',
  ...more,
})

describe('a mail', () => {
  it('arrives with text, HTML and an invitation, and can be unsubscribed from by one click', async () => {
    expect(await mailer.send(mail('anna@example.com'))).toMatchObject({ kind: 'sent' })
    const text = received.at(-1) ?? ''
    expect(text).toContain('Content-Type: text/plain; charset=utf-8')
    expect(text).toContain('Content-Type: text/html; charset=utf-8')
    expect(text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
    expect(text).toContain('List-Unsubscribe: <https://app.example/u/token>')
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(text).toContain('Message-ID: <n1.mail@example.com>')
    expect(text).toContain('To: anna@example.com')
  })

  it('goes to one address, whatever characters stand in it', async () => {
    const to = '"a, b@x.example" <c@x.example>, d@x.example'
    await mailer.send(mail(to))
    const text = received.at(-1) ?? ''
    expect(text).not.toMatch(/^To: .*d@x\.example$/m)
  })

  it.each([
    ['an address that the server does not know', 'nobody@example.com', 'refused'],
    ['a server that is busy', 'busy@example.com', 'later'],
  ])('to %s (%s) is %s, and names no address', async (_, to, kind) => {
    const outcome = await mailer.send(mail(to))
    expect(outcome.kind).toBe(kind)
    expect(outcome.answer).not.toContain('@')
  })

  it('to a server that is down is for later', async () => {
    const other = openMailer({ host: '127.0.0.1', port: 9, isSecure: false })
    expect(await other.send(mail('anna@example.com'))).toMatchObject({ kind: 'later' })
    other.close()
  })

  it('is never sent after a login without encryption', async () => {
    const login = { user: 'us', password: 'right' }
    const other = openMailer({ host: '127.0.0.1', port, isSecure: false, login })
    const before = received.length
    expect(await other.send(mail('anna@example.com'))).toMatchObject({ kind: 'later' })
    expect(received.length).toBe(before)
    other.close()
  })
})
