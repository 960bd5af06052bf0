// An account's holds keep seats of one professional for thirty minutes in any two hours: to the second, and whatever comes at once.
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000

describe('thirty minutes of holding', () => {
  let backend: Backend
  let clock: f.Clock
  let practice: Practice

  beforeAll(async () => {
    ;({ backend, clock } = await f.startClocked(at('08:00')))
  })
  afterAll(() => backend.stop())
  beforeEach(async () => {
    practice = await openPractice(backend, clock)
  })

  const tell = (user: User, time: string, holdMinutes: number, serviceId = practice.serviceId) =>
    f.post(backend, 'hold-slot', user, { serviceId, start: at(time), holdMinutes })
  const hold = async (user: User, time: string, holdMinutes: number) =>
    f.granted(await tell(user, time, holdMinutes)).booking
  /** Expects no hold, until then. */
  const expectFull = async (user: User, time: string, holdMinutes: number, until: string) => {
    const told = await tell(user, time, holdMinutes)
    const { detail } = f.expectProblem(told, 'rate-limited')
    expect(detail).toContain('30 minutes in 2 hours')
    expect(told.headers.get('Retry-After')).toBe(String((Date.parse(at(until)) - clock.now) / 1000))
  }

  it('are over after two of a quarter, and come back two hours after they began', async () => {
    const { anna, ben } = practice
    const other = await openPractice(backend, clock)
    await hold(anna, '12:00', 15)
    practice.wait('08:15')
    await hold(anna, '13:00', 15)
    practice.wait('08:30')
    await expectFull(anna, '12:00', 10, '10:00')
    await expectFull(anna, '13:00', 1, '10:00')
    f.granted(await tell(anna, '12:00', 15, other.serviceId))
    await hold(ben, '12:00', 15)
    clock.now = Date.parse(at('10:00')) - 1000
    f.expectProblem(await tell(anna, '12:00', 10), 'rate-limited')
    practice.wait('10:00')
    await hold(anna, '12:00', 10)
  })

  it('count what is given up, replaced or booked for as long as it kept its seats', async () => {
    const { anna, ask } = practice
    const { bookingId } = await hold(anna, '12:00', 15)
    practice.wait('08:05')
    await ask(anna, 'cancel-booking', { bookingId })
    practice.wait('08:10')
    await hold(anna, '13:00', 15)
    practice.wait('08:15')
    const { bookingId: holdId } = await hold(anna, '14:00', 15)
    practice.wait('08:25')
    await ask(anna, 'create-booking', { holdId })
    // Five, five and ten: ten are left.
    await expectFull(anna, '15:00', 11, '09:50')
    await hold(anna, '15:00', 10)
  })

  it('count a hold that is renewed from when it was placed', async () => {
    const { anna } = practice
    await hold(anna, '12:00', 15)
    practice.wait('08:15')
    await hold(anna, '13:00', 8)
    practice.wait('08:20')
    // It would last for fifteen; a third one would be too long, and nothing is shortened.
    const renewed = await hold(anna, '13:00', 10)
    expect(renewed.holdExpiresAt).toBe(at('08:30'))
    practice.wait('08:29')
    expect((await hold(anna, '13:00', 15)).holdExpiresAt).toBe(at('08:30'))
    await hold(anna, '14:00', 1)
    await expectFull(anna, '15:00', 2, '10:00')
  })

  it('bind neither owner nor admin', async () => {
    const { owner } = practice
    const admin = await f.adminUser(backend)
    const ends: (string | undefined)[] = []
    for (const [user, slot] of [
      [owner, '12:00'],
      [admin, '13:00'],
    ] as const)
      for (const time of ['08:00', '08:15', '08:30', '08:45']) {
        practice.wait(time)
        ends.push((await hold(user, slot, 15)).holdExpiresAt)
      }
    expect(new Set(ends)).toEqual(
      new Set(['08:15', '08:30', '08:45', '09:00'].map((time) => at(time))),
    )
  })
})

describe('an account that holds at once wherever it can', () => {
  it('never keeps seats for longer than thirty minutes in any two hours', async () => {
    // Twenty minutes pass in a second.
    const started = Date.now()
    const now = () => Date.parse(at('08:00')) + (Date.now() - started) * 1200
    const backend = await startBackend({ subscribe: false, now })
    try {
      const clock = { now: now() }
      const { anna, serviceId } = await openPractice(backend, clock)
      const until = Date.now() + 6000
      let granted = 0
      const reasons = new Set<string>()
      const worker = async (index: number) => {
        for (let round = 0; Date.now() < until; round++) {
          const start = at(`${10 + ((index + round) % 7)}:00`, 1)
          const holdMinutes = 3 + ((index * 5 + round) % 12)
          const told = await f.post(backend, 'hold-slot', anna, { serviceId, start, holdMinutes })
          if (told.status !== 200) {
            reasons.add(told.body.reason)
            await setTimeout(50)
            continue
          }
          granted++
          const { bookingId } = told.body.booking
          if (round % 3 === 0) await f.post(backend, 'cancel-booking', anna, { bookingId })
        }
      }
      await Promise.all(Array.from({ length: 4 }, (_, index) => worker(index)))
      const { rows } = await backend.database.query<{ from: number; to: number }>(
        `select extract(epoch from created_at)::int8 * 1000 as from, extract(epoch from held_until)::int8 * 1000 as to
          from bookings where client_uid = $1 and held_until > created_at`,
        [anna.uid],
      )
      const kept = rows.map(({ from, to }) => ({ from: Number(from), to: Number(to) }))
      const within = kept.map(({ to }) => keptWithin(kept, to))
      expect(Math.max(...within)).toBeLessThanOrEqual(30 * MINUTE)
      expect(granted).toBeGreaterThan(3)
      expect(reasons).toContain('rate-limited')
      expect(['rate-limited', 'conflict', 'slot-taken']).toEqual(
        expect.arrayContaining([...reasons]),
      )
    } finally {
      await backend.stop()
    }
  })
})

/**
 * For how long seats were kept in the two hours that end then. There is one hold at a time; where a request that was sent earlier is
 * carried out later, what it took over from is told to end after it began, and that stretch is one all the same.
 */
function keptWithin(kept: readonly { readonly from: number; readonly to: number }[], end: number) {
  let reached = end - 120 * MINUTE
  let total = 0
  for (const { from, to } of kept.toSorted((a, b) => a.from - b.from)) {
    const [start, stop] = [Math.max(from, reached), Math.min(to, end)]
    total += Math.max(0, stop - start)
    reached = Math.max(reached, stop)
  }
  return total
}
