// How many bookings one client may have: refused by every way of taking time, left out of their search, exact at once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { unsignedToken } from '../../dev/parts/unsigned-token.ts'
import type { Backend } from '../support/backend.ts'
import { withColdInstances } from '../support/cold-instance.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'
import type { User } from '../support/users.ts'

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

const limit = (perClient: object | null) =>
  practice.ask(practice.owner, 'save-professional', { policy: { perClient } })

const start = (time: string, daysLater = 0) => ({
  serviceId: practice.serviceId,
  start: at(time, daysLater),
})

/** The free starts of the week for somebody, as `day time`. */
async function found(user: User, more: object = {}): Promise<readonly string[]> {
  const { professionalId, serviceId } = practice
  const range = { from: at('00:00'), to: at('00:00', 7) }
  const query = { professionalId, serviceId, ...range, ...more }
  const { slots } = f.granted(await f.get(backend, 'search-availability', user, query))
  return slots.map((slot) => slot.start)
}

const TRIED = ['12:00', '16:00']

/** What a hold of every start of the week comes to: those that are granted. */
async function held(user: User): Promise<readonly string[]> {
  const granted: string[] = []
  for (let day = 0; day < 7; day++)
    for (const time of TRIED) {
      const wish = start(time, day)
      const told = await practice.tell(user, 'hold-slot', wish)
      if (told.status !== 200) continue
      granted.push(wish.start)
      const { bookingId } = told.body.booking
      await practice.ask(user, 'cancel-booking', { bookingId })
    }
  return granted
}

const tried = (starts: readonly string[]) =>
  starts.filter((one) => TRIED.includes(one.slice(11, 16)))

describe('a limit per client', () => {
  it('is told with alternatives, and leaves out of the search exactly what it refuses', async () => {
    const { anna, ben, book, tell } = practice
    await limit({ maxPerDay: 1, maxPerWeek: 3 })
    await book(anna, '10:00')
    const refused = await tell(anna, 'create-booking', start('12:00'))
    const { alternatives, detail } = f.expectProblem(refused, 'client-limit-reached')
    expect(alternatives.map((one) => one.start.slice(0, 10))).not.toContain('2027-03-02')
    expect(alternatives).toHaveLength(5)
    expect(detail).toContain('one client')
    f.expectProblem(await tell(anna, 'hold-slot', start('12:00')), 'client-limit-reached')
    expect(tried(await found(anna))).toEqual(await held(anna))
    expect(await found(anna)).not.toContain(at('12:00'))
    expect(await found(ben)).toContain(at('12:00'))
    await practice.ask(anna, 'create-booking', start('10:00', 1))
    await practice.ask(anna, 'create-booking', start('10:00', 2))
    // Of Tuesday's week nothing is left; the next one begins on Monday.
    const weeks = new Set((await found(anna)).map((one) => one.slice(0, 10)))
    expect([...weeks]).toEqual(['2027-03-08'])
    expect(tried(await found(anna))).toEqual(await held(anna))
  })

  it('sets aside the booking that moves, and a hold', async () => {
    const { anna, ask, tell } = practice
    await limit({ maxUpcoming: 1 })
    const { bookingId: holdId } = (await ask(anna, 'hold-slot', start('10:00'))).booking
    await ask(anna, 'hold-slot', start('11:00'))
    f.expectProblem(await tell(anna, 'create-booking', { holdId }), 'hold-expired')
    const { booking } = await ask(anna, 'create-booking', start('11:00'))
    const { bookingId } = booking
    expect(await found(anna)).toEqual([])
    expect(await found(anna, { reschedulingBookingId: bookingId })).toContain(at('15:00', 3))
    await ask(anna, 'reschedule-booking', { bookingId, start: at('15:00', 3) })
    await ask(anna, 'cancel-booking', { bookingId })
    expect(await found(anna)).toContain(at('11:00'))
  })

  it('refuses to move a booking to a day that has as many', async () => {
    const { anna, ask, tell, book } = practice
    await limit({ maxPerDay: 1 })
    await book(anna, '10:00')
    const { bookingId } = (await ask(anna, 'create-booking', start('10:00', 1))).booking
    const moved = await tell(anna, 'reschedule-booking', { bookingId, start: at('12:00') })
    f.expectProblem(moved, 'client-limit-reached')
    await ask(anna, 'reschedule-booking', { bookingId, start: at('12:00', 1) })
  })

  it('of a service counts its bookings alone, beside that of the policy', async () => {
    const { owner, anna, ask, tell, serviceId } = practice
    const other = await ask(owner, 'save-service', { name: 'Talk', durationMinutes: 60 })
    const talk = other.service.serviceId
    const { service } = await ask(owner, 'save-service', {
      serviceId,
      perClient: { maxUpcoming: 1 },
    })
    expect(service.perClient).toEqual({ maxUpcoming: 1 })
    await ask(anna, 'create-booking', start('10:00'))
    f.expectProblem(await tell(anna, 'create-booking', start('12:00')), 'client-limit-reached')
    await ask(anna, 'create-booking', { serviceId: talk, start: at('12:00') })
    await limit({ maxUpcoming: 2 })
    const third = { serviceId: talk, start: at('15:00') }
    f.expectProblem(await tell(anna, 'create-booking', third), 'client-limit-reached')
    const { professional } = await limit({ maxUpcoming: null })
    expect(professional.policy).not.toHaveProperty('perClient')
    await ask(anna, 'create-booking', third)
  })

  it('is told by explain-availability to whom it binds', async () => {
    const { anna, owner, serviceId } = practice
    await limit({ maxUpcoming: 1 })
    await practice.book(anna, '10:00')
    const explain = async (user: User) => {
      const told = await f.get(backend, 'explain-availability', user, {
        serviceId,
        start: at('12:00'),
      })
      return f.granted(told) as unknown as { bookable: boolean; reasons: { reason: string }[] }
    }
    expect(await explain(anna)).toEqual({
      bookable: false,
      reasons: [{ reason: 'client-limit-reached' }],
    })
    expect((await explain(owner)).bookable).toBe(true)
  })

  it('binds neither owner nor admin, whomever they book for', async () => {
    const { owner, anna, ask, tell, book } = practice
    const admin = await f.adminUser(backend)
    await limit({ maxUpcoming: 1 })
    const { bookingId } = await book(anna, '10:00')
    await ask(owner, 'create-booking', { ...start('11:00'), clientUid: anna.uid })
    await ask(admin, 'create-booking', { ...start('12:00'), clientUid: anna.uid })
    for (const hour of ['13:00', '14:00']) await ask(owner, 'create-booking', start(hour))
    await ask(owner, 'reschedule-booking', { bookingId, start: at('15:00') })
    expect(await found(owner)).toContain(at('16:00'))
    f.expectProblem(await tell(anna, 'hold-slot', start('16:00')), 'client-limit-reached')
  })
})

describe('what is booked for a guest', () => {
  const guest = (client: object, time: string) =>
    practice.ask(practice.owner, 'create-booking', {
      ...start(time),
      client: { name: 'Gina', ...client },
    })
  const tokenOf = (claims: object): User => {
    return { ...practice.ben, token: unsignedToken(backend.projectId, practice.ben.uid, claims) }
  }

  it('counts for whoever’s token vouches for the address, however it is written', async () => {
    await limit({ maxUpcoming: 1 })
    await guest({ email: 'Gina@München.example' }, '10:00')
    const email = 'gina@xn--mnchen-3ya.example'
    expect(await found(tokenOf({ email, email_verified: true }))).toEqual([])
    expect(await found(tokenOf({ email, email_verified: false }))).not.toEqual([])
    const others = { email: 'gina@elsewhere.example', email_verified: true }
    expect(await found(tokenOf(others))).not.toEqual([])
  })

  it('counts for whoever’s token has the number, and once where it has the address too', async () => {
    await limit({ maxUpcoming: 2 })
    const email = 'gina@example.com'
    await guest({ phone: '0049 (170) 555', email }, '10:00')
    const claims = { phone_number: '+49170555', email, email_verified: true }
    expect(await found(tokenOf(claims))).not.toEqual([])
    await guest({ phone: '+49 170 555' }, '12:00')
    expect(await found(tokenOf(claims))).toEqual([])
    expect(await found(tokenOf({ phone_number: '+49170555' }))).toEqual([])
    expect(await found(tokenOf({ phone_number: '+49170556' }))).not.toEqual([])
  })
})

describe('a client who asks for everything at once', () => {
  it(`has exactly as many bookings as one may have, ${runs(4, 50)} times`, async () => {
    await limit({ maxUpcoming: 2 })
    const { serviceId } = practice
    for (let round = 0; round < runs(4, 50); round++) {
      const user = await backend.user(`Client ${round}`)
      const told = await withColdInstances(backend, 4, (cold) =>
        Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            f.post(cold, 'create-booking', user, { serviceId, start: at('09:00', 1 + index) }),
          ),
        ),
      )
      const refused = told.filter(({ status }) => status !== 200)
      expect(refused.map(({ body }) => body.reason)).toEqual(
        Array.from({ length: 6 }, () => 'client-limit-reached'),
      )
      for (const { status, body } of told)
        if (status === 200)
          await practice.ask(user, 'cancel-booking', { bookingId: body.booking.bookingId })
    }
  })
})

describe('a professional who takes bookings from verified accounts alone', () => {
  const unverified = (claims: object = {}): User => ({
    ...practice.anna,
    token: unsignedToken(backend.projectId, practice.anna.uid, claims),
  })

  beforeEach(async () => {
    await practice.ask(practice.owner, 'save-professional', { policy: { requireVerified: true } })
  })

  it.each([
    ['nothing', {}],
    ['an address that is not verified', { email: 'a@example.com', email_verified: false }],
    ['a verification without an address', { email_verified: true }],
  ])('refuses a token with %s, by every way of taking time', async (_what, claims) => {
    const { tell, anna, book } = practice
    const { bookingId } = await book(anna, '10:00')
    const user = unverified(claims)
    f.expectProblem(await tell(user, 'hold-slot', start('12:00')), 'unverified')
    f.expectProblem(await tell(user, 'create-booking', start('12:00')), 'unverified')
    const moved = { bookingId, start: at('12:00') }
    f.expectProblem(await tell(user, 'reschedule-booking', moved), 'unverified')
    f.granted(await tell(user, 'cancel-booking', { bookingId }))
  })

  it.each([
    ['a verified address', { email: 'a@example.com', email_verified: true }],
    ['a number', { phone_number: '+49170555' }],
  ])('takes a token with %s', async (_what, claims) => {
    const { ask } = practice
    const user = unverified(claims)
    const { bookingId: holdId } = (await ask(user, 'hold-slot', start('12:00'))).booking
    const { bookingId } = (await ask(user, 'create-booking', { holdId })).booking
    const moved = await ask(user, 'reschedule-booking', { bookingId, start: at('13:00') })
    expect(moved.booking.status).toBe('confirmed')
  })

  it('asks it neither of the owner nor of whom they book in', async () => {
    const { owner, ask } = practice
    const token = unsignedToken(backend.projectId, owner.uid)
    const { booking } = await ask({ ...owner, token }, 'create-booking', {
      ...start('12:00'),
      client: { name: 'Gina Guest' },
    })
    expect(booking.status).toBe('confirmed')
  })

  it('says so to apps', async () => {
    const { professionalId } = practice
    const told = await f.get(backend, 'get-professional', practice.anna, { professionalId })
    expect(f.granted(told).professional.policy.requireVerified).toBe(true)
  })
})
