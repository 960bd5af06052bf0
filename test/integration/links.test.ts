// What whoever has a link of a mail may do, over the real parts: see and cancel one booking, stop mail, and nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestOfAddress } from '../../shared/database/notify/address-digest.ts'
import { makeLinkToken } from '../../shared/identity/link-token.ts'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const KEYS = ['k'.repeat(43)]
const PAGE = { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }

let office: PostOffice
let owner: User
let made: f.Made
let aheadMillis = 0
let taken = 0

beforeAll(async () => {
  office = await startPostOffice({ now: () => Date.now() + aheadMillis })
  owner = await office.backend.user('Olga Owner')
  made = await f.makeProfessional(office.backend, owner, {
    hours: f.everyDay('00:00', '24:00'),
    professional: { policy: { cancelNoticeMinutes: 120 }, timeZone: 'Europe/London' },
  })
})
afterAll(() => office.stop())
beforeEach(() => {
  aheadMillis = 0
})

const call = async (
  name: string,
  { query = {}, ...init }: RequestInit & { readonly query?: Record<string, string> } = {},
) => {
  const url = `${office.backend.url}/${name}?${new URLSearchParams(query).toString()}`
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
  const body = (isJson ? JSON.parse(text) : {}) as f.Body
  return { status: response.status, headers: response.headers, text, body }
}
const postJson = (name: string, body: object, headers: Record<string, string> = {}) =>
  call(name, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const postForm = (
  name: string,
  fields: Record<string, string>,
  headers: Record<string, string> = PAGE,
) => call(name, { method: 'POST', headers, body: new URLSearchParams(fields) })

/** A guest's booking so many days ahead, and the token of its link. */
async function bookGuest(more: object = {}): Promise<{ booking: f.Booked; token: string }> {
  const day = Math.ceil(Date.now() / DAY) * DAY
  const start = new Date(day + 2 * DAY + taken++ * HOUR).toISOString()
  const client = { name: 'Gus <b>Guest</b>', email: `gus-${taken}@example.com` }
  const booking = await f.book(office.backend, owner, made.serviceId, start, { client, ...more })
  const expiresAt = Date.parse(booking.end) + 30 * DAY
  return { booking, token: makeLinkToken(KEYS, 'guest-booking', booking.bookingId, expiresAt) }
}

describe("the link of a guest's mail", () => {
  it('is the one that shows and cancels the booking', async () => {
    const { booking } = await bookGuest()
    await office.settled()
    const [mail] = office.mailbox.of(booking.client.email ?? '')
    const token = /\/g\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const shown = await call('guest-booking', { query: { token } })
    expect(shown.body).toEqual({ booking })
    expect(shown.headers.get('Cache-Control')).toBe('no-store')
  })

  it('shows a page to a browser, in its language and in the zone of the guest', async () => {
    const { booking, token } = await bookGuest({ timeZone: 'America/New_York' })
    const headers = { ...PAGE, 'Accept-Language': 'fr;q=0.2, de-AT, en;q=0.5' }
    const {
      status,
      headers: told,
      text,
    } = await call('guest-booking', { query: { token }, headers })
    expect(status).toBe(200)
    expect(told.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(told.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(told.get('Referrer-Policy')).toBe('no-referrer')
    expect(text).toContain('<html lang="de">')
    expect(text).toContain('Ihre Buchung ist bestätigt')
    expect(text).toContain('Ortszeit New York')
    expect(text).toContain('in London')
    expect(text).toContain('<form method="post" action="cancel-guest-booking">')
    expect(text).toContain(`value="${token}"`)
    expect(text).not.toContain('<script')
    expect(text).not.toContain(booking.client.email)
  })

  it('cancels by the form of that page, as the client, and tells both', async () => {
    const { booking, token } = await bookGuest()
    await office.settled()
    const reason = 'I am <i>ill'
    const { status, text } = await postForm('cancel-guest-booking', { token, reason })
    expect(status).toBe(200)
    expect(text).toContain('Your booking is cancelled')
    expect(text).toContain('Reason: I am &lt;i&gt;ill')
    expect(text).not.toContain('<form')
    const { bookingId } = booking
    const stored = f.granted(await f.get(office.backend, 'get-booking', owner, { bookingId }))
    expect(stored.booking).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'client',
      cancelReason: reason,
    })
    await office.settled()
    expect(office.mailbox.of(booking.client.email ?? '').at(-1)?.subject).toMatch(/cancelled/)
    expect(office.mailbox.of(owner.email).at(-1)?.text).toContain('Reason: I am <i>ill')
    expect((await office.notes(owner))[0]).toMatchObject({ type: 'booking.cancelled', bookingId })
  })

  it('answers a repetition alike, also five at once, and cancels once', async () => {
    const { booking, token } = await bookGuest()
    const told = await Promise.all(
      [1, 2, 3, 4, 5].map((index) =>
        postJson('cancel-guest-booking', { token, reason: `${index}` }),
      ),
    )
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const reasons = new Set(told.map(({ body }) => body.booking.cancelReason))
    expect(reasons.size).toBe(1)
    const cancelled = `select count(*) as n from changes where booking_id = $1 and type = 'booking.cancelled'`
    expect(await f.count(office.backend, cancelled, [booking.bookingId])).toBe(1)
    const again = await postJson('cancel-guest-booking', { token })
    expect(again.body.booking).toEqual(told[0]?.body.booking)
    const callable = await postJson('cancel-guest-booking', { data: { token } })
    expect(callable.body.result.booking).toEqual(told[0]?.body.booking)
  })

  it('cancels until the client’s deadline, and says so to programs and people', async () => {
    const { booking, token } = await bookGuest()
    await office.settled()
    const until = Date.parse(booking.cancelUntil ?? '')
    aheadMillis = until - Date.now() + HOUR
    const page = await call('guest-booking', { query: { token }, headers: PAGE })
    expect(page.text).not.toContain('<form')
    expect(page.text).toContain('can no longer be cancelled online')
    const { status, body } = await postJson('cancel-guest-booking', { token })
    expect([status, body.reason]).toEqual([409, 'too-late-to-cancel'])
    const refused = await postForm('cancel-guest-booking', { token })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('It is too late to cancel online')
    aheadMillis = Date.parse(booking.end) - Date.now() + HOUR
    const over = await call('guest-booking', { query: { token }, headers: PAGE })
    expect(over.text).toContain('Your appointment is over')
  })

  it('opens nothing once it has expired, was altered, or is for something else', async () => {
    const { booking, token } = await bookGuest()
    const { bookingId } = booking
    const ahead = Date.now() + DAY
    const bad = [
      `${token}x`,
      token.slice(1),
      token.replace('.', '..'),
      makeLinkToken(KEYS, 'guest-booking', bookingId, Date.now() - 1),
      makeLinkToken(['z'.repeat(43)], 'guest-booking', bookingId, ahead),
      makeLinkToken(KEYS, 'unsubscribe-guest', bookingId, ahead),
      makeLinkToken(KEYS, 'guest-booking', made.professionalId, ahead),
    ]
    for (const one of bad) {
      const found = await call('guest-booking', { query: { token: one } })
      expect([found.status, found.body.reason]).toEqual([404, 'not-found'])
      const { status } = await postJson('cancel-guest-booking', { token: one })
      expect(status).toBe(404)
    }
    const page = await call('guest-booking', { query: { token: `${token}x` }, headers: PAGE })
    expect(page.status).toBe(404)
    expect(page.text).toContain('This link does not work any more')
    const missing = await call('guest-booking')
    expect([missing.status, missing.body.errors[0]?.path]).toEqual([400, 'token'])
    expect((await call('cancel-guest-booking')).status).toBe(405)
  })

  it('opens no booking of an account', async () => {
    const user = await office.backend.user('Anna')
    const start = new Date(Math.ceil(Date.now() / DAY) * DAY + 20 * DAY).toISOString()
    const { bookingId } = await f.book(office.backend, user, made.serviceId, start)
    const token = makeLinkToken(KEYS, 'guest-booking', bookingId, Date.now() + DAY)
    expect((await call('guest-booking', { query: { token } })).status).toBe(404)
    expect((await postJson('cancel-guest-booking', { token })).status).toBe(404)
  })

  it.each([
    ['reason', { reason: 'x'.repeat(1001) }],
    ['reason', { reason: 7 }],
    ['version', { version: 1 }],
  ])('takes no wrong %s', async (path, more) => {
    const { token } = await bookGuest()
    const { status, body } = await postJson('cancel-guest-booking', { token, ...more })
    expect([status, body.errors.map((one) => one.path)]).toEqual([400, [path]])
  })
})

describe('unsubscribing', () => {
  const tokenOf = (purpose: 'unsubscribe-account' | 'unsubscribe-guest', subject: string) =>
    makeLinkToken(KEYS, purpose, subject, Date.now() + DAY)

  it('is asked for by a page that changes nothing, however it is opened', async () => {
    const user = await office.backend.user('Anna')
    f.granted(await f.post(office.backend, 'save-account', user, { locale: 'en' }))
    const token = tokenOf('unsubscribe-account', user.uid)
    for (const headers of [{}, PAGE]) {
      const { status, text } = await call('unsubscribe', { query: { token }, headers })
      expect(status).toBe(200)
      expect(text).toContain('<form method="post" action="unsubscribe">')
    }
    const { body } = await f.get(office.backend, 'get-account', user)
    expect(body.account).toMatchObject({ notifications: { email: true } })
  })

  it.each([
    ['urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'multipart',
      () => {
        const form = new FormData()
        form.set('List-Unsubscribe', 'One-Click')
        return form
      },
    ],
  ])(
    'by one click of a mail program (%s) turns an account’s mail off, and nothing else',
    async (_, body) => {
      const user = await office.backend.user('Anna')
      const before = f.granted(
        await f.post(office.backend, 'save-account', user, { phone: '+49 30 1', timeZone: 'UTC' }),
      ).account
      const token = tokenOf('unsubscribe-account', user.uid)
      for (let times = 0; times < 2; times++) {
        const told = await call('unsubscribe', { method: 'POST', query: { token }, body: body() })
        expect([told.status, told.body]).toEqual([200, {}])
      }
      const { body: after } = await f.get(office.backend, 'get-account', user)
      expect(after.account).toEqual({
        ...before,
        notifications: { push: true, email: false, reminderMinutes: [1440, 60] },
      })
    },
  )

  it('by the link of a mail stops the mails to a guest, and to nobody else', async () => {
    const client = { name: 'Gina', email: 'Gina@Example.com' }
    await bookGuest({ client })
    await office.settled()
    const toGina = () => office.mailbox.received.filter(({ to }) => /gina/i.test(to))
    const [mail] = toGina()
    const list = mail?.headers.get('list') as { unsubscribe?: { url?: string } } | undefined
    const { search } = new URL(list?.unsubscribe?.url ?? '')
    const token = new URLSearchParams(search).get('token') ?? ''
    const page = await postForm('unsubscribe', { token })
    expect(page.text).toContain('You get no more e-mails')
    await bookGuest({ client: { ...client, email: 'gina@example.com' } })
    const { booking: others } = await bookGuest()
    await office.settled()
    expect(toGina()).toHaveLength(1)
    expect(office.mailbox.of(others.client.email ?? '')).toHaveLength(1)
    const suppressed = 'select count(*) as n from suppressed_addresses where address_digest = $1'
    const digest = digestOfAddress('gina@example.com')
    expect(await f.count(office.backend, suppressed, [digest])).toBe(1)
    expect((await postJson('unsubscribe', { token })).body).toEqual({})
  })

  it('by a link that was altered or has expired is told that it leads nowhere', async () => {
    const user = await office.backend.user('Anna')
    const token = tokenOf('unsubscribe-account', user.uid)
    const expired = makeLinkToken(KEYS, 'unsubscribe-account', user.uid, Date.now() - 1)
    for (const bad of [`${token}A`, expired, tokenOf('unsubscribe-guest', 'x').slice(2)]) {
      expect((await postJson('unsubscribe', { token: bad })).body.reason).toBe('not-found')
      const page = await call('unsubscribe', { query: { token: bad }, headers: PAGE })
      expect(page.status).toBe(404)
      expect(page.text).not.toContain('<form')
    }
  })

  it('of an account that sent no command yet changes nothing', async () => {
    const token = tokenOf('unsubscribe-account', 'nobody-yet')
    expect((await postJson('unsubscribe', { token })).status).toBe(200)
  })

  it.each([
    ['415', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' }],
    ['400', { method: 'POST', headers: { 'Content-Type': 'multipart/form-data' }, body: 'x' }],
    ['400', { method: 'POST', body: new URLSearchParams([['List-Unsubscribe', 'Two-Clicks']]) }],
    ['405', { method: 'PUT', body: 'x' }],
  ])('is answered %s to what is no such request', async (status, init) => {
    const token = tokenOf('unsubscribe-account', 'x')
    expect((await call('unsubscribe', { ...init, query: { token } })).status).toBe(Number(status))
  })
})
