// The whole tour of an app that has nothing but the Firebase SDK: sign in, call, listen. Then with mobile apps' arguments.
import { deleteApp, initializeApp } from 'firebase/app'
import {
  connectAuthEmulator,
  inMemoryPersistence,
  initializeAuth,
  signInWithEmailAndPassword,
} from 'firebase/auth'
import {
  connectFirestoreEmulator,
  doc,
  getFirestore,
  onSnapshot,
  terminate,
} from 'firebase/firestore'
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Backend, plain, startBackend } from '../support/backend.ts'
import { type Body, everyDay, inDays, nth } from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

/** The Auth emulator knows clients of this project only. */
const PROJECT = 'demo-test'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ projectId: PROJECT })
})
afterAll(() => backend.stop())

/** An app as a person has it open. */
interface App {
  readonly user: User
  readonly call: (name: string, input?: object) => Promise<Body>
  /** Listens until a document is as wished; answers its content. */
  readonly until: (path: string, wish: (content: Body) => boolean) => Promise<Body>
  readonly close: () => Promise<void>
}

async function openApp(name: string, encode: (input: object) => object): Promise<App> {
  const user = await backend.user(name)
  const { authHost, firestoreHost } = inject('parts')
  const app = initializeApp({ projectId: PROJECT, apiKey: 'any' }, user.uid)
  const auth = initializeAuth(app, { persistence: inMemoryPersistence })
  connectAuthEmulator(auth, `http://${authHost}`, { disableWarnings: true })
  await signInWithEmailAndPassword(auth, user.email, user.password)
  const firestore = getFirestore(app)
  const [host = '', port = ''] = firestoreHost.split(':')
  connectFirestoreEmulator(firestore, host, Number(port))
  const functions = getFunctions(app)
  connectFunctionsEmulator(functions, '127.0.0.1', Number(new URL(backend.url).port))
  const until: App['until'] = (path, wish) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`${path} was not as wished within 20 s`))
      }, 20_000)
      const stop = onSnapshot(
        doc(firestore, path),
        (snapshot) => {
          const content = plain(snapshot.data() ?? {}) as Body
          if (!wish(content)) return
          clearTimeout(timer)
          stop()
          resolve(content)
        },
        reject,
      )
    })
  return {
    user,
    call: async (name, input = {}) => {
      const { data } = await httpsCallable<object, Body>(functions, name)(encode(input))
      return data
    },
    until,
    close: async () => {
      await terminate(firestore)
      await deleteApp(app)
    },
  }
}

/** Whole numbers as Swift's `Int` and Kotlin's `Long` arrive; everything else as it is. */
function wrapNumbers(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value))
    return { '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: String(value) }
  if (Array.isArray(value)) return value.map(wrapNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wrapNumbers(inner)]))
}

const encodings = [
  ['the web SDK', (input: object) => input],
  // The web SDK passes objects on as they are, so that it sends what the others do.
  ['the Swift and Kotlin SDKs', (input: object) => wrapNumbers(input) as object],
] as const

describe.each(encodings)('with arguments of %s', (_, encode) => {
  let ana: App
  let carl: App

  beforeAll(async () => {
    ;[ana, carl] = await Promise.all([openApp('Ana', encode), openApp('Carl', encode)])
  })
  afterAll(() => Promise.all([ana.close(), carl.close()]))

  test('a calendar is made, watched, booked, cancelled and read back', async () => {
    const { professional } = await ana.call('save-professional', {
      name: 'Ana',
      timeZone: 'Europe/Berlin',
      policy: { horizonDays: 30 },
    })
    const { professionalId } = professional
    const { service } = await ana.call('save-service', {
      name: 'Class',
      durationMinutes: 60,
      capacity: 3,
    })
    const { serviceId } = service
    const { revision } = await ana.call('set-working-hours', { hours: everyDay('09:00', '17:00') })
    // The web SDK may miss a document in the emulator that is made in the moment of its first read: look only then.
    await backend.mirrored(professionalId, revision)

    const shown = await carl.until(
      `professionals/${professionalId}`,
      ({ services }) => services.length === 1,
    )
    expect(shown).toMatchObject({
      name: 'Ana',
      active: true,
      soonest: expect.any(String) as string,
    })

    const search = {
      professionalId,
      serviceId,
      from: inDays(backend, 3),
      to: inDays(backend, 5),
      seats: 2,
    }
    const { start } = nth((await carl.call('search-availability', search)).slots, 2)
    const day = `professionals/${professionalId}/days/${start.slice(0, 10)}`
    const seatsAt = ({ slots }: Body) =>
      (slots as unknown as Record<string, Body['slots']>)[serviceId]?.find(
        (slot) => slot.start === start,
      )?.seatsLeft
    await carl.until(day, (content) => seatsAt(content) === 3)

    const fewer = ana.until(day, (content) => seatsAt(content) === 1)
    const { booking } = await carl.call('create-booking', {
      serviceId,
      start,
      seats: 2,
      note: 'Two of us',
    })
    expect(booking).toMatchObject({ status: 'confirmed', seats: 2, version: 1, note: 'Two of us' })
    await fewer
    const { bookingId } = booking
    const own = await carl.until(
      `accounts/${carl.user.uid}/bookings/${bookingId}`,
      ({ status }) => status !== undefined,
    )
    expect(own).toMatchObject({
      status: 'confirmed',
      start,
      professionalName: 'Ana',
      serviceName: 'Class',
    })
    const agenda = await ana.until(
      `accounts/${ana.user.uid}/agenda/${bookingId}`,
      ({ status }) => status !== undefined,
    )
    expect(agenda).toMatchObject({ capacity: 3, note: 'Two of us', client: { name: 'Carl' } })

    expect((await carl.call('get-booking', { bookingId })).history).toMatchObject([
      { type: 'booking.confirmed' },
    ])
    expect(
      (await carl.call('list-bookings', { as: 'client', pageSize: 5 })).bookings,
    ).toMatchObject([{ bookingId }])
    expect((await ana.call('get-account')).professionalId).toBe(professionalId)
    expect((await ana.call('get-schedule')).revision).toBe(revision + 1)

    const back = ana.until(day, (content) => seatsAt(content) === 3)
    await carl.call('cancel-booking', { bookingId, version: 1 })
    await back
    await carl.until(
      `accounts/${carl.user.uid}/bookings/${bookingId}`,
      ({ status }) => String(status) === 'cancelled',
    )
    await expect(carl.call('cancel-booking', { bookingId })).rejects.toMatchObject({
      code: 'functions/failed-precondition',
      details: { reason: 'already-cancelled' },
    })
  })
})
