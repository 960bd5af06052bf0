// What can be reported of an appointment.
import { describe, expect, it } from 'vitest'
import { toAppointments } from './appointments.ts'
import { at, booking } from './booking.builder.ts'
import { later, nowAndNext, onTime, primaryStep, toldTimes } from './steps.ts'

const day = (time: string, ...bookings: ReturnType<typeof booking>[]) =>
  toAppointments(bookings, at(time))
const only = (time: string, one: ReturnType<typeof booking>) => {
  const [appointment] = day(time, one)
  if (!appointment) throw new Error('there is no appointment')
  return appointment
}

describe('the primary step', () => {
  it('is to start what is agreed, then to finish it, then nothing', () => {
    const one = booking('10:00', '10:30')
    expect(primaryStep(only('09:55', one))).toBe('started')
    expect(primaryStep(only('10:01', one))).toBe('finished')
    expect(primaryStep(only('10:31', one))).toBeUndefined()
  })

  it('of a request is none: it is to be decided first', () => {
    expect(primaryStep(only('09:00', booking('10:00', '10:30', { status: 'pending' })))).toBe(
      undefined,
    )
  })
})

describe('ten minutes late', () => {
  it('moves the expected start of what has not begun', () => {
    expect(later(only('09:00', booking('10:00', '10:30')), 10, at('09:00'))).toEqual({
      expectedStart: at('10:10'),
    })
  })

  it('moves the expected end of what has begun', () => {
    expect(later(only('10:05', booking('10:00', '10:30')), 10, at('10:05'))).toEqual({
      expectedEnd: at('10:40'),
    })
  })

  it('said twice is twenty minutes', () => {
    const late = booking('10:00', '10:30', { expectedStart: at('10:10') })
    expect(later(only('09:00', late), 10, at('09:00'))).toEqual({ expectedStart: at('10:20') })
  })

  it('is taken back while the agreed time is still to come', () => {
    const late = booking('10:00', '10:30', { expectedStart: at('10:10') })
    expect(onTime(only('09:00', late), at('09:00'))).toEqual({ expectedStart: at('10:00') })
    expect(onTime(only('10:05', late), at('10:05'))).toBeUndefined()
    expect(onTime(only('09:00', booking('10:00', '10:30')), at('09:00'))).toBeUndefined()
  })
})

describe('now and next', () => {
  it('are what runs and what is agreed behind it', () => {
    const [first, second] = [booking('10:00', '10:30'), booking('11:00', '11:30')]
    const { now, next } = nowAndNext(day('10:10', first, second), at('10:10'))
    expect(now?.bookings[0]?.bookingId).toBe(first.bookingId)
    expect(next?.bookings[0]?.bookingId).toBe(second.bookingId)
  })

  it('leave out requests and what is over', () => {
    const past = booking('08:00', '08:30')
    const request = booking('11:00', '11:30', { status: 'pending' })
    expect(nowAndNext(day('09:00', past, request), at('09:00'))).toEqual({})
  })
})

it('tells each new time once, in order', () => {
  const to = (time: string) => ({ expectedStart: `2026-11-26T${time}:00Z` })
  expect(toldTimes([to('13:10'), to('11:10'), to('13:10')])).toEqual([at('11:10'), at('13:10')])
})
