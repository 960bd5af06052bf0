// Bookings become the appointments of a day.
import { describe, expect, it } from 'vitest'
import { runOf, statusAt, toAppointments } from './appointments.ts'
import { at, booking } from './booking.builder.ts'

describe('the bookings of a class', () => {
  const seat = (about = {}) =>
    booking('10:00', '11:00', { appointmentId: 'class', capacity: 8, ...about })

  it('are one appointment with the seats that they take together', () => {
    const appointments = toAppointments([seat({ seats: 2 }), seat(), seat()], at('09:00'))
    expect(appointments).toHaveLength(1)
    expect(appointments[0]).toMatchObject({ seatsTaken: 4, capacity: 8, status: 'confirmed' })
  })

  it('give their seats back when they are cancelled', () => {
    const [one] = toAppointments([seat(), seat({ status: 'cancelled' })], at('09:00'))
    expect(one).toMatchObject({ seatsTaken: 1 })
    expect(one?.bookings).toHaveLength(1)
  })

  it('run while one of them runs, whoever did not come', () => {
    const [one] = toAppointments(
      [seat({ status: 'no-show' }), seat({ status: 'in-progress' })],
      at('10:10'),
    )
    expect(one?.status).toBe('in-progress')
  })
})

describe('a booking', () => {
  it('that was declined, has expired or was cancelled takes no time', () => {
    const gone = (['declined', 'expired', 'cancelled'] as const).map((status) =>
      booking('10:00', '10:30', { status }),
    )
    expect(toAppointments(gone, at('09:00'))).toEqual([])
  })

  it('that is held takes time until its hold has ended', () => {
    const held = booking('10:00', '10:30', { status: 'held', holdExpiresAt: at('09:10') })
    expect(toAppointments([held], at('09:09'))).toHaveLength(1)
    expect(toAppointments([held], at('09:10'))).toEqual([])
  })

  it('begins and ends by the clock, before the document says so', () => {
    const one = booking('10:00', '10:30')
    expect(statusAt(one, at('09:59'))).toBe('confirmed')
    expect(statusAt(one, at('10:00'))).toBe('in-progress')
    expect(statusAt(one, at('10:30'))).toBe('completed')
  })

  it('that is expected later begins later by the clock', () => {
    const late = booking('10:00', '10:30', { expectedStart: at('10:10') })
    expect(statusAt(late, at('10:05'))).toBe('confirmed')
    expect(runOf(late)).toEqual({ start: at('10:10'), end: at('10:40') })
  })

  it('that was begun early is not over before its end', () => {
    const early = booking('10:00', '10:30', { expectedStart: at('09:50'), status: 'in-progress' })
    expect(runOf(early)).toEqual({ start: at('09:50'), end: at('10:30') })
  })

  it('that ended early ran until then', () => {
    const ended = booking('10:00', '10:30', { status: 'completed', endedAt: at('10:20') })
    expect(runOf(ended).end).toEqual(at('10:20'))
  })

  it('that was never approved is gone at its start', () => {
    expect(statusAt(booking('10:00', '10:30', { status: 'pending' }), at('10:00'))).toBe('expired')
  })
})

it('is late when it is expected later than agreed, and no longer when it is over', () => {
  const late = { expectedStart: at('10:10') }
  const [open] = toAppointments([booking('10:00', '10:30', late)], at('09:00'))
  const [over] = toAppointments([booking('10:00', '10:30', late)], at('10:45'))
  expect([open?.isLate, over?.isLate]).toEqual([true, false])
})
