// The client's calls against the real functions: every one of them, an answer that is lost, a token that is none, a lost race.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Calls, type ClientOptions, Refusal, createClient } from '../../client/index.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let owner: User
let anna: User
let made: f.Made

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  ;[owner, anna] = await Promise.all([backend.user('Olga Owner'), backend.user('Anna')])
  made = await f.makeProfessional(backend, owner)
})
afterAll(() => backend.stop())

const clientOf = (user: User | undefined, options: Partial<ClientOptions> = {}) =>
  createClient({
    functionsUrl: backend.url,
    getIdToken: () => Promise.resolve(user?.token),
    ...options,
  })

const refusalOf = async (call: Promise<unknown>): Promise<Refusal> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Refusal) return error
  throw new Error(`not refused, but ${String(error)}`)
}

const freeStarts = async (more: object = {}) => {
  const { slots } = await clientOf(anna).call.searchAvailability({
    professionalId: made.professionalId,
    serviceId: made.serviceId,
    from: new Date(f.inDays(backend, 2)),
    to: new Date(f.inDays(backend, 4)),
    ...more,
  })
  return slots.map(({ start }) => start)
}

/** A way to the functions on which the first answer to each command is lost, after it was carried out. */
async function openLossyWay() {
  const lost = new Set<string>()
  const replays: (string | null)[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const key = String(request.headers['idempotency-key'])
      const pass = async () => {
        const answer = await fetch(`${backend.url}${request.url}`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
            Authorization: String(request.headers.authorization),
          },
          body: Buffer.concat(parts).toString(),
        })
        const text = await answer.text()
        replays.push(answer.headers.get('Idempotency-Replayed'))
        if (lost.has(key)) response.writeHead(answer.status).end(text)
        else response.socket?.destroy()
        lost.add(key)
      }
      pass().catch((error: unknown) => response.destroy(error as Error))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, replays, close: () => server.close() }
}

describe('every call', () => {
  it('reaches a function, in the way in which it is asked', async () => {
    const { call } = clientOf(anna)
    for (const name of Object.keys(call) as (keyof Calls)[]) {
      if (name === 'eraseAccount') continue
      // Whatever is missing is refused as that, by the function itself.
      const ask = call[name] as (input: object) => Promise<object>
      const answer = await ask({}).catch((error: unknown) => error)
      if (!(answer instanceof Error)) continue
      expect(answer, name).toBeInstanceOf(Refusal)
      const { reason, detail } = answer as Refusal
      expect(reason, name).not.toBe('method-not-allowed')
      expect(detail, name).not.toBe('there is no such function')
    }
  })

  it('of a query carries lists, instants, numbers and truths', async () => {
    const { call } = clientOf(anna)
    const from = new Date()
    const listed = await call.listBookings({
      as: 'client',
      status: ['held', 'confirmed'],
      from,
      order: 'desc',
      pageSize: 1,
    })
    expect(listed.bookings).toEqual([])
    const found = await call.searchProfessionals({ text: 'Ana & Co+', availableNow: false, from })
    expect(found.professionals).toEqual([])
    const wrong = await refusalOf(call.listBookings({ as: 'nobody' as 'client' }))
    expect(wrong).toMatchObject({ reason: 'invalid-request', status: 400 })
    expect(wrong.errors).toMatchObject([{ path: 'as' }])
  })
})

describe('a command', () => {
  it('whose answer is lost is carried out once, and answered all the same', async () => {
    const way = await openLossyWay()
    const [start = ''] = await freeStarts()
    const { call } = clientOf(anna, { functionsUrl: way.url })
    const { booking } = await call.createBooking({ serviceId: made.serviceId, start })
    expect(booking).toMatchObject({ status: 'confirmed', start })
    expect(way.replays).toEqual([null, 'true'])
    const { bookings } = await clientOf(anna).call.listBookings({ as: 'client' })
    expect(bookings.map(({ bookingId }) => bookingId)).toEqual([booking.bookingId])
    way.close()
  })

  it('that lost a race names free starts nearby, of which one can be held', async () => {
    const [, start = ''] = await freeStarts()
    const rivals = await Promise.all([backend.user('Ben'), backend.user('Cleo')])
    const outcomes = await Promise.all(
      rivals.map((user) =>
        clientOf(user)
          .call.createBooking({ serviceId: made.serviceId, start })
          .catch((error: unknown) => error),
      ),
    )
    const refusals = outcomes.filter((outcome) => outcome instanceof Refusal)
    expect(refusals).toHaveLength(1)
    expect(refusals[0]).toMatchObject({ reason: 'slot-taken' })
    const { start: nearby = '' } = refusals[0]?.alternatives[0] ?? {}
    const { booking } = await clientOf(anna).call.holdSlot({
      serviceId: made.serviceId,
      start: nearby,
    })
    expect(booking).toMatchObject({ status: 'held', start: nearby })
    await clientOf(anna).call.cancelBooking({ bookingId: booking.bookingId })
  })

  it('with a token that is none any more is sent again with a new one', async () => {
    const wanted: boolean[] = []
    const { call } = clientOf(anna, {
      getIdToken: (isNew = false) => {
        wanted.push(isNew)
        return Promise.resolve(isNew ? anna.token : anna.token.replace('.', '!'))
      },
    })
    const { account } = await call.saveAccount({ timeZone: 'Europe/Lisbon' })
    expect(account).toMatchObject({ uid: anna.uid, timeZone: 'Europe/Lisbon' })
    expect(wanted).toEqual([false, true])
  })

  it('is refused to whoever is not signed in', async () => {
    const { call } = clientOf(undefined)
    expect(
      await refusalOf(call.holdSlot({ serviceId: made.serviceId, start: new Date() })),
    ).toMatchObject({
      reason: 'unauthenticated',
      status: 401,
    })
  })
})
