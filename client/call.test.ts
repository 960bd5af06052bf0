// The client's calls against a real HTTP server that answers as each test says.
import { afterEach, describe, expect, it } from 'vitest'
import {
  type ScriptedServer,
  type Turn,
  answers,
  breaksOff,
  drops,
  hangs,
  refuses,
  startScript,
} from '../test/support/scripted-server.ts'
import { type ClientOptions, Offline, Refusal, Unavailable, createClient } from './index.ts'

const SERVICE = '018f0000-0000-7000-8000-000000000001'
const HOLD = { serviceId: SERVICE, start: '2026-11-27T09:00:00Z' }
const HELD = { booking: { bookingId: 'b', status: 'held' } }
const busy = refuses('unavailable', 503, { headers: { 'Retry-After': '2' } })

let server: ScriptedServer | undefined
afterEach(() => server?.close())

/** A client of a server with this script, whose waits between tries are noted and not waited for. */
async function open(turns: readonly Turn[], options: Partial<ClientOptions> = {}) {
  server = await startScript(...turns)
  const waits: number[] = []
  const client = createClient({
    functionsUrl: server.url,
    getIdToken: () => Promise.resolve('token'),
    timers: {
      setTimeout: (run, millis) => {
        const isDeadline = millis >= 9_000
        if (!isDeadline) waits.push(millis)
        return setTimeout(run, isDeadline ? millis : 0)
      },
      clearTimeout,
    },
    ...options,
  })
  return { client, waits, asked: server.asked }
}

const keysOf = (asked: ScriptedServer['asked']) =>
  asked.map(({ headers }) => headers['idempotency-key'])

/** What a call was rejected with. */
const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a query', () => {
  it('is a GET with its input as parameters, lists repeated, instants and unset fields as they should', async () => {
    const { client, asked } = await open([answers({ bookings: [] })])
    await client.call.listBookings({
      as: 'client',
      status: ['held', 'pending'],
      from: new Date('2026-11-27T10:00:00+01:00'),
      to: undefined,
    })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'GET',
      url: '/list-bookings?as=client&status=held&status=pending&from=2026-11-27T09%3A00%3A00.000Z',
    })
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer token' })
    expect(keysOf(asked)).toEqual([undefined])
  })

  it('is asked again after a dropped connection', async () => {
    const { client, asked } = await open([drops, answers({ bookings: [] })])
    expect(await client.call.listBookings({ as: 'client' })).toEqual({ bookings: [] })
    expect(asked).toHaveLength(2)
  })

  it('goes without a token where nobody is signed in', async () => {
    const getIdToken = () => Promise.resolve(undefined)
    const { client, asked } = await open([answers({ status: 'up' })], { getIdToken })
    await client.call.health()
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
  })
})

describe('a command', () => {
  it('is a POST with a key of its own, and keeps fields of later versions', async () => {
    const { client, asked } = await open([answers({ ...HELD, later: { colour: 'red' } })])
    expect(await client.call.holdSlot(HOLD)).toEqual({ ...HELD, later: { colour: 'red' } })
    await client.call.holdSlot(HOLD)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: '/hold-slot',
      body: JSON.stringify(HOLD),
    })
    const [first, second] = keysOf(asked)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).not.toBe(first)
  })

  it.each([
    ['the system is busy twice', [busy, busy]],
    ['the connection is dropped', [drops]],
    ['the answer breaks off', [breaksOff]],
    ['somebody else was faster', [refuses('conflict', 409)]],
    [
      'something before the functions is busy, in its own words',
      [answers({}, 502), answers({}, 429)],
    ],
  ])('is sent again under the same key where %s', async (_what, turns) => {
    const { client, asked } = await open([...turns, answers(HELD)])
    expect(await client.call.holdSlot(HOLD)).toEqual(HELD)
    expect(asked).toHaveLength(turns.length + 1)
    expect(new Set(keysOf(asked)).size).toBe(1)
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1)
  })

  it('keeps the key that the caller gives it', async () => {
    const { client, asked } = await open([drops, answers(HELD)])
    await client.call.holdSlot(HOLD, { idempotencyKey: 'made at the tap' })
    expect(keysOf(asked)).toEqual(['made at the tap', 'made at the tap'])
  })

  it('has a key of the app’s making, where the platform has no randomness', async () => {
    const { client, asked } = await open([answers(HELD)], { newKey: () => 'made by the app' })
    await client.call.holdSlot(HOLD)
    expect(keysOf(asked)).toEqual(['made by the app'])
  })

  it('is sent three times at most', async () => {
    const { client, asked } = await open([busy])
    const error = await errorOf(client.call.holdSlot(HOLD, { idempotencyKey: 'k' }))
    expect(error).toBeInstanceOf(Unavailable)
    expect(error).toMatchObject({
      requestId: 'request-1',
      retryAfterMillis: 2000,
      idempotencyKey: 'k',
    })
    expect(asked).toHaveLength(3)
  })

  it('waits as long as it is told before it is sent again', async () => {
    const { client, waits } = await open([busy, busy, answers(HELD)])
    await client.call.holdSlot(HOLD)
    expect(waits).toHaveLength(2)
    for (const millis of waits) expect(millis).toBeGreaterThanOrEqual(2000)
  })

  it('is not held back for longer than 20 s', async () => {
    const later = refuses('unavailable', 503, { headers: { 'Retry-After': '30' } })
    const { client, asked } = await open([later])
    expect(await errorOf(client.call.holdSlot(HOLD))).toMatchObject({ retryAfterMillis: 30_000 })
    expect(asked).toHaveLength(1)
  })

  it('is told as a conflict where others are faster again and again', async () => {
    const { client, asked } = await open([refuses('conflict', 409)])
    expect(await errorOf(client.call.holdSlot(HOLD))).toMatchObject({ reason: 'conflict' })
    expect(asked).toHaveLength(3)
  })

  it('that is refused says why, with free slots nearby, and is not sent again', async () => {
    const alternatives = [{ start: HOLD.start, end: HOLD.start, seatsLeft: 1 }]
    const { client, asked } = await open([refuses('slot-taken', 409, { alternatives })])
    const error = await errorOf(client.call.holdSlot(HOLD))
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({
      reason: 'slot-taken',
      status: 409,
      detail: 'it is slot-taken',
      message: 'it is slot-taken',
      alternatives,
      errors: [],
      requestId: 'request-1',
    })
    expect(asked).toHaveLength(1)
  })

  it('that comes too often says when to come again, and is not sent again', async () => {
    const tooMany = refuses('rate-limited', 429, { headers: { 'Retry-After': '42' } })
    const { client, asked } = await open([tooMany])
    const error = await errorOf(client.call.holdSlot(HOLD))
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({ reason: 'rate-limited', retryAfterMillis: 42_000 })
    expect(asked).toHaveLength(1)
  })

  it('that met a bug says under which id, and is not sent again', async () => {
    const { client, asked } = await open([refuses('internal', 500)])
    const error = await errorOf(client.call.holdSlot(HOLD))
    expect(error).toBeInstanceOf(Unavailable)
    expect(error).toMatchObject({ requestId: 'request-1' })
    expect(asked).toHaveLength(1)
  })
})

describe('without a network', () => {
  it('a command is told to be unanswered, with the key to send it again', async () => {
    const { client } = await open([drops])
    const error = await errorOf(client.call.holdSlot(HOLD, { idempotencyKey: 'k' }))
    expect(error).toBeInstanceOf(Offline)
    expect(error).toMatchObject({ idempotencyKey: 'k' })
  })

  it('nothing that listens is the same', async () => {
    const { client } = await open([answers({})])
    await server?.close()
    expect(await errorOf(client.call.getAccount())).toBeInstanceOf(Offline)
  })

  it("a network's sign-in page is no answer", async () => {
    const page: Turn = (response) => response.end('<html>Please sign in</html>')
    const { client, asked } = await open([page])
    expect(await errorOf(client.call.getAccount())).toBeInstanceOf(Offline)
    expect(asked).toHaveLength(3)
  })

  it('no token can be had, which is the same', async () => {
    const failed = Object.assign(new Error('no'), { code: 'auth/network-request-failed' })
    const { client, asked } = await open([answers({})], {
      getIdToken: () => Promise.reject(failed),
    })
    expect(await errorOf(client.call.getAccount())).toBeInstanceOf(Offline)
    expect(asked).toHaveLength(0)
  })

  it('a connection that hangs is given up for another', async () => {
    const timers = {
      setTimeout: (run: () => void) => setTimeout(run, 100),
      clearTimeout,
    }
    const { client, asked } = await open([hangs, answers(HELD)], { timers })
    expect(await client.call.holdSlot(HOLD)).toEqual(HELD)
    expect(new Set(keysOf(asked)).size).toBe(1)
  })
})

describe('a token', () => {
  const expired = refuses('unauthenticated', 401)

  /** Hands out tokens, and remembers whether a new one was wanted. */
  function tokens() {
    const wanted: (boolean | undefined)[] = []
    const getIdToken = (isNew?: boolean) => {
      wanted.push(isNew)
      return Promise.resolve(isNew ? 'new' : wanted.includes(true) ? 'new' : 'old')
    }
    return { wanted, getIdToken }
  }

  it('that has run out is replaced once, under the same key', async () => {
    const { wanted, getIdToken } = tokens()
    const { client, asked } = await open([expired, answers(HELD)], { getIdToken })
    expect(await client.call.holdSlot(HOLD)).toEqual(HELD)
    expect(wanted).toEqual([false, true])
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
    expect(new Set(keysOf(asked)).size).toBe(1)
  })

  it('that is refused when it is new ends the call', async () => {
    const { wanted, getIdToken } = tokens()
    const { client, asked } = await open([expired], { getIdToken })
    expect(await errorOf(client.call.holdSlot(HOLD))).toMatchObject({ reason: 'unauthenticated' })
    expect(wanted).toEqual([false, true])
    expect(asked).toHaveLength(2)
  })

  it('is not asked for anew where there was none', async () => {
    const { client, asked } = await open([expired], {
      getIdToken: () => Promise.resolve(undefined),
    })
    expect(await errorOf(client.call.getAccount())).toMatchObject({ reason: 'unauthenticated' })
    expect(asked).toHaveLength(1)
  })

  it.each(['auth/user-token-expired', 'auth/user-disabled', 'auth/invalid-refresh-token'])(
    'that an account can have no more (%s) is none',
    async (code) => {
      const getIdToken = (isNew?: boolean) =>
        isNew === true
          ? Promise.reject(Object.assign(new Error('gone'), { code }))
          : Promise.resolve('old')
      const { client, asked } = await open([expired], { getIdToken })
      expect(await errorOf(client.call.getAccount())).toMatchObject({ reason: 'unauthenticated' })
      expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', undefined])
    },
  )

  it('that cannot be had for any other reason is told as it is', async () => {
    const failed = Object.assign(new Error('odd'), { code: 'auth/internal-error' })
    const { client } = await open([answers({})], { getIdToken: () => Promise.reject(failed) })
    expect(await errorOf(client.call.getAccount())).toBe(failed)
  })

  it('of App Check goes along where there is one', async () => {
    const getAppCheckToken = () => Promise.resolve('checked')
    const { client, asked } = await open([answers(HELD)], { getAppCheckToken })
    await client.call.holdSlot(HOLD)
    expect(asked[0]?.headers).toMatchObject({ 'x-firebase-appcheck': 'checked' })
  })
})

describe('a signal', () => {
  it('gives a call up while it is under way', async () => {
    const controller = new AbortController()
    const { client, asked } = await open([() => controller.abort(new Error('left the page'))])
    const call = client.call.holdSlot(HOLD, { signal: controller.signal })
    expect(await errorOf(call)).toMatchObject({ message: 'left the page' })
    expect(asked).toHaveLength(1)
  })

  it('gives a call up between two tries', async () => {
    const controller = new AbortController()
    const timers = {
      setTimeout: (run: () => void, millis: number) => {
        if (millis < 9_000) setTimeout(() => controller.abort(), 1)
        return setTimeout(run, millis)
      },
      clearTimeout,
    }
    const { client, asked } = await open([busy], { timers })
    const call = client.call.holdSlot(HOLD, { signal: controller.signal })
    expect(await errorOf(call)).toMatchObject({ name: 'AbortError' })
    expect(asked).toHaveLength(1)
  })

  it('that was aborted before sends nothing', async () => {
    const { client, asked } = await open([answers(HELD)])
    const call = client.call.holdSlot(HOLD, { signal: AbortSignal.abort() })
    expect(await errorOf(call)).toMatchObject({ name: 'AbortError' })
    expect(asked).toHaveLength(0)
  })
})
