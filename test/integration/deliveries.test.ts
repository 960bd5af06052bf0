// The life of messages as admins are told of it, and that one recipient who refuses holds up nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const DAY = 86_400_000

interface Listed {
  readonly notificationId: string
  readonly causeId: string
  readonly channel: string
  readonly state: string
  readonly decidedAt: string
  readonly sentAt?: string
  readonly attempts: number
  readonly answer?: string
}

let office: PostOffice
let admin: User
let owner: User
let anna: User
let made: f.Made

beforeAll(async () => {
  office = await startPostOffice()
  const { backend } = office
  ;[admin, owner, anna] = await Promise.all([
    backend.user('Ada', { admin: true }),
    backend.user('Olga Owner'),
    backend.user('Anna'),
  ])
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
})
afterAll(() => office.stop())

let taken = 0
const book = (user: User, more: object = {}): Promise<f.Booked> => {
  const start = Math.ceil(Date.now() / DAY) * DAY + DAY + taken++ * 3_600_000
  return f.book(office.backend, user, made.serviceId, new Date(start).toISOString(), more)
}

const ask = async (query: Record<string, string>, who: User = admin) => {
  const told = await f.get(office.backend, 'list-deliveries', who, query)
  const { deliveries = [], nextPageToken } = told.body as unknown as {
    readonly deliveries?: readonly Listed[]
    readonly nextPageToken?: string
  }
  return { told, deliveries, nextPageToken }
}

describe('the life of a message', () => {
  it('is told by booking and by account: decided, sent, and what the other side said', async () => {
    const { bookingId } = await book(anna)
    await office.settled()
    const { deliveries } = await ask({ bookingId })
    expect(deliveries).toHaveLength(4)
    expect(deliveries.map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual([
      'in-app sent',
      'in-app sent',
      'mail sent',
      'mail sent',
    ])
    expect(new Set(deliveries.map(({ causeId }) => causeId)).size).toBe(1)
    for (const { decidedAt, sentAt, attempts } of deliveries) {
      expect(attempts).toBe(1)
      expect(Date.parse(sentAt ?? '')).toBeGreaterThanOrEqual(Date.parse(decidedAt))
    }
    expect(JSON.stringify(deliveries)).not.toContain('@')
    const { deliveries: hers } = await ask({ bookingId, uid: anna.uid })
    expect(hers).toHaveLength(2)
    expect((await ask({ bookingId: made.professionalId })).deliveries).toEqual([])
  })

  it('comes page by page, each once, the last decided first', async () => {
    await book(anna)
    await book(anna)
    await office.settled()
    const all = (await ask({ pageSize: '100' })).deliveries
    const paged: Listed[] = []
    let pageToken: string | undefined
    do {
      const page = await ask({ pageSize: '3', ...(pageToken !== undefined && { pageToken }) })
      paged.push(...page.deliveries)
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    expect(paged).toEqual(all)
    const times = all.map(({ decidedAt }) => decidedAt)
    expect(times).toEqual(times.toSorted().toReversed())
    const first = await ask({ pageSize: '3' })
    const other = { pageSize: '3', uid: anna.uid, pageToken: first.nextPageToken ?? '' }
    f.expectProblem((await ask(other)).told, 'invalid-request')
  })

  it('ends where the mail server refuses an address for good, and holds up nobody else', async () => {
    const client = { name: 'Nobody', email: 'no-such@example.com' }
    office.mailbox.refuse({ code: 550, words: 'no such user' }, client.email)
    const refused = await book(owner, { client })
    const taken = await book(owner, { client: { name: 'Gus', email: 'gus@example.com' } })
    await office.settled()
    expect(office.mailbox.of('gus@example.com')).toHaveLength(1)
    const [failed] = (await ask({ bookingId: refused.bookingId })).deliveries
    expect(failed).toMatchObject({ channel: 'mail', state: 'failed', attempts: 1 })
    expect(failed).not.toHaveProperty('sentAt')
    expect(failed?.answer).toContain('550')
    expect(failed?.answer).not.toContain('no-such@')
    const [sent] = (await ask({ bookingId: taken.bookingId })).deliveries
    expect(sent).toMatchObject({ channel: 'mail', state: 'sent' })
  })

  it('says why nothing was sent', async () => {
    f.granted(await f.post(office.backend, 'save-account', anna, { email: 'else@example.com' }))
    const { bookingId } = await book(anna)
    await office.settled()
    const mail = (await ask({ bookingId, uid: anna.uid })).deliveries.find(
      ({ channel }) => channel === 'mail',
    )
    expect(mail).toMatchObject({
      state: 'dropped',
      answer: 'the contact address is not the verified one',
    })
  })

  it('is told to admins alone', async () => {
    for (const user of [owner, anna])
      f.expectProblem((await ask({ uid: user.uid }, user)).told, 'forbidden')
  })

  it.each([
    ['bookingId', { bookingId: 'x' }],
    ['uid', { uid: 'a/b' }],
    ['pageSize', { pageSize: '101' }],
    ['state', { state: 'failed' }],
  ])('is not asked for with a wrong %s', async (path, query) => {
    const { errors } = f.expectProblem((await ask(query)).told, 'invalid-request')
    expect(errors.map((one) => one.path)).toEqual([path])
  })
})
