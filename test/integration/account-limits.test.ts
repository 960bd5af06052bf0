// What an account may have at most, it has at most: also where it asks for more everywhere at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import { withColdInstances } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import type { User } from '../support/users.ts'

const ROUNDS = runs(4, 50)
const PROFESSIONALS = 8

let backend: Backend
let practices: readonly { readonly owner: User; readonly serviceId: string }[]

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  practices = await Promise.all(
    Array.from({ length: PROFESSIONALS }, async (_, index) => {
      const owner = await backend.user(`Owner ${index}`)
      const { serviceId } = await f.makeProfessional(backend, owner, {
        hours: f.everyDay('00:00', '24:00'),
      })
      return { owner, serviceId }
    }),
  )
})
afterAll(() => {
  for (const e of backend.log)
    if (e.severity === 'ERROR') console.log(JSON.stringify(e).slice(0, 1500))
  return backend.stop()
})

/** A start that nobody had before, with every professional alike. */
let taken = 0
function nextStart(): string {
  taken++
  const first = Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000
  return new Date(first + taken * 3_600_000).toISOString().replace('.000Z', 'Z')
}

const openOf = (uid: string, status: string) =>
  f.count(backend, 'select count(*) as n from bookings where client_uid = $1 and status = $2', [
    uid,
    status,
  ])
const deadlocks = () =>
  f.count(
    backend,
    'select deadlocks as n from pg_stat_database where datname = current_database()',
    [],
  )

/** Reasons of the refused, sorted; each answer is a success or a refusal. */
function reasonsOf(told: readonly f.Told[]): readonly string[] {
  for (const { status, body } of told) expect(status, JSON.stringify(body)).toBeLessThan(500)
  return told.flatMap(({ status, body }) => (status === 200 ? [] : [body.reason]))
}

/** Sends all at once, through an instance that has no connection open. */
const atOnce = (calls: readonly ((on: Backend) => Promise<f.Told>)[]) =>
  withColdInstances(backend, 4, (cold) => Promise.all(calls.map((call) => call(cold))))

describe('an account that asks everywhere at once', () => {
  it(`holds exactly three slots, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const user = await backend.user(`Holder ${round}`)
      const start = nextStart()
      const told = await atOnce(
        practices.map(
          ({ serviceId }) =>
            (on: Backend) =>
              f.post(on, 'hold-slot', user, { serviceId, start }),
        ),
      )
      expect(reasonsOf(told)).toEqual(
        Array.from({ length: PROFESSIONALS - 3 }, () => 'rate-limited'),
      )
      expect(await openOf(user.uid, 'held')).toBe(3)
    }
  })

  it('has its holds counted whether they are new, replaced or renewed', async () => {
    const user = await backend.user('Renewer')
    const [first, second] = [nextStart(), nextStart()]
    const hold = (index: number, start: string) => (on: Backend) =>
      f.post(on, 'hold-slot', user, { serviceId: practices[index]?.serviceId, start })
    for (const index of [0, 1]) f.granted(await hold(index, first)(backend))
    const told = await atOnce([
      hold(0, first),
      hold(1, second),
      ...[2, 3, 4, 5].map((index) => hold(index, second)),
    ])
    expect(reasonsOf(told)).toEqual(['rate-limited', 'rate-limited', 'rate-limited'])
    expect(await openOf(user.uid, 'held')).toBe(3)
  })

  it('has 50 upcoming bookings, whoever books them', async () => {
    const user = await backend.user('Booker')
    const starts = Array.from({ length: 8 }, nextStart)
    const calls = starts.flatMap((start) =>
      practices.map(({ serviceId }) => ({ serviceId, start })),
    )
    const own = (data: object) => (on: Backend) => f.post(on, 'create-booking', user, data)
    // The first makes the account known to each professional, who may then book for it.
    for (const data of calls.slice(0, PROFESSIONALS)) f.granted(await own(data)(backend))
    const told = await atOnce(
      calls.slice(PROFESSIONALS).map((data, index) => {
        const owner = practices[index % PROFESSIONALS]?.owner
        return index % 3 === 0
          ? (on) => f.post(on, 'create-booking', owner, { ...data, clientUid: user.uid })
          : own(data)
      }),
    )
    const reasons = reasonsOf(told)
    expect(['conflict', 'rate-limited']).toEqual(expect.arrayContaining([...new Set(reasons)]))
    const booked = calls.length - reasons.length
    expect(booked).toBeLessThanOrEqual(50)
    expect(await openOf(user.uid, 'confirmed')).toBe(booked)
    // What others' haste cost is there for whoever asks again.
    for (let left = 50 - booked; left > 0; left--)
      f.granted(await own({ serviceId: practices[0]?.serviceId, start: nextStart() })(backend))
    const oneMore = { serviceId: practices[0]?.serviceId, start: nextStart() }
    f.expectProblem(await own(oneMore)(backend), 'rate-limited')
  })

  it('never deadlocks', async () => {
    expect(await deadlocks()).toBe(0)
  })
})
