// What becomes of a booking: moved, decided on, cancelled; what its status forbids, and what the owner may set aside.
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

const move = (user: User, bookingId: string, time: string, more: object = {}) =>
  practice.tell(user, 'reschedule-booking', { bookingId, start: at(time), ...more })

const decide = (bookingId: string, decision: string, more: object = {}) =>
  practice.tell(practice.owner, 'decide-booking', { bookingId, decision, ...more })

async function revision(): Promise<number> {
  const { professionalId } = practice
  const statement = 'select revision as n from calendars where professional_id = $1'
  return f.count(backend, statement, [professionalId])
}

describe('a move', () => {
  it('keeps the id, frees the old time with the new one taken, and is one change', async () => {
    const { anna, ben, free } = practice
    const booked = await practice.book(anna, '10:00', { note: 'left knee' })
    const before = await revision()
    const { booking } = f.granted(await move(anna, booked.bookingId, '14:00'))
    expect(booking).toMatchObject({
      bookingId: booked.bookingId,
      status: 'confirmed',
      start: at('14:00'),
      end: at('15:00'),
      note: 'left knee',
      version: 2,
    })
    expect(await revision()).toBe(before + 1)
    const starts = await free(ben)
    expect(starts).toContain('10:00')
    expect(starts).not.toContain('14:00')
    const { history } = await practice.booking(anna, booked.bookingId)
    expect(history.map(({ type, by }) => `${type} by ${by}`)).toEqual([
      'booking.confirmed by client',
      'booking.rescheduled by client',
    ])
  })

  it('may go into its own old time', async () => {
    const { anna, owner, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, slotStepMinutes: 30 })
    const { bookingId } = await practice.book(anna, '10:00')
    const { booking } = f.granted(await move(anna, bookingId, '10:30'))
    expect(booking.start).toBe(at('10:30'))
    f.granted(await move(anna, bookingId, '10:00'))
  })

  it('to its own present start leaves everything as it is', async () => {
    const { anna } = practice
    const booked = await practice.book(anna, '10:00')
    const before = await revision()
    const { booking } = f.granted(await move(anna, booked.bookingId, '10:00'))
    expect(booking).toEqual(booked)
    expect(await revision()).toBe(before)
  })

  it('is refused by the first rule that applies, with what is free instead', async () => {
    const { anna, ben } = practice
    const { bookingId } = await practice.book(anna, '10:00')
    await practice.book(ben, '14:00')
    for (const [time, reason] of [
      ['07:00', 'too-soon'],
      ['17:00', 'outside-hours'],
      ['10:20', 'off-grid'],
      ['14:00', 'slot-taken'],
    ] as const) {
      const { alternatives } = f.expectProblem(await move(anna, bookingId, time), reason)
      expect(alternatives).toHaveLength(5)
    }
    const { booking } = await practice.booking(anna, bookingId)
    expect(booking).toMatchObject({ start: at('10:00'), version: 1 })
  })

  it('does not count against limits, and may not break them elsewhere', async () => {
    const { anna, ben, owner, ask } = practice
    await ask(owner, 'save-professional', { policy: { maxBookingsPerDay: 2 } })
    const { bookingId } = await practice.book(anna, '10:00')
    await practice.book(ben, '12:00')
    f.granted(await move(anna, bookingId, '15:00'))
    for (const hour of ['10:00', '11:00'])
      await ask(ben, 'create-booking', { serviceId: practice.serviceId, start: at(hour, 1) })
    const tomorrow = { bookingId, start: at('15:00', 1) }
    f.expectProblem(await practice.tell(anna, 'reschedule-booking', tomorrow), 'limit-reached')
  })

  it('by a client is possible while the notice lasts, to the second; by the owner until the start', async () => {
    const { anna, owner, ask } = practice
    await ask(owner, 'save-professional', { policy: { rescheduleNoticeMinutes: 60 } })
    const booked = await practice.book(anna, '10:00')
    expect(booked.rescheduleUntil).toBe(at('09:00'))
    practice.wait('09:00')
    f.granted(await move(anna, booked.bookingId, '10:00'))
    clock.now += 1000
    f.expectProblem(await move(anna, booked.bookingId, '15:00'), 'too-late-to-reschedule')
    practice.wait('09:59')
    f.granted(await move(owner, booked.bookingId, '15:00'))
    practice.wait('15:00')
    f.expectProblem(await move(owner, booked.bookingId, '16:00'), 'not-changeable')
  })

  it('by a client of what needs approval is a request again; by the owner it stays what it was', async () => {
    const { anna, owner, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, approval: 'manual' })
    const { bookingId } = await practice.book(anna, '10:00')
    f.granted(await decide(bookingId, 'approve'))
    const owners = f.granted(await move(owner, bookingId, '11:00'))
    expect(owners.booking.status).toBe('confirmed')
    const clients = f.granted(await move(anna, bookingId, '12:00'))
    expect(clients.booking.status).toBe('pending')
  })

  it('joins and leaves groups seat by seat', async () => {
    const { anna, ben, owner, ask, free, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, capacity: 3 })
    const annas = await practice.book(anna, '10:00', { seats: 2 })
    const bens = await practice.book(ben, '11:00')
    f.expectProblem(await move(ben, bens.bookingId, '12:00', { version: 7 }), 'version-mismatch')
    const joined = f.granted(await move(ben, bens.bookingId, '10:00'))
    expect(joined.booking.appointmentId).toBe(annas.appointmentId)
    expect(await free(owner)).not.toContain('10:00')
    expect(await free(owner)).toContain('11:00')
    f.granted(await move(ben, bens.bookingId, '11:00', { version: 2 }))
    const { slots } = f.granted(
      await f.get(backend, 'search-availability', owner, {
        professionalId: practice.professionalId,
        serviceId,
        from: at('10:00'),
        to: at('12:00'),
      }),
    )
    expect(slots.map(({ seatsLeft }) => seatsLeft)).toEqual([1, 2])
  })

  it('lets the owner set rules aside, which the history records, and nobody else', async () => {
    const { anna, owner } = practice
    const { bookingId } = await practice.book(anna, '10:00')
    const override = ['outside-hours', 'off-grid', 'too-soon']
    f.expectProblem(await move(anna, bookingId, '18:10', { override }), 'forbidden')
    f.granted(await move(owner, bookingId, '18:10', { override }))
    const { history } = await practice.booking(owner, bookingId)
    expect(history.at(-1)?.override).toEqual(['outside-hours', 'off-grid'])
  })

  it('of another’s booking, or one that is not there, finds nothing', async () => {
    const { anna, ben } = practice
    const { bookingId } = await practice.book(anna, '10:00')
    f.expectProblem(await move(ben, bookingId, '11:00'), 'not-found')
    const nobodys = '018f0000-0000-7000-8000-000000000000'
    f.expectProblem(await move(ben, nobodys, '11:00'), 'not-found')
  })

  it('is shown before it is made, with the moving booking out of the way', async () => {
    const { anna, free } = practice
    const { bookingId } = await practice.book(anna, '10:00')
    expect(await free(anna)).not.toContain('10:00')
    expect(await free(anna, { reschedulingBookingId: bookingId })).toContain('10:00')
  })
})

describe('a decision', () => {
  const request = async () => {
    const { anna, owner, ask, serviceId } = practice
    await ask(owner, 'save-service', { serviceId, approval: 'manual' })
    return practice.book(anna, '10:00')
  }

  it('confirms a request', async () => {
    const { bookingId } = await request()
    const { booking } = f.granted(await decide(bookingId, 'approve'))
    expect(booking.status).toBe('confirmed')
    f.expectProblem(await decide(bookingId, 'approve'), 'not-changeable')
    f.expectProblem(await decide(bookingId, 'decline'), 'not-changeable')
  })

  it('declines it with a reason, and the time is free again', async () => {
    const { bookingId } = await request()
    expect(await practice.free(practice.ben)).not.toContain('10:00')
    const { booking } = f.granted(await decide(bookingId, 'decline', { reason: 'on a course' }))
    expect(booking).toMatchObject({ status: 'declined', cancelReason: 'on a course' })
    expect(await practice.free(practice.ben)).toContain('10:00')
    f.expectProblem(await decide(bookingId, 'approve'), 'not-changeable')
  })

  it('names the booking where its time does not fit now, unless it is declined', async () => {
    const { owner, ben, ask, book } = practice
    const { bookingId } = await request()
    const fitting = await book(ben, '14:00')
    expect(f.granted(await decide(fitting.bookingId, 'approve'))).toMatchObject({
      conflicts: [],
      conflictCount: 0,
    })
    const morning = {
      date: at('00:00').slice(0, 10),
      intervals: [{ start: '12:00', end: '17:00' }],
    }
    await ask(owner, 'set-date-hours', morning)
    const told = { conflicts: [{ bookingId, status: 'confirmed' }], conflictCount: 1 }
    const rehearsed = await decide(bookingId, 'approve', { validateOnly: true })
    expect(f.granted(rehearsed)).toMatchObject(told)
    const declined = await decide(bookingId, 'decline', { validateOnly: true })
    expect(f.granted(declined)).toMatchObject({ conflicts: [], conflictCount: 0 })
    expect(f.granted(await decide(bookingId, 'approve'))).toMatchObject(told)
  })

  it('only rehearsed changes nothing', async () => {
    const { bookingId } = await request()
    const digest = await f.digestOf(backend)
    const { booking } = f.granted(await decide(bookingId, 'approve', { validateOnly: true }))
    expect(booking.status).toBe('confirmed')
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('is not the client’s to make, nor another professional’s', async () => {
    const { bookingId } = await request()
    const { anna, tell } = practice
    const approve = { bookingId, decision: 'approve' }
    f.expectProblem(await tell(anna, 'decide-booking', approve), 'forbidden')
    const other = await openPractice(backend, clock)
    f.expectProblem(await tell(other.owner, 'decide-booking', approve), 'not-found')
    const { professionalId } = other
    const named = await tell(practice.owner, 'decide-booking', { ...approve, professionalId })
    f.expectProblem(named, 'not-found')
  })

  it('comes too late at the start, when the request has expired', async () => {
    const { bookingId } = await request()
    practice.wait('10:00')
    f.expectProblem(await decide(bookingId, 'approve'), 'not-changeable')
    const { booking } = await practice.booking(practice.anna, bookingId)
    expect(booking.status).toBe('expired')
  })
})

describe('a booking that is over', () => {
  it.each(['cancelled', 'declined', 'expired', 'completed'])(
    'stays as it is: %s',
    async (status) => {
      const { anna, owner, ask, tell, serviceId } = practice
      await ask(owner, 'save-service', { serviceId, approval: 'manual' })
      const { bookingId } = await practice.book(anna, '10:00')
      if (status === 'cancelled') await ask(anna, 'cancel-booking', { bookingId })
      if (status === 'declined') f.granted(await decide(bookingId, 'decline'))
      if (status === 'completed') f.granted(await decide(bookingId, 'approve'))
      if (status === 'expired') practice.wait('10:00')
      if (status === 'completed') practice.wait('11:00')
      const { booking } = await practice.booking(anna, bookingId)
      expect(booking.status).toBe(status)
      const digest = await f.digestOf(backend)
      const cancelled = status === 'cancelled' ? 'already-cancelled' : 'not-changeable'
      f.expectProblem(await tell(owner, 'cancel-booking', { bookingId }), cancelled)
      f.expectProblem(await move(owner, bookingId, '15:00'), 'not-changeable')
      f.expectProblem(await decide(bookingId, 'approve'), 'not-changeable')
      const started = { bookingId, step: 'started' }
      f.expectProblem(await tell(owner, 'report-progress', started), 'not-changeable')
      expect(await f.digestOf(backend)).toBe(digest)
    },
  )
})
