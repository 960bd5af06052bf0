// What stands in the way of messages: a mail server that is down, a recipient who always refuses, a service that asks for
// patience, a process that dies in the middle, the same message many times. Each arrives once, as far as its channel allows.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChangeType } from '../../shared/contract/messages/change.ts'
import type { Backend } from '../support/backend.ts'
import { withColdInstance } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let office: PostOffice
let owner: User
let made: f.Made

// Turned forward by tests, never back: rows are due by it.
let ahead = 0
const now = () => Date.now() + ahead

beforeAll(async () => {
  // Nobody is pushed to: tests hand messages over themselves.
  office = await startPostOffice({ now, subscribe: false })
  const { backend } = office
  owner = await backend.user('Olga Owner')
  made = await f.makeProfessional(backend, owner, { hours: f.everyDay('00:00', '24:00') })
})
afterAll(() => office.stop())

let taken = 0
async function book(user: User, more: object = {}): Promise<f.Booked> {
  const start = Math.ceil(now() / DAY) * DAY + 3 * DAY + taken++ * HOUR
  return f.book(office.backend, user, made.serviceId, new Date(start).toISOString(), more)
}

interface Change {
  readonly changeId: string
  readonly causeId: string
  readonly revision: string
}

/** The push that Pub/Sub makes of a booking's change. */
async function pushOf({ bookingId }: f.Booked, type: ChangeType): Promise<object> {
  const { rows } = await office.backend.database.query<Change>(
    `select change_id as "changeId", cause_id as "causeId", revision from changes
      where booking_id = $1 and type = $2`,
    [bookingId, type],
  )
  const { changeId, causeId, revision } = f.nth(rows, 0)
  const change = {
    changeId,
    causeId,
    type,
    professionalId: made.professionalId,
    revision: Number(revision),
    at: new Date(now()).toISOString(),
    by: { kind: 'client' },
    dates: [],
    bookingId,
  }
  const data = Buffer.from(JSON.stringify(change)).toString('base64')
  return { message: { data, messageId: changeId }, subscription: 'of-a-test' }
}

/** Hands a booking's message over, to an instance. @returns the status of the answer */
async function tell(
  booking: f.Booked,
  to: Backend = office.backend,
  type: ChangeType = 'booking.confirmed',
): Promise<number> {
  return (await to.post('send-notifications', undefined, await pushOf(booking, type))).status
}

interface Delivery {
  readonly channel: string
  readonly state: string
  readonly attempts: number
  readonly answer: string | null
  readonly waitsMillis: number
}

/** The deliveries about a booking to one side, by channel. */
async function deliveriesOf({ bookingId }: f.Booked, role: string): Promise<readonly Delivery[]> {
  const { rows } = await office.backend.database.query<Delivery>(
    `select d.channel, d.state, d.attempts, d.answer,
        (extract(epoch from d.due_at) * 1000)::float8 - $3 as "waitsMillis"
      from deliveries d join notifications n using (notification_id)
      where n.role = $2 and n.items @> jsonb_build_array(jsonb_build_object('bookingId', $1::text))
      order by d.channel, d.target`,
    [bookingId, role, now()],
  )
  return rows
}

const summaryOf = async (booking: f.Booked, role: string): Promise<readonly string[]> =>
  (await deliveriesOf(booking, role)).map(({ channel, state }) => `${channel} ${state}`)

/** Runs the job, some time later. */
async function retryIn(millis: number): Promise<void> {
  ahead += millis
  f.granted(await f.post(office.backend, 'retry-deliveries', undefined, {}))
}

const subjectsTo = (user: User): readonly string[] =>
  office.mailbox.of(user.email).map(({ subject }) => subject.replace(/: .*/, ''))

describe('a mail server that is down for two minutes', () => {
  it('delays mails, loses and doubles none, and holds up neither the app nor devices', async () => {
    const [anna, ben] = await Promise.all([office.backend.user('Anna'), office.backend.user('Ben')])
    const token = `phone-of-${owner.uid}`
    f.granted(
      await f.post(office.backend, 'register-device', owner, { token, platform: 'android' }),
    )
    await office.line.cut('refuse')
    const bookings = [await book(anna), await book(ben), await book(anna)]
    for (const booking of bookings) {
      expect(await tell(booking)).toBe(200)
      expect(await summaryOf(booking, 'client')).toEqual(['in-app sent', 'mail waiting'])
      expect(await summaryOf(booking, 'owner')).toEqual([
        'in-app sent',
        'mail waiting',
        'push sent',
      ])
    }
    expect(office.fcm.pushes()).toHaveLength(3)
    for (let waited = 0; waited < 2 * MINUTE; waited += 30 * SECOND) await retryIn(30 * SECOND)
    expect(office.mailbox.received).toEqual([])
    await office.line.mend()
    await retryIn(2 * MINUTE)
    await retryIn(HOUR)
    expect(subjectsTo(anna)).toEqual(Array(2).fill('Your booking is confirmed'))
    expect(subjectsTo(ben)).toEqual(['Your booking is confirmed'])
    expect(subjectsTo(owner)).toEqual(Array(3).fill('You have a new booking'))
    for (const booking of bookings)
      expect(await summaryOf(booking, 'client')).toEqual(['in-app sent', 'mail sent'])
  })
})

describe('a mail server that takes calls and says nothing', () => {
  it('keeps neither the app nor devices waiting, however many mails hang', async () => {
    const { backend } = office
    const names = Array.from({ length: 12 }, (_, index) => `Client ${index}`)
    const clients = await Promise.all(names.map((name) => backend.user(name)))
    const bookings: f.Booked[] = []
    for (const client of clients) {
      const device = { token: `phone-of-${client.uid}`, platform: 'ios' }
      f.granted(await f.post(backend, 'register-device', client, device))
      bookings.push(await book(client))
    }
    await office.line.cut('swallow')
    const first = f.nth(bookings, 0)
    const off = { start: first.start, end: f.nth(bookings, -1).end, onConflict: 'cancel' }
    f.granted(await f.post(backend, 'add-time-off', owner, off))
    const telling = tell(first, backend, 'booking.cancelled')
    await vi.waitFor(
      async () => {
        const told = await Promise.all(clients.map((client) => office.notes(client)))
        expect(told.map((notes) => notes.length)).toEqual(clients.map(() => 1))
        const pushed = office.fcm.pushes().map(({ token }) => token)
        for (const client of clients) expect(pushed).toContain(`phone-of-${client.uid}`)
      },
      { timeout: 8_000, interval: 100 },
    )
    expect(await summaryOf(first, 'client')).toEqual(['in-app sent', 'mail waiting', 'push sent'])
    await office.line.mend()
    expect(await telling).toBe(200)
    await retryIn(MINUTE)
    await retryIn(HOUR)
    for (const client of clients) expect(subjectsTo(client)).toEqual(['Your booking is cancelled'])
  }, 60_000)
})

describe('a recipient who always refuses for now', () => {
  it('is tried for half a day and given up, and nobody else waits', async () => {
    const [full, other] = await Promise.all([
      office.backend.user('Fred Full'),
      office.backend.user('Olivia Other'),
    ])
    office.mailbox.refuse({ code: 452, words: 'mailbox full' }, full.email)
    const refused = await book(full)
    expect(await tell(refused)).toBe(200)
    const mail = async () => f.nth(await deliveriesOf(refused, 'client'), 1)
    const waits: number[] = []
    for (let tries = 1; (await mail()).state === 'waiting'; tries++) {
      const { waitsMillis, attempts } = await mail()
      expect(attempts).toBe(tries)
      waits.push(Math.ceil(waitsMillis / MINUTE))
      const booking = await book(other)
      expect(await tell(booking)).toBe(200)
      expect(await summaryOf(booking, 'client')).toEqual(['in-app sent', 'mail sent'])
      await retryIn(Math.max(0, waitsMillis) + SECOND)
    }
    expect(waits).toEqual([1, 1, 2, 5, 15, 30, 60, 120, 240, 240])
    expect(await mail()).toMatchObject({ state: 'failed', attempts: 11 })
    expect((await mail()).answer).toMatch(/^given up after 11 attempts: 452 mailbox full/)
    expect(subjectsTo(full)).toEqual([])
    expect(subjectsTo(other)).toHaveLength(waits.length)
    await retryIn(DAY)
    expect(subjectsTo(full)).toEqual([])
  }, 60_000)
})

describe('a push service that asks for ten minutes', () => {
  it('is left alone for as long, and has the push once', async () => {
    const client = await office.backend.user('Paula Patient')
    const token = `phone-of-${client.uid}`
    f.granted(await f.post(office.backend, 'register-device', client, { token, platform: 'ios' }))
    office.fcm.answerFor(token, { status: 503, code: 'UNAVAILABLE', retryAfterSeconds: 600 })
    // An owner books in whom they know, and clients are pushed what others do.
    await book(client)
    const approved = await book(owner, { clientUid: client.uid })
    expect(await tell(approved)).toBe(200)
    const push = async () => f.nth(await deliveriesOf(approved, 'client'), 2)
    expect(await push()).toMatchObject({
      channel: 'push',
      state: 'waiting',
      attempts: 1,
      answer: '503 UNAVAILABLE',
    })
    expect((await push()).waitsMillis).toBeGreaterThan(9 * MINUTE)
    // It is up again before that, and nobody asks.
    office.fcm.answerFor(token, undefined)
    await retryIn(9 * MINUTE)
    expect(await push()).toMatchObject({ state: 'waiting', attempts: 1 })
    await retryIn(MINUTE)
    await retryIn(HOUR)
    expect(await push()).toMatchObject({ state: 'sent', attempts: 2, answer: '200' })
    const pushes = office.fcm.pushes().filter((one) => one.token === token)
    expect(pushes.map(({ data }) => data)).toMatchObject([
      { type: 'booking.confirmed', bookingId: approved.bookingId },
    ])
  })
})

describe('accounts that cannot be asked for when a guest is first written to', () => {
  it('let no mail pass uncounted once they can', async () => {
    const { backend } = office
    const config = { ...backend.world.config, authEmulatorHost: '127.0.0.1:1' }
    const cut = { ...backend, world: { ...backend.world, config } }
    const booking = await book(owner, { client: { name: 'Gus', email: 'gus@example.com' } })
    await withColdInstance(cut, async (cold) => expect(await tell(booking, cold)).toBe(200))
    expect(await summaryOf(booking, 'guest')).toEqual(['mail waiting'])
    await retryIn(MINUTE)
    expect(await summaryOf(booking, 'guest')).toEqual(['mail sent'])
    const { rows } = await backend.database.query(
      'select mails from guest_addresses where owner_uid = $1',
      [owner.uid],
    )
    expect(rows).toEqual([{ mails: 1 }])
  })
})

describe('a process that dies after the mail server took a mail, before that is written down', () => {
  it('costs one repetition under the same id at most, once its lease is over', async () => {
    const client = await office.backend.user('Carla Crash')
    office.mailbox.refuse({ code: 421, words: 'not now' }, client.email)
    const booking = await book(client)
    expect(await tell(booking)).toBe(200)
    office.mailbox.refuse(undefined, client.email)
    ahead += MINUTE
    const worker = spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/delivery-worker.ts')],
      {
        env: {
          ...process.env,
          WORKER_CONFIG: JSON.stringify(office.backend.world.config),
          WORKER_AHEAD_MILLIS: String(ahead),
        },
        stdio: 'ignore',
      },
    )
    const died = once(worker, 'exit')
    office.mailbox.atNext((answer) => {
      worker.once('exit', answer)
      worker.kill('SIGKILL')
    })
    expect(await died).toEqual([null, 'SIGKILL'])
    expect(await summaryOf(booking, 'client')).toEqual(['in-app sent', 'mail waiting'])
    // Its lease holds.
    await retryIn(MINUTE)
    expect(office.mailbox.of(client.email)).toHaveLength(1)
    await retryIn(2 * MINUTE)
    await retryIn(HOUR)
    const mails = office.mailbox.of(client.email)
    expect(mails).toHaveLength(2)
    expect(new Set(mails.map(({ headers }) => headers.get('message-id'))).size).toBe(1)
    expect(await deliveriesOf(booking, 'client')).toMatchObject([
      { channel: 'in-app', state: 'sent' },
      { channel: 'mail', state: 'sent', attempts: 3 },
    ])
  }, 60_000)
})

describe('one message five times, at two instances at once', () => {
  it('is told to each person once by each channel', async () => {
    const client = await office.backend.user('Tina Twice')
    const token = `tablet-of-${owner.uid}`
    f.granted(await f.post(office.backend, 'register-device', owner, { token, platform: 'web' }))
    const before = office.mailbox.of(owner.email).length
    const booking = await book(client)
    await withColdInstance(office.backend, async (cold) => {
      const instances = Array.from({ length: 5 }, () => [office.backend, cold]).flat()
      const told = await Promise.all(instances.map((instance) => tell(booking, instance)))
      expect(told).toEqual(instances.map(() => 200))
      await Promise.all(
        [office.backend, cold].map((one) => one.post('retry-deliveries', undefined, {})),
      )
    })
    await retryIn(HOUR)
    expect(subjectsTo(client)).toEqual(['Your booking is confirmed'])
    expect(office.mailbox.of(owner.email)).toHaveLength(before + 1)
    expect(await office.notes(client)).toHaveLength(1)
    const pushes = office.fcm.pushes().filter((one) => one.token === token)
    expect(pushes.map(({ data }) => data['bookingId'])).toEqual([booking.bookingId])
    for (const role of ['client', 'owner'])
      for (const { state, attempts } of await deliveriesOf(booking, role))
        expect({ state, attempts }).toEqual({ state: 'sent', attempts: 1 })
  })
})
