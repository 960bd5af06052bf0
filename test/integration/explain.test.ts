// Why a start cannot be booked: every rule in its order, with what stands behind it for those who may know.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
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

interface Explained {
  readonly bookable: boolean
  readonly reasons: readonly {
    readonly reason: string
    readonly detail?: string
    readonly source?: { readonly kind: string; readonly id?: string; readonly start?: string }
  }[]
}

async function explain(user: User, start: string, more: Record<string, string> = {}) {
  const query = { serviceId: practice.serviceId, start, ...more }
  const told = f.granted(await f.get(backend, 'explain-availability', user, query))
  return told as unknown as Explained
}

const reasonsOf = ({ reasons }: Explained) => reasons.map(({ reason }) => reason)

describe('a start', () => {
  it('that is free can be booked, and one can be told so', async () => {
    expect(await explain(practice.anna, at('10:00'))).toEqual({ bookable: true, reasons: [] })
  })

  it('is the second that would be booked, whatever its fraction', async () => {
    const start = at('10:00').replace('Z', '.7Z')
    expect(await explain(practice.anna, start)).toEqual({ bookable: true, reasons: [] })
    const { booking } = await practice.ask(practice.anna, 'create-booking', {
      serviceId: practice.serviceId,
      start,
    })
    expect(booking.start).toBe(at('10:00'))
  })

  it('is refused by every rule that applies, in their order, each with its source for the owner', async () => {
    const { owner, anna, ask, book, serviceId } = practice
    const lunch = await ask(owner, 'add-time-off', { start: at('10:30'), end: at('11:30') })
    const { timeOffId } = (lunch as unknown as { timeOff: { timeOffId: string } }).timeOff
    const booked = await book(owner, '10:30', {
      client: { name: 'Gina Guest' },
      override: ['on-time-off', 'off-grid'],
    })
    await ask(owner, 'set-activity', { state: 'busy', until: at('11:00') })
    await ask(owner, 'set-external-busy', {
      source: 'google',
      from: at('00:00'),
      to: at('00:00', 1),
      intervals: [{ start: at('11:00'), end: at('12:00') }],
    })
    await ask(owner, 'save-professional', { policy: { maxBookingsPerDay: 1 } })
    await ask(owner, 'save-service', { serviceId, minNoticeMinutes: 180 })
    const told = await explain(owner, at('10:45'), { seats: '2' })
    expect(told.bookable).toBe(false)
    expect(
      told.reasons.map(({ reason, source }) => [reason, source?.kind, source?.id].join(' ').trim()),
    ).toEqual([
      'too-soon',
      `on-time-off time-off ${timeOffId}`,
      'on-time-off external google',
      'professional-away activity',
      'off-grid',
      `slot-taken appointment ${booked.appointmentId}`,
      'not-enough-seats',
      'limit-reached limit maxBookingsPerDay',
    ])
    expect(told.reasons.every(({ detail }) => (detail ?? '').length > 5)).toBe(true)
    expect(told.reasons[1]).toMatchObject({
      detail: 'time off from 2027-03-02 10:30 to 2027-03-02 11:30',
      source: { start: at('10:30'), end: at('11:30') },
    })
    // A client learns each rule once, nothing of time off, and of nothing what stands behind it.
    const clients = await explain(anna, at('10:45'), { seats: '2' })
    expect(clients.reasons).toEqual(
      [
        'too-soon',
        'outside-hours',
        'professional-away',
        'off-grid',
        'slot-taken',
        'not-enough-seats',
        'limit-reached',
      ].map((reason) => ({ reason })),
    )
  })

  it('outside the hours is told whose hours those are', async () => {
    const { owner, ask, serviceId } = practice
    const kindOf = async (start: string) => (await explain(owner, start)).reasons[0]
    expect(await kindOf(at('18:00'))).toEqual({
      reason: 'outside-hours',
      detail: '2027-03-02 is open 09:00–17:00',
      source: { kind: 'working-hours' },
    })
    await ask(owner, 'set-date-hours', { date: '2027-03-02', intervals: [] })
    expect(await kindOf(at('10:00'))).toEqual({
      reason: 'outside-hours',
      detail: '2027-03-02 is closed',
      source: { kind: 'date-hours', id: '2027-03-02' },
    })
    await ask(owner, 'set-date-hours', { date: '2027-03-02', intervals: null })
    const hours = [{ weekday: 2, start: '18:00', end: '19:00' }]
    await ask(owner, 'save-service', { serviceId, hours })
    expect(await kindOf(at('10:00'))).toMatchObject({ source: { kind: 'service-hours' } })
    expect((await explain(owner, at('18:00'))).bookable).toBe(true)
  })

  it('behind a late session names the appointment that is late', async () => {
    const { owner, anna, ask, book } = practice
    const { bookingId, appointmentId } = await book(anna, '10:00')
    practice.wait('10:30')
    const expectedEnd = at('11:30')
    await ask(owner, 'report-progress', { bookingId, step: 'running-late', expectedEnd })
    const { reasons } = await explain(owner, at('11:00'))
    expect(reasons).toEqual([
      {
        reason: 'professional-away',
        detail: 'an appointment runs late from 2027-03-02 11:00 to 2027-03-02 11:30',
        source: { kind: 'delay', id: appointmentId, start: at('11:00'), end: at('11:30') },
      },
    ])
  })

  it('that the caller holds is theirs to book', async () => {
    const { anna, ben, ask, serviceId } = practice
    await ask(anna, 'hold-slot', { serviceId, start: at('10:00') })
    expect((await explain(anna, at('10:00'))).bookable).toBe(true)
    expect(reasonsOf(await explain(ben, at('10:00')))).toEqual(['slot-taken'])
  })

  it('of a service or professional that takes no bookings is told that first', async () => {
    const { owner, anna, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, active: false })
    expect(reasonsOf(await explain(anna, at('18:00')))).toEqual([
      'service-inactive',
      'outside-hours',
      'off-grid',
    ])
  })

  it('is of this professional, or not found', async () => {
    const other = await openPractice(backend, clock)
    const { serviceId, anna } = practice
    const ask = (query: Record<string, string>) =>
      f.get(backend, 'explain-availability', anna, { start: at('10:00'), ...query })
    const { professionalId } = other
    f.expectProblem(await ask({ serviceId, professionalId }), 'not-found')
    f.granted(await ask({ serviceId, professionalId: practice.professionalId }))
    f.expectProblem(await ask({ serviceId: professionalId }), 'not-found')
    const { errors } = f.expectProblem(
      await f.get(backend, 'explain-availability', anna, { serviceId, start: 'soon' }),
      'invalid-request',
    )
    expect(errors.map(({ path }) => path)).toEqual(['start'])
  })
})
