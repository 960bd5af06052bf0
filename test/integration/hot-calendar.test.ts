// One calendar that everybody wants at once: its commands wait without a connection, so that all others are served meanwhile; whoever
// waits too long is told to come back, each at another time.
import type { PoolClient } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { withColdInstance } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let clients: readonly User[]
let hot: f.Made
let quiet: f.Made
let starts: Record<'hot' | 'quiet', string[]>

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  const [hotOwner, quietOwner] = await Promise.all([backend.user('Hanna'), backend.user('Quinn')])
  clients = await Promise.all(Array.from({ length: 12 }, (_, i) => backend.user(`Client ${i}`)))
  hot = await f.makeProfessional(backend, hotOwner)
  quiet = await f.makeProfessional(backend, quietOwner)
  const startsOf = async (owner: User, made: f.Made) =>
    (await f.slotsOf(backend, owner, made, { from: 2, to: 20 })).map(({ start }) => start)
  starts = { hot: await startsOf(hotOwner, hot), quiet: await startsOf(quietOwner, quiet) }
})
afterAll(() => backend.stop())

/** Somebody elsewhere who holds the hot calendar's row until they are done. */
let elsewhere: PoolClient
beforeEach(async () => {
  elsewhere = await backend.database.connect()
  await elsewhere.query('begin')
})
afterEach(async () => {
  await elsewhere.query('rollback')
  elsewhere.release()
})

const lockHot = () =>
  elsewhere.query('select from calendars where professional_id = $1 for update', [
    hot.professionalId,
  ])

const nextStart = (which: 'hot' | 'quiet') => f.nth(starts[which].splice(0, 1), 0)

const book = (instance: Backend, which: 'hot' | 'quiet', client: User, key?: string) =>
  f.post(
    instance,
    'create-booking',
    client,
    { serviceId: (which === 'hot' ? hot : quiet).serviceId, start: nextStart(which) },
    key === undefined ? {} : { 'Idempotency-Key': key },
  )

describe('an instance with two connections', () => {
  it('serves every other calendar while a dozen wait for one that somebody elsewhere has', async () => {
    await withColdInstance(
      backend,
      async (instance) => {
        await lockHot()
        const waiting = clients.map((client) => book(instance, 'hot', client))
        for (const client of clients.slice(0, 5)) f.granted(await book(instance, 'quiet', client))
        await elsewhere.query('commit')
        const told = await Promise.all(waiting)
        expect(told.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
        for (const one of told) if (one.status !== 200) f.expectProblem(one, 'unavailable')
      },
      // Longer than a busy machine takes for the quiet ones.
      { connections: 2, lockMillis: 50_000 },
    )
  }, 120_000)

  it('tells whoever waits too long for the row to come back, each after another while', async () => {
    const told = await withColdInstance(
      backend,
      async (instance) => {
        f.granted(await book(instance, 'hot', f.nth(clients, 0)))
        await lockHot()
        return Promise.all(clients.map((client) => book(instance, 'hot', client)))
      },
      { connections: 2, lockMillis: 100 },
    )
    for (const one of told) f.expectProblem(one, 'unavailable')
    const seconds = told.map(({ headers }) => Number(headers.get('Retry-After')))
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(4)
    expect(new Set(seconds).size).toBeGreaterThan(1)
  })

  it('has no more in hand than it can answer, and refuses the rest before anything is done for them', async () => {
    const told = await withColdInstance(
      backend,
      async (instance) => {
        await lockHot()
        const { serviceId } = hot
        const body = { serviceId, start: nextStart('hot') }
        const all = Array.from({ length: 110 }, (_, index) =>
          f.post(instance, 'create-booking', f.nth(clients, index % clients.length), body),
        )
        let answered = 0
        const counted = all.map(async (one) => {
          const told = await one
          answered += 1
          return told
        })
        // Those that are refused are answered while all others wait.
        const first = await Promise.race(all)
        await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThanOrEqual(10)
        await elsewhere.query('commit')
        return { first, all: await Promise.all(counted) }
      },
      { connections: 2, lockMillis: 50_000 },
    )
    f.expectProblem(told.first, 'unavailable')
    expect(told.first.body.detail).toContain('too much is asked')
    const details = told.all.filter(({ status }) => status === 503).map(({ body }) => body.detail)
    // Ten, where none of a hundred has waited too long for its turn before the last one came.
    const refused = details.filter((detail) => detail?.includes('too much is asked')).length
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThanOrEqual(10)
    expect(told.all.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('tells whoever waits for a twin that it is still running', async () => {
    const client = f.nth(clients, 0)
    await elsewhere.query(
      `insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
       values ($1, 'create-booking', 'the-twin', '', '{}', now())`,
      [client.uid],
    )
    const told = await withColdInstance(
      backend,
      (instance) => book(instance, 'hot', client, 'the-twin'),
      { lockMillis: 100 },
    )
    f.expectProblem(told, 'conflict')
    expect(told.headers.get('Retry-After')).toBe('1')
  })
})
