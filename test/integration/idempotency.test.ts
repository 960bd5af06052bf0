// The same request sent twice is carried out once: replays, twins at the same time, and what a key is bound to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const HOUR = 3_600_000

let backend: Backend
let clock: f.Clock
let owner: User
let client: User
let made: f.Made
let slots: f.ShownSlot[]

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked('2027-03-01T07:00:00Z'))
  ;[owner, client] = await Promise.all([backend.user('Ana Owner'), backend.user('Carl Client')])
  made = await f.makeProfessional(backend, owner)
  slots = [...(await f.slotsOf(backend, owner, made, { from: 3, to: 12 }))]
})
afterAll(() => backend.stop())

const nextStart = (): string => f.nth(slots.splice(0, 1), 0).start

let keys = 0
const newKey = () => `key-${keys++}`

const book = (user: User, start: string, key: string, more: object = {}) =>
  f.post(
    backend,
    'create-booking',
    user,
    { serviceId: made.serviceId, start, ...more },
    { 'Idempotency-Key': key },
  )

const bookingsAt = (start: string) =>
  f.count(backend, 'select count(*) as n from bookings where start_at = $1', [start])

const keptKeys = () => f.count(backend, 'select count(*) as n from idempotency_keys')

describe('a request with a key', () => {
  it('is answered again as it was the first time, and says so', async () => {
    const [start, key] = [nextStart(), newKey()]
    const first = await book(client, start, key)
    const digest = await f.digestOf(backend)
    const again = await book(client, start, key)
    expect(f.granted(again)).toEqual(f.granted(first))
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('is answered again even where the world has moved on', async () => {
    const [start, key] = [nextStart(), newKey()]
    const { booking } = f.granted(await book(client, start, key))
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId: booking.bookingId }))
    expect(f.granted(await book(client, start, key)).booking).toEqual(booking)
    expect(await bookingsAt(start)).toBe(1)
  })

  it('means the same however its fields are ordered, spelled out or defaulted', async () => {
    const [start, key] = [nextStart(), newKey()]
    const first = await book(client, start, key, { note: 'knee' })
    const offset = start.replace('Z', '+00:00')
    const body = `{"note": "knee", "start": "${offset}", "serviceId": "${made.serviceId.toUpperCase()}"}`
    const again = await f.post(backend, 'create-booking', client, body, { 'Idempotency-Key': key })
    expect(f.granted(again)).toEqual(first.body)
  })

  it('may carry the key in the body, which is then the same key', async () => {
    const [start, key] = [nextStart(), newKey()]
    const first = await book(client, start, key)
    const data = { serviceId: made.serviceId, start, idempotencyKey: key }
    const again = await f.post(backend, 'create-booking', client, data)
    expect(again.body).toEqual(first.body)
    const called = await f.post(backend, 'create-booking', client, { data })
    expect(called.body.result).toEqual(first.body)
    expect(called.headers.get('Idempotency-Replayed')).toBe('true')
  })

  it('is refused where the key was used for another body', async () => {
    const [start, key] = [nextStart(), newKey()]
    f.granted(await book(client, start, key))
    f.expectProblem(await book(client, nextStart(), key), 'idempotency-key-reused')
    f.expectProblem(await book(client, start, key, { note: 'x' }), 'idempotency-key-reused')
  })

  it('knows nothing of the same key of another account', async () => {
    const key = newKey()
    const [mine, theirs] = [nextStart(), nextStart()]
    const first = f.granted(await book(client, mine, key)).booking
    const other = f.granted(await book(owner, theirs, key)).booking
    expect(other.bookingId).not.toBe(first.bookingId)
  })

  it('knows nothing of the same key of another function', async () => {
    const key = newKey()
    const { booking } = f.granted(await book(client, nextStart(), key))
    const data = { bookingId: booking.bookingId }
    const headers = { 'Idempotency-Key': key }
    const cancelled = f.granted(await f.post(backend, 'cancel-booking', client, data, headers))
    expect(cancelled.booking.status).toBe('cancelled')
    const again = await f.post(backend, 'cancel-booking', client, data, headers)
    expect(f.granted(again)).toEqual(cancelled)
  })

  it('keeps none where it is refused, so that it can be sent again', async () => {
    const [start, key] = [nextStart(), newKey()]
    const kept = await keptKeys()
    const { bookingId } = await f.book(backend, owner, made.serviceId, start)
    f.expectProblem(await book(client, start, key), 'slot-taken')
    f.expectProblem(await book(client, start, key, { seats: 0 }), 'invalid-request')
    expect(await keptKeys()).toBe(kept)
    f.granted(await f.post(backend, 'cancel-booking', owner, { bookingId }))
    f.granted(await book(client, start, key))
    expect(await keptKeys()).toBe(kept + 1)
  })

  it('keeps none where it only asks what would be', async () => {
    const kept = await keptKeys()
    const headers = { 'Idempotency-Key': newKey() }
    const data = { name: 'Cut', durationMinutes: 20 }
    const rehearsal = { ...data, validateOnly: true }
    for (let i = 0; i < 2; i++) {
      const told = await f.post(backend, 'save-service', owner, rehearsal, headers)
      f.granted(told)
      expect(told.headers.get('Idempotency-Replayed')).toBeNull()
    }
    expect(await keptKeys()).toBe(kept)
    f.granted(await f.post(backend, 'save-service', owner, data, headers))
    expect(await keptKeys()).toBe(kept + 1)
  })

  it('keeps one also where it changed nothing', async () => {
    const headers = { 'Idempotency-Key': newKey() }
    const data = { name: 'Ana' }
    const { revision } = f.granted(await f.post(backend, 'save-professional', owner, data, headers))
    const again = await f.post(backend, 'save-professional', owner, data, headers)
    expect(f.granted(again).revision).toBe(revision)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
  })

  it('makes one calendar and one service, not two', async () => {
    const newcomer = await backend.user('Nina New')
    const headers = { 'Idempotency-Key': newKey() }
    const profile = { name: 'Nina', timeZone: 'UTC' }
    const offer = { name: 'Cut', durationMinutes: 20 }
    const first = f.granted(await f.post(backend, 'save-professional', newcomer, profile, headers))
    const again = f.granted(await f.post(backend, 'save-professional', newcomer, profile, headers))
    expect(again).toEqual(first)
    const saved = f.granted(await f.post(backend, 'save-service', newcomer, offer, headers))
    expect(f.granted(await f.post(backend, 'save-service', newcomer, offer, headers))).toEqual(
      saved,
    )
    const { services } = f.granted(await f.get(backend, 'get-schedule', newcomer))
    expect(services).toHaveLength(1)
  })
})

describe('twins at the same time', () => {
  const isConflict = ({ status, body, headers }: f.Told) =>
    status === 409 && body.reason === 'conflict' && Number(headers.get('Retry-After')) > 0

  it.each([1, 2, 3])('make one booking (round %i)', async () => {
    const [start, key] = [nextStart(), newKey()]
    const told = await Promise.all(Array.from({ length: 8 }, () => book(client, start, key)))
    const answered = told.filter(({ status }) => status === 200)
    expect(answered.length).toBeGreaterThanOrEqual(1)
    expect(new Set(answered.map(({ body }) => body.booking.bookingId)).size).toBe(1)
    expect(told.filter(({ status }) => status !== 200).every(isConflict)).toBe(true)
    const fresh = answered.filter(({ headers }) => !headers.get('Idempotency-Replayed'))
    expect(fresh).toHaveLength(1)
    expect(await bookingsAt(start)).toBe(1)
  })

  it('of which one has another body leave one booking', async () => {
    const key = newKey()
    const starts = [nextStart(), nextStart()]
    const told = await Promise.all(
      Array.from({ length: 8 }, (_, i) => book(client, f.nth(starts, i % 2), key)),
    )
    const reasons = told.map(({ status, body }) => (status === 200 ? 'done' : body.reason))
    expect(new Set(reasons)).toEqual(new Set(['done', 'idempotency-key-reused']))
    const booked = await Promise.all(starts.map(bookingsAt))
    expect(booked.toSorted((a, b) => a - b)).toEqual([0, 1])
  })

  it('of which each is for another calendar leave one booking', async () => {
    const other = await backend.user('Otto Other')
    const theirs = await f.makeProfessional(backend, other)
    const [start, key] = [nextStart(), newKey()]
    const told = await Promise.all(
      [made, theirs, made, theirs].map(({ serviceId }) =>
        f.post(backend, 'create-booking', client, { serviceId, start }, { 'Idempotency-Key': key }),
      ),
    )
    const reasons = told.map(({ status, body }) => (status === 200 ? 'done' : body.reason))
    expect(new Set(reasons)).toEqual(new Set(['done', 'idempotency-key-reused']))
    expect(await bookingsAt(start)).toBe(1)
  })

  it('that save a first profile make one calendar', async () => {
    const newcomer = await backend.user('Nora New')
    const headers = { 'Idempotency-Key': newKey() }
    const profile = { name: 'Nora', timeZone: 'UTC' }
    const told = await Promise.all(
      Array.from({ length: 8 }, () =>
        f.post(backend, 'save-professional', newcomer, profile, headers),
      ),
    )
    const bodies = told.map(f.granted)
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
  })
})

describe('after 24 hours', () => {
  it('a key is a new one', async () => {
    const [start, later, key] = [nextStart(), nextStart(), newKey()]
    const { booking } = f.granted(await book(client, start, key))
    clock.now += 24 * HOUR - 1000
    expect(f.granted(await book(client, start, key)).booking).toEqual(booking)
    f.expectProblem(await book(client, later, key), 'idempotency-key-reused')
    clock.now += 2000
    f.expectProblem(await book(client, start, key), 'slot-taken')
    const second = await book(client, later, key)
    expect(f.granted(second).booking.bookingId).not.toBe(booking.bookingId)
    expect(second.headers.get('Idempotency-Replayed')).toBeNull()
    expect((await book(client, later, key)).headers.get('Idempotency-Replayed')).toBe('true')
  })

  it('twins of an old key make one booking', async () => {
    const [start, later, key] = [nextStart(), nextStart(), newKey()]
    f.granted(await book(client, start, key))
    clock.now += 25 * HOUR
    const told = await Promise.all(Array.from({ length: 8 }, () => book(client, later, key)))
    const ids = told.map((one) => f.granted(one).booking.bookingId)
    expect(new Set(ids).size).toBe(1)
    expect(await bookingsAt(later)).toBe(1)
  })
})
