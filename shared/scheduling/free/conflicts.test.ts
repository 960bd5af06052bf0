// Which bookings a change of the schedule leaves outside.
import { describe, expect, it } from 'vitest'
import {
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import type { Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import { findConflicts, findMisfits, findPushedOut } from './conflicts.ts'

const booked = (start: Instant, fields: Parameters<typeof buildAppointment>[1] = {}) =>
  buildCalendar({ appointments: [buildAppointment(start, fields)] })

function conflicts(before: Calendar, change: Partial<Calendar>, now = monday('08:00')) {
  const bookings = [bookingOf(before)]
  return findConflicts(before, { ...before, ...change }, bookings, now).map((one) => one.bookingId)
}

const shorter = { weeklyRules: everyDay({ start: '09:00', end: '12:00' }) }

describe('a booking conflicts', () => {
  it('with hours that no longer cover all of it', () => {
    expect(conflicts(booked(monday('14:00')), shorter)).toEqual(['booking'])
    expect(conflicts(booked(monday('11:30')), shorter)).toEqual(['booking'])
  })

  it('with time off that takes part of it', () => {
    const timeOff = [{ timeOffId: 'x', start: monday('14:59'), end: monday('20:00') }]
    expect(conflicts(booked(monday('14:00')), { timeOff })).toEqual(['booking'])
  })

  it('with external busy time, closed dates and a new zone', () => {
    const busy = [{ source: 'x', start: monday('14:00'), end: monday('15:00') }]
    expect(conflicts(booked(monday('14:00')), { externalBusy: busy })).toEqual(['booking'])
    const closed = [{ date: '2026-11-23', intervals: [] }]
    expect(conflicts(booked(monday('14:00')), { dateHours: closed })).toEqual(['booking'])
    const { zone } = buildCalendar({ timeZone: 'Pacific/Auckland' })
    expect(conflicts(booked(monday('14:00')), { zone })).toEqual(['booking'])
  })

  it('with the hours of its service where it has its own', () => {
    const hours = [{ weekday: 1, start: '14:00', end: '15:00' }]
    const services = [buildService({ hours })]
    const before = { ...booked(monday('14:00')), services }
    expect(conflicts(before, shorter)).toEqual([])
    const moved = [buildService({ hours: [{ weekday: 2, start: '14:00', end: '15:00' }] })]
    expect(conflicts(before, { services: moved })).toEqual(['booking'])
  })
})

describe('a booking does not conflict', () => {
  it('where it still fits, to the end of the hours', () => {
    expect(conflicts(booked(monday('11:00')), shorter)).toEqual([])
    const timeOff = [{ timeOffId: 'x', start: monday('12:00'), end: monday('20:00') }]
    expect(conflicts(booked(monday('11:00')), { timeOff })).toEqual([])
  })

  it('where it lay outside before: the change is not to blame', () => {
    expect(conflicts(booked(monday('20:00')), shorter)).toEqual([])
  })

  it('once it has begun', () => {
    expect(conflicts(booked(monday('14:00')), shorter, monday('14:00'))).toEqual([])
    expect(conflicts(booked(monday('14:00')), shorter, monday('14:00') - 1)).toEqual(['booking'])
  })

  it('with a new step, a shorter horizon or a service that is no longer offered', () => {
    const before = booked(monday('14:00', 5))
    expect(
      conflicts(before, { policy: { ...before.policy, slotStepMinutes: 45, horizonDays: 1 } }),
    ).toEqual([])
    expect(conflicts(before, { services: [buildService({ active: false })] })).toEqual([])
  })
})

describe('an activity', () => {
  it('conflicts with what it lies upon, and not with what it was set upon before', () => {
    const before = booked(monday('14:00', 5))
    const activity = { state: 'away', since: monday('08:00'), until: monday('20:00', 6) } as const
    expect(conflicts(before, { activity })).toEqual(['booking'])
    const longer = { activity: { ...activity, until: monday('20:00', 7) } }
    expect(conflicts({ ...before, activity }, longer)).toEqual([])
  })
})

describe('of several bookings', () => {
  it('those that conflict are named, in the order given', () => {
    const appointments = [
      buildAppointment(monday('10:00')),
      buildAppointment(monday('14:00'), { appointmentId: 'b' }),
      buildAppointment(monday('15:00', 20), { appointmentId: 'c' }),
    ]
    const before = buildCalendar({ appointments })
    const bookings = appointments.map((one) => ({
      ...bookingOf({ ...before, appointments: [one] }),
      bookingId: String(one.appointmentId),
    }))
    const found = findConflicts(before, { ...before, ...shorter }, bookings, monday('08:00'))
    expect(found.map(({ bookingId }) => bookingId)).toEqual(['b', 'c'])
  })
})

describe('a booking does not fit', () => {
  const misfits = (calendar: Calendar, now = monday('08:00')) =>
    findMisfits(calendar, [bookingOf(calendar)], now).map((one) => one.bookingId)

  it('where its time lies outside the hours, in time off, or while its professional is away', () => {
    const calendar = booked(monday('14:00'))
    expect(misfits(calendar)).toEqual([])
    expect(misfits({ ...calendar, ...shorter })).toEqual(['booking'])
    const timeOff = [{ timeOffId: 'x', start: monday('14:59'), end: monday('20:00') }]
    expect(misfits({ ...calendar, timeOff })).toEqual(['booking'])
    const activity = { state: 'away', since: monday('08:00'), until: monday('14:01') } as const
    expect(misfits({ ...calendar, activity })).toEqual(['booking'])
  })

  it('never once it has begun', () => {
    expect(misfits({ ...booked(monday('14:00')), ...shorter }, monday('14:00'))).toEqual([])
  })
})

describe('a delay pushes a booking out', () => {
  const late = buildAppointment(monday('15:00'), {
    appointmentId: 'late',
    claims: [],
    expectedEnd: monday('16:30'),
  })
  const calendarOf = (fields: Partial<Calendar> = {}): Calendar => ({
    ...buildCalendar({
      appointments: [
        { ...late, claims: [buildClaim({ bookingId: 'first' })] },
        buildAppointment(monday('16:00')),
      ],
    }),
    ...fields,
  })
  const pushed = (calendar: Calendar) =>
    findPushedOut(calendar, [bookingOf(calendar)], monday('15:10')).map((one) => one.bookingId)

  it('of the hours, or into time off', () => {
    expect(pushed(calendarOf())).toEqual(['booking'])
    const weeklyRules = everyDay({ start: '09:00', end: '18:00' })
    expect(pushed(calendarOf({ weeklyRules }))).toEqual([])
    const timeOff = [{ timeOffId: 'x', start: monday('17:00'), end: monday('20:00') }]
    expect(pushed(calendarOf({ weeklyRules, timeOff }))).toEqual(['booking'])
  })

  it('not where it lay outside as it was agreed', () => {
    expect(pushed(calendarOf(shorter))).toEqual([])
  })
})
