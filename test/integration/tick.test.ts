// The clock's job: what time alone changes is written once, by whoever comes first, however late.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runTick } from '../../shared/runtime/jobs/tick.ts'
import { DAY, HOUR, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import { expectAgreement, expectInvariants, settled } from '../support/agreement.ts'
import { type Backend, plain } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { keepApart } from '../support/kept-apart.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), { subscribe: true }))
})
afterAll(() => backend.stop())

beforeEach(async () => {
  practice = await openPractice(backend, clock)
  await settled(backend, practice.professionalId)
})

interface Ticked {
  readonly calendars: number
  readonly changes: number
}

const tick = async () =>
  f.granted(await f.post(backend, 'tick', undefined, {})) as unknown as Ticked

async function historyOf(bookingId: string): Promise<readonly string[]> {
  const { history } = await practice.booking(practice.owner, bookingId)
  return history.map(({ type, by }) => `${type} by ${by}`)
}

async function professionalDocument(): Promise<{
  readonly soonest: string
  readonly activity: object
}> {
  const path = `professionals/${practice.professionalId}`
  const document = await backend.firestore.doc(path).get()
  return plain(document.data()) as { soonest: string; activity: object }
}

async function datesMirrored(): Promise<readonly string[]> {
  const path = `professionals/${practice.professionalId}/days`
  const days = await backend.firestore.collection(path).get()
  return days.docs.map(({ id }) => id)
}

describe('the clock', () => {
  it('does nothing where nothing is due', async () => {
    await tick()
    expect(await tick()).toEqual({ calendars: 0, changes: 0, reminders: 0 })
  })

  it('writes down what lapsed, began and ended, each at its time and once', async () => {
    const { anna, ben, cem, owner, ask, book, serviceId } = practice
    const confirmed = await book(anna, '10:00')
    const held = await ask(ben, 'hold-slot', { serviceId, start: at('12:00') })
    await ask(owner, 'save-service', { serviceId, approval: 'manual' })
    const pending = await book(cem, '14:00')
    await tick()
    expect(await tick()).toMatchObject({ changes: 0 })
    for (const [time, changes] of [
      ['08:10', 1],
      ['10:00', 1],
      ['11:00', 1],
      ['14:00', 1],
    ] as const) {
      clock.now = Date.parse(at(time)) - 1000
      expect((await tick()).changes, `before ${time}`).toBe(0)
      practice.wait(time)
      expect((await tick()).changes, time).toBe(changes)
    }
    expect(await historyOf(confirmed.bookingId)).toEqual([
      'booking.confirmed by client',
      'booking.started by system',
      'booking.completed by system',
    ])
    expect(await historyOf(held.booking.bookingId)).toEqual([
      'booking.held by client',
      'booking.expired by system',
    ])
    expect(await historyOf(pending.bookingId)).toEqual([
      'booking.requested by client',
      'booking.expired by system',
    ])
    await settled(backend, practice.professionalId)
    await expectInvariants(backend, practice.professionalId)
    const agenda = backend.firestore.doc(`accounts/${owner.uid}/agenda/${held.booking.bookingId}`)
    expect((await agenda.get()).exists).toBe(false)
  })

  it('catches up after weeks in which it did not run', async () => {
    const { anna, ben, cem, ask, book, serviceId } = practice
    const early = await book(anna, '10:00')
    const late = await ask(ben, 'create-booking', { serviceId, start: at('10:00', 20) })
    await ask(cem, 'hold-slot', { serviceId, start: at('11:00') })
    clock.now += 45 * DAY
    expect((await tick()).changes).toBe(5)
    for (const { bookingId } of [early, late.booking])
      expect((await historyOf(bookingId)).slice(1)).toEqual([
        'booking.started by system',
        'booking.completed by system',
      ])
    await settled(backend, practice.professionalId)
    await expectAgreement(backend, cem, practice.professionalId)
    const today = formatInstant(clock.now).slice(0, 10)
    const through = formatInstant(clock.now + 60 * DAY).slice(0, 10)
    const dates = await datesMirrored()
    expect(dates.filter((date) => date >= today && date <= through)).toHaveLength(61)
  })

  it('takes any number of bookings further, so many at a time', async () => {
    const { owner, anna, ask, book, serviceId, professionalId } = practice
    await ask(owner, 'save-service', { serviceId, capacity: 500 })
    const { appointmentId } = await book(anna, '10:00')
    await backend.database.query(
      `insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
          client_uid, client_name, hold_expires_at, created_at, updated_at)
        select professional_id, gen_random_uuid(), appointment_id, service_id,
          case when n % 2 = 0 then 'held' else 'confirmed' end, start_at, end_at, 1, 'guest-' || n, 'Guest',
          case when n % 2 = 0 then start_at end, created_at, updated_at
        from bookings, generate_series(1, 499) as n where appointment_id = $1`,
      [appointmentId],
    )
    await keepApart(backend)
    const seats = 'update appointments set seats_taken = 500 where appointment_id = $1'
    await backend.database.query(seats, [appointmentId])
    practice.wait('11:00')
    // Two changes for each of 251 that began and ended, one for each of 249 holds.
    let changes = 0
    for (let run = 0; run < 4; run++) {
      changes += (await tick()).changes
      await expectInvariants(backend, professionalId)
      clock.now += 2000
    }
    expect(changes).toBe(251 * 2 + 249)
  })

  it('refreshes what is stale by time alone, and writes no change for it', async () => {
    const { professionalId } = practice
    const count = 'select count(*) as n from changes where professional_id = $1'
    const before = await f.count(backend, count, [professionalId])
    expect(await professionalDocument()).toMatchObject({
      soonest: at('09:00'),
      activity: { state: 'off' },
    })
    practice.wait('09:00')
    await tick()
    expect(await professionalDocument()).toMatchObject({ activity: { state: 'available' } })
    clock.now += 1000
    await tick()
    expect((await professionalDocument()).soonest).toBe(at('10:00'))
    practice.wait('17:00')
    await tick()
    expect(await professionalDocument()).toMatchObject({
      soonest: at('09:00', 1),
      activity: { state: 'off' },
    })
    expect(await f.count(backend, count, [professionalId])).toBe(before)
  })

  it('brings a new day within the hour after midnight', async () => {
    const last = formatInstant(Date.parse(at('12:00', 61))).slice(0, 10)
    clock.now = Date.parse(at('23:59'))
    await tick()
    expect(await datesMirrored()).not.toContain(last)
    clock.now = Date.parse(at('01:00', 1))
    await tick()
    expect(await datesMirrored()).toContain(last)
  })

  it('run twice at once takes every step once', async () => {
    const practices = await Promise.all(
      Array.from({ length: 12 }, () => openPractice(backend, clock)),
    )
    const booked = await Promise.all(
      practices.map((one) => one.book(one.anna, '10:00').then(({ bookingId }) => bookingId)),
    )
    await tick()
    practice.wait('10:30')
    const [one, other] = await Promise.all([tick(), tick()])
    expect(one.changes + other.changes).toBe(booked.length)
    const steps = `select count(*) as n from changes where booking_id = any ($1::uuid[])
      and type = 'booking.started'`
    expect(await f.count(backend, steps, [booked])).toBe(booked.length)
  })

  it('meets a command half-way: one of them takes the step, the other finds it taken', async () => {
    for (let round = 0; round < 10; round++) {
      const { ben, ask, serviceId, professionalId } = practice
      // Somebody else each time: one account's holds keep seats for thirty minutes in two hours.
      const holder = await backend.user('Holder')
      const held = await ask(holder, 'hold-slot', { serviceId, start: at('10:00') })
      clock.now += 10 * MINUTE
      const [told] = await Promise.all([
        practice.tell(ben, 'create-booking', { serviceId, start: at('10:00') }),
        tick(),
      ])
      const { booking } = f.granted(told)
      const { bookingId } = held.booking
      expect((await historyOf(bookingId)).slice(1)).toEqual(['booking.expired by system'])
      await ask(ben, 'cancel-booking', { bookingId: booking.bookingId })
      await expectInvariants(backend, professionalId)
    }
  })

  it('goes on where one calendar fails, and comes back to that one', async () => {
    const other = await openPractice(backend, clock)
    await tick()
    practice.wait('09:00')
    const refreshed: string[] = []
    const failing = (professionalId: string) => {
      if (professionalId === practice.professionalId) return Promise.reject(new Error('no mirror'))
      refreshed.push(professionalId)
      return Promise.resolve()
    }
    await runTick(backend.world, failing)
    expect(refreshed).toContain(other.professionalId)
    const errors = backend.log.filter(({ severity }) => severity === 'ERROR')
    expect(errors.map(({ message }) => message).join()).toContain('no mirror')
    backend.log.length = 0
    clock.now += MINUTE
    await tick()
    expect((await professionalDocument()).activity).toEqual({ state: 'off' })
    clock.now += MINUTE
    await tick()
    expect((await professionalDocument()).activity).toEqual({ state: 'available' })
  })

  it('tells of a mirror that is newer than the database, as after a restore', async () => {
    const { professionalId } = practice
    await tick()
    await backend.firestore.doc(`mirrors/${professionalId}`).update({ revision: 1000 })
    backend.log.length = 0
    practice.wait('09:00')
    await tick()
    const alarms = backend.log.filter(({ alarm }) => alarm !== undefined)
    expect(alarms).toMatchObject([{ alarm: 'mirror-ahead', severity: 'ERROR', professionalId }])
  })

  it('gives back what it does not reach in its time', async () => {
    const practices = await Promise.all([1, 2, 3, 4, 5, 6].map(() => openPractice(backend, clock)))
    await tick()
    practice.wait('09:00')
    let refreshed = 0
    await runTick(backend.world, () => {
      refreshed++
      clock.now += 2_000
      return Promise.resolve()
    })
    expect(refreshed).toBeLessThan(practices.length)
    const due = 'select count(*) as n from calendars where due_at <= to_timestamp($1)'
    expect(await f.count(backend, due, [clock.now / 1000])).toBeGreaterThan(0)
    await tick()
    expect(await f.count(backend, due, [clock.now / 1000])).toBe(0)
  })

  it('works off more calendars than one claim takes', async () => {
    const due = 'select count(*) as n from calendars where due_at <= to_timestamp($1)'
    await backend.database.query(
      `insert into calendars (professional_id, revision) select gen_random_uuid(), 0 from generate_series(1, 250)`,
    )
    expect((await tick()).calendars).toBeGreaterThanOrEqual(250)
    expect(await f.count(backend, due, [clock.now / 1000])).toBe(0)
    await backend.database.query('delete from calendars where revision = 0')
    clock.now += HOUR
  })
})
