// The Firebase callable protocol: bytes as the SDKs send them, the answers they expect, and the web SDK itself.
import { deleteApp, initializeApp } from 'firebase/app'
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from 'firebase/auth'
import {
  FunctionsError,
  connectFunctionsEmulator,
  getFunctions,
  httpsCallable,
} from 'firebase/functions'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Reason } from '../../shared/contract/faults/reasons.ts'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'
import { STATUSES } from '../support/statuses.ts'

const INT64 = 'type.googleapis.com/google.protobuf.Int64Value'
const UINT64 = 'type.googleapis.com/google.protobuf.UInt64Value'
/** Swift's Int, Kotlin's Long. */
const wrapped = (value: number | string, type = INT64) => ({ '@type': type, value: String(value) })

let backend: Backend
let owner: User
let client: User
let made: f.Made
let slots: readonly f.ShownSlot[]
let taken = 0
/** A start that no other test books. */
const nextStart = () => f.nth(slots, taken++).start

beforeAll(async () => {
  // The web SDK signs in to the Auth emulator's own project.
  backend = await startBackend({ projectId: 'demo-test', subscribe: false })
  ;[owner, client] = await Promise.all([backend.user('Ana Owner'), backend.user('Carl Client')])
  made = await f.makeProfessional(backend, owner, { service: { capacity: 4 } })
  slots = await f.slotsOf(backend, client, made, { from: 2, to: 9 })
})
afterAll(() => backend.stop())

const call = (name: string, user: User | undefined, data: unknown, headers = {}) =>
  f.post(backend, name, user, { data }, headers)

describe('a request', () => {
  it('of the web SDK is answered with the result alone', async () => {
    const data = { serviceId: made.serviceId, start: nextStart(), seats: 2 }
    const { status, headers, body } = await call('create-booking', client, data)
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toMatch(/^application\/json\b/)
    expect(headers.get('X-Request-Id')).toMatch(/./)
    expect(Object.keys(body)).toEqual(['result'])
    expect(body.result.booking).toMatchObject({ status: 'confirmed', seats: 2 })
  })

  it('of Swift carries every Int as an object, nested ones too', async () => {
    const service = {
      name: 'Class',
      durationMinutes: wrapped(45),
      capacity: wrapped(8, UINT64),
      hours: [{ weekday: wrapped(2), start: '18:00', end: '19:00' }],
      price: { amountMinor: wrapped(2500), currency: 'EUR' },
      validateOnly: true,
    }
    const { body } = await call('save-service', owner, service)
    expect(body.result.service).toMatchObject({
      durationMinutes: 45,
      capacity: 8,
      hours: [{ weekday: 2, start: '18:00', end: '19:00' }],
      price: { amountMinor: 2500, currency: 'EUR' },
    })
    const policy = { horizonDays: wrapped(90), slotStepMinutes: null }
    const saved = await call('save-professional', owner, { policy, validateOnly: true })
    expect(saved.body.result.professional.policy.horizonDays).toBe(90)
  })

  it('of Kotlin carries a Long as an object and an Int plain', async () => {
    const data = { as: 'client', pageSize: wrapped(10) }
    expect((await call('list-bookings', client, data)).body.result.bookings).toBeInstanceOf(Array)
    const plain = { as: 'client', pageSize: 10 }
    expect((await call('list-bookings', client, plain)).body.result.bookings).toBeInstanceOf(Array)
  })

  it('may send null for no data', async () => {
    expect((await call('get-account', client, null)).body.result.account.uid).toBe(client.uid)
    expect((await call('get-schedule', owner, null)).body.result.revision).toBe(made.revision + 1)
  })

  it('reaches every query', async () => {
    const { professionalId, serviceId } = made
    const bookingId = (await f.book(backend, client, serviceId, nextStart())).bookingId
    const range = { from: f.inDays(backend, 2), to: f.inDays(backend, 3), seats: 1 }
    const asked: [string, User, object][] = [
      ['get-schedule', owner, {}],
      ['get-professional', client, { professionalId }],
      ['search-availability', client, { professionalId, serviceId, ...range }],
      ['get-booking', client, { bookingId }],
      ['list-bookings', client, { as: 'client', status: ['confirmed'], order: 'desc' }],
      ['get-account', client, {}],
    ]
    for (const [name, user, data] of asked) {
      const { status, body, headers } = await call(name, user, data)
      expect(status, `${name}: ${JSON.stringify(body)}`).toBe(200)
      expect(JSON.stringify(body)).not.toContain('@type')
      expect(headers.get('ETag')).toBeNull() // a callable answer is never asked for again by tag
    }
  })

  it('is answered as one event where the SDK listens for a stream', async () => {
    const accept = { Accept: 'text/event-stream' }
    const ask = (data: object) =>
      f.send(backend, {
        path: 'get-account',
        headers: { ...f.jsonOf(client), ...accept },
        body: JSON.stringify({ data }),
      })
    const good = await ask({})
    expect(good.headers['content-type']).toMatch(/^text\/event-stream\b/)
    const [, text = ''] = /^data: (.+)\n\n$/.exec(good.text) ?? []
    expect((JSON.parse(text) as f.Body).result.account.uid).toBe(client.uid)
    const bad = await ask({ uid: 'x' })
    expect(bad.status).toBe(400)
    const [, refusal = ''] = /^data: (.+)\n\n$/.exec(bad.text) ?? []
    expect((JSON.parse(refusal) as f.Body).error.details.errors).toMatchObject([{ path: 'uid' }])
  })

  it('takes its idempotency key inside the data', async () => {
    const data = { serviceId: made.serviceId, start: nextStart(), idempotencyKey: 'from-a-phone' }
    const first = await call('create-booking', client, data)
    const again = await call('create-booking', client, data)
    expect(again.body).toEqual(first.body)
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    const other = await call('create-booking', client, { ...data, seats: 2 })
    expect(other.body.error).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: { reason: 'idempotency-key-reused', status: 422 },
    })
  })

  it.each([
    ['9007199254740992', INT64],
    ['-9007199254740992', INT64],
    ['18446744073709551615', UINT64],
    ['1.5', INT64],
    ['', INT64],
    ['two', INT64],
    ['0x10', INT64],
    [' 1', INT64],
  ])('with a 64-bit number %j names what cannot be handled', async (value, type) => {
    const policy = { policy: { horizonDays: wrapped(value, type) }, validateOnly: true }
    const { status, body } = await call('save-professional', owner, policy)
    expect(status).toBe(400)
    const [error] = body.error.details.errors
    expect(error?.path).toBe('policy.horizonDays')
    expect(error?.message).toContain(JSON.stringify(value))
  })

  it('with a wrapped number out of range is refused as a plain one is', async () => {
    const { body } = await call('list-bookings', client, { as: 'client', pageSize: wrapped(101) })
    expect(body.error.details.errors).toMatchObject([{ path: 'pageSize' }])
  })

  it('is one only where data is the one key', async () => {
    const { body } = await f.post(backend, 'create-booking', client, { data: {}, other: 1 })
    expect(body.reason).toBe('invalid-request')
    expect(body.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['data', 'other']))
  })
})

describe('an error', () => {
  interface Provoked {
    readonly name: string
    readonly user: User | undefined
    readonly data: object
    readonly at?: Backend
  }

  // Only what can be asked for twice, plain and as a callable, with the same answer.
  const provoke: Partial<Record<Reason, () => Promise<Provoked>>> = {
    'invalid-request': () =>
      Promise.resolve({ name: 'create-booking', user: client, data: { serviceId: 'x' } }),
    unauthenticated: () => Promise.resolve({ name: 'get-account', user: undefined, data: {} }),
    forbidden: async () => ({
      name: 'get-account',
      user: await f.anonymousUser(backend),
      data: {},
    }),
    'not-found': () =>
      Promise.resolve({
        name: 'cancel-booking',
        user: client,
        data: { bookingId: '018f0000-0000-7000-8000-000000000000' },
      }),
    'version-mismatch': async () => {
      const { bookingId } = await f.book(backend, client, made.serviceId, nextStart())
      return { name: 'cancel-booking', user: client, data: { bookingId, version: 7 } }
    },
    'already-cancelled': async () => {
      const { bookingId } = await f.book(backend, client, made.serviceId, nextStart())
      f.granted(await f.post(backend, 'cancel-booking', client, { bookingId }))
      return { name: 'cancel-booking', user: client, data: { bookingId } }
    },
    'slot-taken': async () => {
      const start = nextStart()
      await f.book(backend, owner, made.serviceId, start, { seats: 4 })
      return { name: 'create-booking', user: client, data: { serviceId: made.serviceId, start } }
    },
    'not-enough-seats': async () => {
      const start = nextStart()
      await f.book(backend, owner, made.serviceId, start, { seats: 3 })
      const data = { serviceId: made.serviceId, start, seats: 2 }
      return { name: 'create-booking', user: client, data }
    },
    'too-soon': () => {
      const data = { serviceId: made.serviceId, start: '2020-01-01T10:00:00Z' }
      return Promise.resolve({ name: 'create-booking', user: client, data })
    },
    'too-far-ahead': () => {
      const data = { serviceId: made.serviceId, start: '2099-01-01T10:00:00Z' }
      return Promise.resolve({ name: 'create-booking', user: client, data })
    },
    'outside-hours': () => {
      const start = `${nextStart().slice(0, 10)}T23:00:00Z`
      const data = { serviceId: made.serviceId, start }
      return Promise.resolve({ name: 'create-booking', user: client, data })
    },
    'off-grid': () => {
      // Half a minute after the last start of a day would be outside its hours.
      const slot = slots.slice(taken).find(({ end }) => slots.some(({ start }) => start === end))
      if (!slot) throw new Error('no free time has another behind it')
      const start = slot.start.replace(/:00Z$/, ':30Z')
      const data = { serviceId: made.serviceId, start }
      return Promise.resolve({ name: 'create-booking', user: client, data })
    },
    'service-inactive': async () => {
      const paused = { name: 'Paused', durationMinutes: 30, active: false }
      const { service } = f.granted(await f.post(backend, 'save-service', owner, paused))
      const data = { serviceId: service.serviceId, start: nextStart() }
      return { name: 'create-booking', user: client, data }
    },
    'idempotency-key-reused': async () => {
      const data = { name: 'A', idempotencyKey: 'twice' }
      f.granted(await f.post(backend, 'save-professional', owner, { ...data, name: 'Ana' }))
      return { name: 'save-professional', user: owner, data }
    },
    'rate-limited': async () => {
      const config = { commandsPerMinute: 1 }
      const at = await startBackend({ projectId: 'demo-test', subscribe: false, config })
      const data = { name: 'Ana', timeZone: 'UTC' }
      for (let i = 0; i < 2; i++) await f.post(at, 'save-professional', owner, data)
      return { name: 'save-professional', user: owner, data, at }
    },
    unavailable: async () => {
      // As an instance sees it that has connected before: the first time it would be tried for twenty seconds.
      const connectionString = 'postgres://nobody@127.0.0.1:1/nowhere'
      const world = { database: openDatabase({ config: { connectionString } }) }
      const at = await startBackend({ projectId: 'demo-test', subscribe: false, world })
      return { name: 'get-account', user: client, data: {}, at }
    },
  }

  it.each(Object.keys(provoke) as Reason[])(
    '%s has the status of the plain form',
    async (reason) => {
      const prepare = provoke[reason]
      if (!prepare) throw new Error(`nothing provokes ${reason}`)
      const { name, user, data, at = backend } = await prepare()
      const [http, status] = STATUSES[reason]
      const called = await f.post(at, name, user, { data })
      expect(called.body.error?.details.reason, JSON.stringify(called.body)).toBe(reason)
      expect(called.status).toBe(http)
      expect(called.headers.get('Content-Type')).toMatch(/^application\/json\b/)
      expect(Object.keys(called.body)).toEqual(['error'])
      const { error } = called.body
      expect(error.status).toBe(status)
      expect(error.message).toBe(error.details.detail)
      expect(JSON.stringify(called.body)).not.toContain('@type')
      const isCommand = !name.startsWith('get-')
      const plain = isCommand ? await f.post(at, name, user, data) : await f.get(at, name, user)
      f.expectProblem(plain, reason)
      const { requestId } = plain.body
      expect({ ...error.details, requestId }).toEqual(plain.body)
      expect(called.headers.has('Retry-After')).toBe(plain.headers.has('Retry-After'))
      const saysWhen = reason === 'rate-limited' || reason === 'unavailable'
      expect(Number(called.headers.get('Retry-After') ?? 0) > 0).toBe(saysWhen)
      if (at !== backend) await at.stop()
    },
  )
})

describe('the web SDK', () => {
  it('books, and is told in its own words why it cannot', async () => {
    const { authHost } = inject('parts')
    const app = initializeApp({ projectId: 'demo-test', apiKey: 'fake', appId: 'test' })
    try {
      const auth = getAuth(app)
      connectAuthEmulator(auth, `http://${authHost}`, { disableWarnings: true })
      const { email, password } = client
      await signInWithEmailAndPassword(auth, email, password)
      const functions = getFunctions(app)
      connectFunctionsEmulator(functions, '127.0.0.1', Number(new URL(backend.url).port))
      const createBooking = httpsCallable<object, f.Body>(functions, 'create-booking')
      const data = { serviceId: made.serviceId, start: nextStart(), seats: 4, note: 'Grüße 👋' }

      const { booking } = (await createBooking(data)).data
      expect(booking).toMatchObject({ status: 'confirmed', note: 'Grüße 👋', seats: 4 })
      expect(booking.client).toMatchObject({ uid: client.uid, name: 'Carl Client' })

      const error = await createBooking(data).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(FunctionsError)
      const { code, message, details } = error as FunctionsError & { details: f.Body }
      expect(code).toBe('functions/failed-precondition')
      expect(message).toContain(details.detail)
      expect(details).toMatchObject({ reason: 'slot-taken', status: 409 })
      expect(details.alternatives).toHaveLength(5)

      const account = await httpsCallable<null, f.Body>(functions, 'get-account')(null)
      expect(account.data.account.uid).toBe(client.uid)
      const wrong = await createBooking({}).catch((thrown: unknown) => thrown)
      expect((wrong as FunctionsError).code).toBe('functions/invalid-argument')
    } finally {
      await deleteApp(app)
    }
  })
})
