// The clock's steps, to the second: what lapses, what begins, what ends, and what is caught up with.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  BEN,
  asClock,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  monday,
  storedSeats,
} from '../../../test/support/build-calendar.ts'
import { SECOND } from '../../time/instant.ts'
import { advance } from './advance.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Calendar, Claim } from '../model/calendar.ts'
import { statusAt } from '../model/status-at.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import { nextDue } from './due.ts'
import { findSlots } from '../free/search.ts'

const group = buildService({ serviceId: 'group', capacity: 4 })

/** A calendar with one appointment at 10:00 on Monday, with these claims. */
function given(
  claims: readonly Claim[] = [buildClaim()],
  fields: Parameters<typeof buildAppointment>[1] = {},
): Calendar {
  return calendarWith(buildAppointment(monday('10:00'), { claims, ...fields }))
}

const calendarWith = (...appointments: readonly Appointment[]) =>
  buildCalendar({ appointments, services: [buildService(), group] })

const at = (calendar: Calendar, time: string, millis = 0): Effects =>
  advance(calendar, asClock(monday(time) + millis))

const toldOf = ({ changes }: Effects) => changes.map(({ type, bookingId }) => [type, bookingId])
const stepsOf = ({ bookingSteps = [] }: Effects) =>
  bookingSteps.map(({ bookingId, status }) => [bookingId, status])

describe('a hold', () => {
  const calendar = given([buildHold({ holdExpiresAt: monday('08:10') })])

  it('expires at the second until which it was held, and not before', () => {
    expect(at(calendar, '08:10', -1)).toBe(NOTHING)
    expect(at(calendar, '08:10', -SECOND)).toBe(NOTHING)
    expect(stepsOf(at(calendar, '08:10'))).toEqual([['hold', 'expired']])
  })

  it('that expires takes its appointment with it: its time is free, by one change of the system', () => {
    const effects = at(calendar, '08:10')
    expect(effects).toEqual({
      bookingSteps: [{ bookingId: 'hold', status: 'expired' }],
      changedAppointments: [
        expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 0, state: 'gone' }),
      ],
      changes: [
        {
          changeId: 'new-1',
          type: 'booking.expired',
          by: 'system',
          dates: ['2026-11-23'],
          bookingId: 'hold',
          appointmentId: 'appointment',
          serviceId: 'massage',
        },
      ],
    })
    expect(applyEffects(calendar, effects).appointments).toEqual([])
  })

  it('lasts beyond its start, if it was placed shortly before', () => {
    const late = given([buildHold({ holdExpiresAt: monday('10:05') })])
    expect(at(late, '10:00')).toBe(NOTHING)
    expect(stepsOf(at(late, '10:05'))).toEqual([['hold', 'expired']])
  })
})

describe('a request', () => {
  it('that nobody decided on expires at its start, and frees it', () => {
    const calendar = given([buildClaim({ status: 'pending' })])
    expect(at(calendar, '10:00', -1)).toBe(NOTHING)
    const effects = at(calendar, '10:00')
    expect(stepsOf(effects)).toEqual([['booking', 'expired']])
    expect(toldOf(effects)).toEqual([['booking.expired', 'booking']])
    expect(applyEffects(calendar, effects).appointments).toEqual([])
  })

  it('expires at the start that was agreed, though it is expected later', () => {
    const delayed = { expectedStart: monday('10:30') }
    const calendar = given([buildClaim({ status: 'pending', ...delayed })], delayed)
    expect(stepsOf(at(calendar, '10:00'))).toEqual([['booking', 'expired']])
  })
})

describe('a booking', () => {
  it('begins at its start and is completed at its end', () => {
    const calendar = given()
    expect(at(calendar, '10:00', -1)).toBe(NOTHING)
    const begun = at(calendar, '10:00')
    expect(stepsOf(begun)).toEqual([['booking', 'in-progress']])
    expect(toldOf(begun)).toEqual([['booking.started', 'booking']])
    const running = applyEffects(calendar, begun)
    expect(at(running, '11:00', -1)).toBe(NOTHING)
    expect(toldOf(at(running, '11:00'))).toEqual([['booking.completed', 'booking']])
  })

  it('that was begun and ended unseen is caught up with: two changes in their order, one row', () => {
    const effects = at(given(), '11:00')
    expect(stepsOf(effects)).toEqual([['booking', 'completed']])
    expect(effects.changes.map(({ type, by, dates }) => [type, by, dates])).toEqual([
      ['booking.started', 'system', []],
      ['booking.completed', 'system', []],
    ])
    expect(new Set(effects.changes.map(({ changeId }) => changeId)).size).toBe(2)
  })

  it('keeps its appointment as it is: only what lapses frees seats', () => {
    expect(at(given(), '11:00')).not.toHaveProperty('changedAppointments')
  })

  it('that is expected later begins and ends later', () => {
    const expectedStart = monday('10:20')
    const expected = { expectedStart, expectedEnd: monday('11:20') }
    const calendar = given([buildClaim(expected)], { expectedStart })
    expect(at(calendar, '10:20', -1)).toBe(NOTHING)
    expect(stepsOf(at(calendar, '10:20'))).toEqual([['booking', 'in-progress']])
    expect(stepsOf(at(calendar, '11:20', -1))).toEqual([['booking', 'in-progress']])
    expect(stepsOf(at(calendar, '11:20'))).toEqual([['booking', 'completed']])
  })

  it('behind a session that runs late begins when that is expected to end', () => {
    const running = buildAppointment(monday('09:00'), {
      appointmentId: 'late',
      expectedEnd: monday('10:15'),
      claims: [
        buildClaim({ bookingId: 'late', status: 'in-progress', expectedEnd: monday('10:15') }),
      ],
    })
    const expected = { expectedStart: monday('10:15'), expectedEnd: monday('11:15') }
    const calendar = calendarWith(
      running,
      buildAppointment(monday('10:00'), { claims: [buildClaim(expected)] }),
    )
    expect(at(calendar, '10:15', -1)).toBe(NOTHING)
    expect(toldOf(at(calendar, '10:15'))).toEqual([
      ['booking.completed', 'late'],
      ['booking.started', 'booking'],
    ])
  })

  it('that was begun early ends when it was to', () => {
    const early = { expectedStart: monday('09:30') }
    const calendar = given([buildClaim({ status: 'in-progress' })], early)
    expect(at(calendar, '11:00', -1)).toBe(NOTHING)
    expect(stepsOf(at(calendar, '11:00'))).toEqual([['booking', 'completed']])
  })

  it.each(['completed', 'no-show'] as const)('that is %s is never touched again', (status) => {
    expect(at(given([buildClaim({ status })]), '23:59')).toBe(NOTHING)
  })
})

describe('a group', () => {
  const claims = [
    buildClaim({ bookingId: 'confirmed', seats: 1 }),
    buildClaim({ bookingId: 'asked', uid: BEN, status: 'pending' }),
    buildHold({ uid: 'carl', holdExpiresAt: monday('10:05') }),
    buildClaim({ bookingId: 'absent', uid: 'dora', status: 'no-show' }),
  ]
  const calendar = given(claims, { service: group })

  it('takes each of its claims as far as it has come', () => {
    const effects = at(calendar, '10:00')
    expect(stepsOf(effects)).toEqual([
      ['confirmed', 'in-progress'],
      ['asked', 'expired'],
    ])
    expect(toldOf(effects)).toEqual([
      ['booking.started', 'confirmed'],
      ['booking.expired', 'asked'],
    ])
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ seatsTaken: 3, state: 'active' }),
    ])
  })

  it('stands as long as somebody is in it, with the seats of those who are', () => {
    const after = applyEffects(calendar, at(calendar, '10:05'))
    expect(after.appointments.map(storedSeats)).toEqual([2])
  })

  it('gives the seats of a hold that expired to others', () => {
    const held = given([buildClaim({ uid: BEN }), buildHold({ seats: 3 })], { service: group })
    const after = applyEffects(held, at(held, '08:10'))
    const range = { start: monday('10:00'), end: monday('10:01') }
    const seatsLeft = (one: Calendar) =>
      findSlots(one, group, range, 1, { now: monday('08:09') })[0]?.seatsLeft
    expect([seatsLeft(held), seatsLeft(after)]).toEqual([undefined, 3])
  })

  it('writes each appointment once, however many of its claims lapse', () => {
    const several = given(
      [
        buildHold({ bookingId: 'one' }),
        buildHold({ bookingId: 'two', uid: BEN, holdExpiresAt: monday('08:05') }),
        buildClaim({ bookingId: 'stays', uid: 'carl' }),
      ],
      { service: group },
    )
    const effects = at(several, '08:10')
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ seatsTaken: 1, state: 'active' }),
    ])
    expect(toldOf(effects)).toEqual([
      ['booking.expired', 'one'],
      ['booking.expired', 'two'],
    ])
  })
})

describe('an appointment that was begun and ended before its start', () => {
  const claims = [
    buildClaim({ bookingId: 'came', status: 'completed' }),
    buildClaim({ bookingId: 'joined', uid: BEN }),
  ]
  const ended = { service: group, expectedStart: monday('09:40'), endedAt: monday('09:55') }

  it('is over for who joined it meanwhile, as every read says', () => {
    const calendar = given(claims, ended)
    expect(at(calendar, '09:55', -1)).toBe(NOTHING)
    expect(stepsOf(at(calendar, '09:55'))).toEqual([['joined', 'completed']])
    expect(statusAt(bookingOf(calendar, 'joined'), monday('09:55'))).toBe('completed')
    expect(nextDue(calendar, monday('09:50'))).toBe(monday('09:55'))
  })
})

describe('where a delayed request lapses', () => {
  it('those behind it are told when they are expected now, once and by the system', () => {
    const late = buildAppointment(monday('09:00'), {
      appointmentId: 'late',
      expectedEnd: monday('10:30'),
      claims: [
        buildClaim({ bookingId: 'late', status: 'in-progress', expectedEnd: monday('10:30') }),
      ],
    })
    const asked = buildAppointment(monday('10:00'), {
      appointmentId: 'asked',
      claims: [
        buildClaim({
          bookingId: 'asked',
          status: 'pending',
          expectedStart: monday('10:30'),
          expectedEnd: monday('11:30'),
        }),
      ],
    })
    const behind = buildAppointment(monday('11:00'), {
      appointmentId: 'behind',
      claims: [
        buildClaim({
          bookingId: 'behind',
          uid: ANNA,
          expectedStart: monday('11:30'),
          expectedEnd: monday('12:30'),
        }),
      ],
    })
    const effects = at(calendarWith(late, asked, behind), '10:00')
    expect(effects.changes.map(({ type, bookingId, by }) => [type, bookingId, by])).toEqual([
      ['booking.expired', 'asked', 'system'],
      ['booking.delayed', 'behind', 'system'],
    ])
    expect(effects.bookingSteps).toEqual([
      { bookingId: 'asked', status: 'expired' },
      { bookingId: 'behind', expected: {} },
    ])
  })
})

describe('where time has made nothing of a calendar', () => {
  it('nothing is written', () => {
    expect(at(buildCalendar(), '10:00')).toBe(NOTHING)
    expect(at(given(), '09:59')).toBe(NOTHING)
  })
})

describe('of a calendar that was loaded in part', () => {
  // As for a start next Tuesday: whatever began before 09:30 of today was not loaded.
  const range = { start: monday('09:30', 8), end: monday('09:30', 8) }

  it('nothing begins or ends that may be late unseen', () => {
    const expected = { expectedStart: monday('10:40'), expectedEnd: monday('11:40') }
    expect(at({ ...given([buildClaim(expected)]), range }, '10:05')).toBe(NOTHING)
  })

  it('what lapses does so all the same', () => {
    const claims = [buildHold({ holdExpiresAt: monday('08:10') })]
    expect(stepsOf(at({ ...given(claims), range }, '08:10'))).toEqual([['hold', 'expired']])
  })
})
