// Seats that are kept while somebody checks out: placed, renewed, replaced, booked, and over to the second.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

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

const hold = (user: 'anna' | 'ben', time: string, more: object = {}) =>
  practice.ask(practice[user], 'hold-slot', {
    serviceId: practice.serviceId,
    start: at(time),
    ...more,
  })

const statusOf = async (user: 'anna' | 'ben', bookingId: string) =>
  (await practice.booking(practice[user], bookingId)).booking.status

describe('a hold', () => {
  it('keeps a slot from everybody but its holder, for ten minutes to the second', async () => {
    const { anna, ben, free, tell, serviceId } = practice
    const { booking } = await hold('anna', '10:00')
    expect(booking).toMatchObject({ status: 'held', seats: 1, holdExpiresAt: at('08:10') })
    expect(await free(ben)).not.toContain('10:00')
    expect(await free(anna)).toContain('10:00')
    clock.now = Date.parse(at('08:10')) - 1
    const early = await tell(ben, 'create-booking', { serviceId, start: at('10:00') })
    f.expectProblem(early, 'slot-taken')
    expect(await statusOf('anna', booking.bookingId)).toBe('held')
    clock.now += 1
    expect(await statusOf('anna', booking.bookingId)).toBe('expired')
    expect(await free(ben)).toContain('10:00')
    await practice.book(ben, '10:00')
  })

  it('lasts from 1 to 15 minutes, as it is asked for', async () => {
    const { anna, tell, serviceId } = practice
    const { booking } = await hold('anna', '10:00', { holdMinutes: 15 })
    expect(booking.holdExpiresAt).toBe(at('08:15'))
    for (const holdMinutes of [0, 16, 1.5]) {
      const input = { serviceId, start: at('10:00'), holdMinutes }
      const { errors } = f.expectProblem(await tell(anna, 'hold-slot', input), 'invalid-request')
      expect(errors.map(({ path }) => path)).toEqual(['holdMinutes'])
    }
  })

  it('of the same start again is renewed, up to 15 minutes after the first', async () => {
    const first = await hold('anna', '10:00')
    practice.wait('08:07')
    const again = await hold('anna', '10:00')
    expect(again.booking).toMatchObject({
      bookingId: first.booking.bookingId,
      holdExpiresAt: at('08:15'),
      version: 2,
    })
    practice.wait('08:14')
    const last = await hold('anna', '10:00')
    expect(last.booking).toMatchObject({ holdExpiresAt: at('08:15'), version: 2 })
    practice.wait('08:15')
    const anew = await hold('anna', '10:00')
    expect(anew.booking.bookingId).not.toBe(first.booking.bookingId)
    expect(await statusOf('anna', first.booking.bookingId)).toBe('expired')
  })

  it('replaces the one before with the same professional, however far apart they are', async () => {
    const { anna, ben, free } = practice
    const far = await practice.ask(anna, 'hold-slot', {
      serviceId: practice.serviceId,
      start: at('10:00', 40),
    })
    await hold('anna', '11:00')
    expect(await statusOf('anna', far.booking.bookingId)).toBe('expired')
    await practice.ask(ben, 'create-booking', {
      serviceId: practice.serviceId,
      start: at('10:00', 40),
    })
    expect(await free(ben)).not.toContain('11:00')
  })

  it('is one of three in all', async () => {
    const { anna } = practice
    const others = await Promise.all([1, 2, 3].map(() => openPractice(backend, clock)))
    await hold('anna', '10:00')
    const place = (one: Practice | undefined) =>
      f.post(backend, 'hold-slot', anna, { serviceId: one?.serviceId, start: at('10:00') })
    f.granted(await place(others[0]))
    f.granted(await place(others[1]))
    const refused = f.expectProblem(await place(others[2]), 'rate-limited')
    expect(refused.detail).toContain('3')
    // Another with somebody who is held with already replaces that one.
    await hold('anna', '12:00')
    practice.wait('08:10')
    f.granted(await place(others[2]))
  })

  it('is released by its holder, and nobody else', async () => {
    const { anna, ben, tell, ask, free } = practice
    const { booking } = await hold('anna', '10:00')
    const { bookingId } = booking
    f.expectProblem(await tell(ben, 'cancel-booking', { bookingId }), 'not-found')
    const released = await ask(anna, 'cancel-booking', { bookingId })
    expect(released.booking.status).toBe('expired')
    expect(await free(ben)).toContain('10:00')
  })

  it('may be placed again at a time that overlaps it', async () => {
    const { anna, ask, serviceId } = practice
    await ask(practice.owner, 'save-service', { serviceId, slotStepMinutes: 30 })
    await hold('anna', '10:00')
    await hold('anna', '10:30')
    await ask(anna, 'create-booking', { serviceId, start: at('10:00') })
    const { bookings } = f.granted(
      await f.get(backend, 'list-bookings', anna, { as: 'client', status: ['held', 'confirmed'] }),
    )
    expect(bookings.map(({ status, start }) => `${status} ${start}`)).toEqual([
      `confirmed ${at('10:00')}`,
    ])
  })
})

describe('a booking from a hold', () => {
  it('keeps its id and seats, and takes what is told of the client', async () => {
    const { anna, ask } = practice
    const { booking: held } = await hold('anna', '10:00')
    const { bookingId: holdId } = held
    const { booking } = await ask(anna, 'create-booking', { holdId, note: 'left knee' })
    expect(booking).toMatchObject({ bookingId: holdId, status: 'confirmed', note: 'left knee' })
    expect(booking).not.toHaveProperty('holdExpiresAt')
    const { history } = await practice.booking(anna, holdId)
    expect(history.map(({ type }) => type)).toEqual(['booking.held', 'booking.confirmed'])
    practice.wait('08:20')
    expect(await statusOf('anna', holdId)).toBe('confirmed')
  })

  it('must agree with what is sent besides', async () => {
    const { anna, tell, ask, serviceId } = practice
    const { bookingId: holdId } = (await hold('anna', '10:00')).booking
    const other = { serviceId: '018f0000-0000-7000-8000-000000000000' }
    for (const [field, value] of Object.entries({ ...other, start: at('11:00'), seats: 2 })) {
      const refused = await tell(anna, 'create-booking', { holdId, [field]: value })
      const { errors } = f.expectProblem(refused, 'invalid-request')
      expect(errors.map(({ path }) => path)).toEqual([field])
    }
    await ask(anna, 'create-booking', { holdId, serviceId, start: at('10:00'), seats: 1 })
  })

  it('comes too late once it is over, and names what is free instead', async () => {
    const { anna, tell } = practice
    const { bookingId: holdId } = (await hold('anna', '10:00')).booking
    practice.wait('08:10')
    const refused = await tell(anna, 'create-booking', { holdId })
    const { alternatives } = f.expectProblem(refused, 'hold-expired')
    expect(alternatives.map(({ start }) => start)).toContain(at('10:00'))
    expect(alternatives).toHaveLength(5)
  })

  it('is its holder’s alone, the owner’s of the calendar not excepted', async () => {
    const { anna, ben, owner, tell } = practice
    const { bookingId: holdId } = (await hold('anna', '10:00')).booking
    for (const user of [ben, owner]) {
      const others = f.expectProblem(await tell(user, 'create-booking', { holdId }), 'not-found')
      const nobodys = { holdId: '018f0000-0000-7000-8000-000000000000' }
      const unknown = f.expectProblem(await tell(user, 'create-booking', nobodys), 'not-found')
      expect({ ...others, requestId: '' }).toEqual({ ...unknown, requestId: '' })
    }
    const { bookingId } = await practice.book(anna, '12:00')
    f.expectProblem(await tell(anna, 'create-booking', { holdId: bookingId }), 'not-changeable')
  })

  it('is not refused for a notice that was kept when it was held', async () => {
    const { anna, owner, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, minNoticeMinutes: 60 })
    const { bookingId: holdId } = (await hold('anna', '09:00')).booking
    practice.wait('08:05')
    const { booking } = await ask(anna, 'create-booking', { holdId })
    expect(booking.status).toBe('confirmed')
  })

  it('waits for approval where the service wants it', async () => {
    const { anna, owner, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, approval: 'manual' })
    const { bookingId: holdId } = (await hold('anna', '10:00')).booking
    const { booking } = await ask(anna, 'create-booking', { holdId })
    expect(booking.status).toBe('pending')
  })

  it('of the owner’s may be for a guest, whose it is then', async () => {
    const { owner, ask, serviceId } = practice
    const held = await ask(owner, 'hold-slot', { serviceId, start: at('10:00') })
    const { bookingId: holdId } = held.booking
    const client = { name: 'Gina Guest', phone: '555' }
    const { booking } = await ask(owner, 'create-booking', { holdId, client })
    expect(booking.client).toEqual(client)
    const { bookings } = f.granted(await f.get(backend, 'list-bookings', owner, { as: 'client' }))
    expect(bookings).toEqual([])
  })

  it('counts against limits once, and as soon as it is held', async () => {
    const { anna, ben, owner, ask, tell, free, serviceId } = practice
    await ask(owner, 'save-professional', { policy: { maxBookingsPerDay: 1 } })
    const { bookingId: holdId } = (await hold('anna', '10:00')).booking
    expect(await free(ben)).toEqual([])
    const refused = await tell(ben, 'create-booking', { serviceId, start: at('12:00') })
    f.expectProblem(refused, 'limit-reached')
    await ask(anna, 'create-booking', { holdId })
  })
})
