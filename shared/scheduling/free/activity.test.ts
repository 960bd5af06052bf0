// What a professional is shown to be doing.
import { describe, expect, it } from 'vitest'
import {
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { activityAt } from './activity.ts'
import type { Calendar } from '../model/calendar.ts'

const stateAt = (calendar: Calendar, now: Instant) => activityAt(calendar, now).state

/** The state a millisecond before an instant, and at it. */
const around = (calendar: Calendar, instant: Instant) =>
  [instant - 1, instant].map((now) => stateAt(calendar, now))

const away = {
  state: 'away',
  since: monday('10:00'),
  until: monday('12:00'),
  message: 'at lunch',
} as const

describe('a professional', () => {
  it('is available within the hours and off outside them', () => {
    const calendar = buildCalendar()
    expect(around(calendar, monday('09:00'))).toEqual(['off', 'available'])
    expect(around(calendar, monday('17:00'))).toEqual(['available', 'off'])
    expect(activityAt(calendar, monday('12:00'))).toEqual({ state: 'available' })
  })

  it('is at work in a night that began yesterday', () => {
    const calendar = buildCalendar({ weeklyRules: everyDay({ start: '22:00', end: '02:00' }) })
    expect(stateAt(calendar, monday('01:00'))).toBe('available')
    expect(stateAt(calendar, monday('02:00'))).toBe('off')
  })

  it('keeps date hours instead of the weekly ones', () => {
    const dateHours = [{ date: '2026-11-23', intervals: [{ start: '18:00', end: '19:00' }] }]
    const calendar = buildCalendar({ dateHours })
    expect([stateAt(calendar, monday('12:00')), stateAt(calendar, monday('18:30'))]).toEqual([
      'off',
      'available',
    ])
  })

  it('is at work in the hours of an active service, too, but not of an inactive one', () => {
    const hours = [{ weekday: 1, start: '20:00', end: '21:00' }]
    const yoga = buildService({ serviceId: 'yoga', hours })
    const calendar = buildCalendar({ services: [buildService(), yoga] })
    expect(stateAt(calendar, monday('20:30'))).toBe('available')
    expect(stateAt(calendar, monday('12:00'))).toBe('available')
    const closed = buildCalendar({ services: [{ ...yoga, active: false }] })
    expect(stateAt(closed, monday('20:30'))).toBe('off')
  })

  it('is off on time off, but not for being busy elsewhere', () => {
    const span = { start: monday('12:00'), end: monday('13:00') }
    const off = buildCalendar({ timeOff: [{ timeOffId: 'x', ...span }] })
    expect(around(off, monday('12:00'))).toEqual(['available', 'off'])
    expect(around(off, monday('13:00'))).toEqual(['off', 'available'])
    const busy = buildCalendar({ externalBusy: [{ source: 'x', ...span }] })
    expect(stateAt(busy, monday('12:30'))).toBe('available')
  })
})

describe('a set activity', () => {
  it('is shown with its end and message until that end', () => {
    const calendar = buildCalendar({ activity: away })
    expect(activityAt(calendar, monday('12:00') - 1)).toEqual({
      state: 'away',
      until: monday('12:00'),
      message: 'at lunch',
    })
    expect(activityAt(calendar, monday('12:00'))).toEqual({ state: 'available' })
  })

  it('is shown before a session, and outside the hours', () => {
    const appointments = [buildAppointment(monday('11:00'))]
    expect(stateAt(buildCalendar({ activity: away, appointments }), monday('11:30'))).toBe('away')
    expect(stateAt(buildCalendar({ activity: away, weeklyRules: [] }), monday('11:30'))).toBe(
      'away',
    )
  })

  it('to be available adds nothing', () => {
    const activity = { state: 'available', since: monday('06:00'), message: 'here' } as const
    expect(activityAt(buildCalendar({ activity }), monday('07:00'))).toEqual({ state: 'off' })
  })
})

describe('a session', () => {
  it('is shown while an appointment runs, until its expected end', () => {
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('10:00'))] })
    expect(around(calendar, monday('10:00'))).toEqual(['available', 'in-session'])
    expect(activityAt(calendar, monday('10:30'))).toEqual({
      state: 'in-session',
      until: monday('11:00'),
    })
    expect(around(calendar, monday('11:00'))).toEqual(['in-session', 'available'])
  })

  it('begins and ends when it is expected to', () => {
    const late = { expectedStart: monday('10:15'), expectedEnd: monday('11:30') }
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('10:00'), late)] })
    expect(around(calendar, monday('10:15'))).toEqual(['available', 'in-session'])
    expect(activityAt(calendar, monday('11:00')).until).toBe(monday('11:30'))
  })

  it('is over once it has ended', () => {
    const claims = [buildClaim({ status: 'completed' })]
    const ended = buildAppointment(monday('10:00'), { endedAt: monday('10:20'), claims })
    expect(stateAt(buildCalendar({ appointments: [ended] }), monday('10:30'))).toBe('available')
  })

  it.each(['held', 'pending', 'no-show', 'cancelled'] as const)(
    'is none with a client who is only %s',
    (status) => {
      const claims = [buildClaim({ status, holdExpiresAt: monday('12:00') })]
      const calendar = buildCalendar({
        appointments: [buildAppointment(monday('10:00'), { claims })],
      })
      expect(stateAt(calendar, monday('10:30'))).toBe('available')
    },
  )

  it('outside the hours is a session all the same', () => {
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('20:00'))] })
    expect(stateAt(calendar, monday('20:30'))).toBe('in-session')
  })
})
