// The day as a list.
import { describe, expect, it } from 'vitest'
import { toAppointments } from './appointments.ts'
import { at, booking } from './booking.builder.ts'
import { gapsOf, planOf } from './plan.ts'

const open = (start: string, end: string) => ({ start: at(start), end: at(end) })
const dayOf = (
  bookings: ReturnType<typeof booking>[],
  windows = [open('09:00', '12:00')],
  after = 0,
) => ({
  appointments: toAppointments(bookings, at('06:00')),
  windows,
  blocked: [],
  buffers: new Map([['service', { before: 0, after }]]),
  from: at('00:00'),
  to: new Date('2026-11-27T00:00:00Z'),
})

describe('the gaps of a day', () => {
  it('are the windows without the appointments', () => {
    expect(gapsOf(dayOf([booking('10:00', '10:30')]), at('06:00'))).toEqual([
      open('09:00', '10:00'),
      open('10:30', '12:00'),
    ])
  })

  it('are shorter by what an appointment needs around it', () => {
    expect(gapsOf(dayOf([booking('10:00', '10:30')], undefined, 15), at('06:00')).at(-1)).toEqual(
      open('10:45', '12:00'),
    )
  })

  it('follow a delay, and leave the agreed time taken', () => {
    const late = booking('10:00', '10:30', { expectedStart: at('11:00') })
    expect(gapsOf(dayOf([late]), at('06:00'))).toEqual([
      open('09:00', '10:00'),
      open('10:30', '11:00'),
      open('11:30', '12:00'),
    ])
  })

  it('have the rest of what ended early', () => {
    const ended = booking('10:00', '11:00', { status: 'completed', endedAt: at('10:20') })
    expect(gapsOf(dayOf([ended]), at('06:00')).at(-1)).toEqual(open('10:20', '12:00'))
  })

  it('of less than ten minutes are none', () => {
    expect(gapsOf(dayOf([booking('09:09', '12:00')]), at('06:00'))).toEqual([])
  })

  it('begin now, and have passed in the evening', () => {
    expect(gapsOf(dayOf([]), at('11:00'))).toEqual([open('11:00', '12:00')])
    expect(gapsOf(dayOf([]), at('20:00'))).toEqual([])
  })

  it('end with the day, though a window goes on', () => {
    const night = { start: at('22:00'), end: new Date('2026-11-27T06:00:00Z') }
    expect(gapsOf(dayOf([], [night]), at('06:00'))).toEqual([
      { start: at('22:00'), end: new Date('2026-11-27T00:00:00Z') },
    ])
  })
})

it('lists appointments, gaps and time off in their order', () => {
  const day = {
    ...dayOf([booking('10:00', '10:30')]),
    blocked: [{ ...open('08:00', '09:00'), note: 'Dentist' }],
  }
  expect(planOf(day, at('06:00')).map(({ kind }) => kind)).toEqual([
    'blocked',
    'gap',
    'appointment',
    'gap',
  ])
})
