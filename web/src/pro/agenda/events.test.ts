// What the agenda draws.
import { describe, expect, it } from 'vitest'
import { toAppointments } from '../day/appointments.ts'
import { at, booking } from '../day/booking.builder.ts'
import { backgroundOf, eventsOf } from './events.ts'

const now = at('09:00')
const drawn = (...bookings: ReturnType<typeof booking>[]) =>
  eventsOf(toAppointments(bookings, now), ({ serviceName }) => serviceName, now)

describe('an appointment', () => {
  it('is one event, however many are in it', () => {
    const seat = () => booking('10:00', '11:00', { appointmentId: 'class', capacity: 8 })
    expect(drawn(seat(), seat())).toHaveLength(1)
  })

  it('of one client that is to come can be dragged', () => {
    expect(drawn(booking('10:00', '10:30'))[0]?.startEditable).toBe(true)
  })

  it.each([
    ['of a class', booking('10:00', '10:30', { capacity: 8 })],
    ['that has begun', booking('08:50', '09:20', { status: 'in-progress' })],
    ['that somebody is choosing', booking('10:00', '10:30', { status: 'held' })],
  ])('%s cannot', (_, one) => {
    expect(drawn(one)[0]?.startEditable).toBe(false)
  })

  it('that is late is drawn as late', () => {
    const [late] = drawn(booking('10:00', '10:30', { expectedStart: at('10:10') }))
    expect(late?.className).toContain('is-late')
  })
})

describe('behind them', () => {
  const day = { from: at('00:00'), to: at('23:59') }
  const nothing = { windows: [], timeOff: [], externalBusy: [] }
  const span = { start: at('09:00'), end: at('12:00') }

  it('all is shaded that is in no window', () => {
    const [open] = backgroundOf({ ...nothing, windows: [span] }, day, 'Time off')
    expect(open).toMatchObject({ ...span, display: 'inverse-background' })
  })

  it('a day without windows is shaded whole', () => {
    const [closed] = backgroundOf(nothing, day, 'Time off')
    expect(closed).toMatchObject({ start: day.from, end: day.to, display: 'background' })
  })

  it('time off has its note, or a word, and external busy time its source', () => {
    const off = { timeOffId: 'off', ...span }
    const titles = backgroundOf(
      {
        windows: [span],
        timeOff: [off, { ...off, note: 'Dentist' }],
        externalBusy: [{ source: 'work', ...span }],
      },
      day,
      'Time off',
    ).map(({ title }) => title)
    expect(titles).toEqual(['', 'Time off', 'Dentist', 'work'])
  })
})
