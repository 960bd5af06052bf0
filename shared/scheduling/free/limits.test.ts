// Limits: days and weeks that take no new appointment.
import { describe, expect, it } from 'vitest'
import { at, buildPolicy, monday } from '../../../test/support/build-calendar.ts'
import type { Policy } from '../../contract/policy.ts'
import { type DateText, parseDate } from '../../time/date.ts'
import { HOUR, type Instant } from '../../time/instant.ts'
import { findZone, type Zone } from '../../time/zone.ts'
import { limitsOf, limitsReached, weekOf } from './limits.ts'

function zoneOf(name: string): Zone {
  const zone = findZone(name)
  if (!zone) throw new Error(`${name} is no time zone`)
  return zone
}

const dayOf = (date: DateText): number => parseDate(date) ?? Number.NaN

const hour = (start: Instant) => ({ start, end: start + HOUR })

function isClosed(
  policy: Partial<Policy>,
  taken: readonly { start: Instant; end: Instant }[],
  date: DateText,
  { zone = 'UTC', duration = HOUR } = {},
): boolean | undefined {
  return limitsOf(buildPolicy(policy), zoneOf(zone), taken, duration)?.(dayOf(date))
}

describe('without a limit', () => {
  it('nothing is counted', () => {
    expect(limitsOf(buildPolicy(), zoneOf('UTC'), [hour(monday('10:00'))], HOUR)).toBeUndefined()
  })
})

describe('bookings a day', () => {
  const two = [hour(monday('10:00')), hour(monday('11:00'))]

  it('close the day that has as many, and no other', () => {
    expect(isClosed({ maxBookingsPerDay: 2 }, two, '2026-11-23')).toBe(true)
    expect(isClosed({ maxBookingsPerDay: 3 }, two, '2026-11-23')).toBe(false)
    expect(isClosed({ maxBookingsPerDay: 2 }, two, '2026-11-24')).toBe(false)
  })

  it('count by the local date of their start, in the professional’s zone', () => {
    const late = [hour(at('2026-11-23T23:30:00Z'))]
    expect(isClosed({ maxBookingsPerDay: 1 }, late, '2026-11-23')).toBe(true)
    expect(isClosed({ maxBookingsPerDay: 1 }, late, '2026-11-24')).toBe(false)
    expect(isClosed({ maxBookingsPerDay: 1 }, late, '2026-11-24', { zone: 'Europe/Berlin' })).toBe(
      true,
    )
  })
})

describe('bookings a week', () => {
  const sunday = [hour(monday('10:00', 6))]

  it('close all seven days of the week they lie in', () => {
    const dates = ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30']
    expect(dates.map((date) => isClosed({ maxBookingsPerWeek: 1 }, sunday, date))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('count from the weekday on which the policy’s week begins', () => {
    const policy = { maxBookingsPerWeek: 1, weekStartsOn: 7 }
    const dates = ['2026-11-28', '2026-11-29', '2026-12-05', '2026-12-06']
    expect(dates.map((date) => isClosed(policy, sunday, date))).toEqual([false, true, true, false])
  })

  it.each([
    [1, '2026-11-23'],
    [2, '2026-11-24'],
    [3, '2026-11-25'],
    [4, '2026-11-19'],
    [5, '2026-11-20'],
    [6, '2026-11-21'],
    [7, '2026-11-22'],
  ])(
    'a week that begins on weekday %i and holds Wednesday 2026-11-25 begins on %s',
    (weekStartsOn, date) => {
      expect(weekOf(dayOf('2026-11-25'), weekStartsOn)).toBe(dayOf(date))
    },
  )
})

describe('minutes a day', () => {
  const ninety = [{ start: monday('10:00'), end: monday('11:30') }]

  it('add what is booked and what is asked for: as many is not too many', () => {
    expect(isClosed({ maxMinutesPerDay: 150 }, ninety, '2026-11-23')).toBe(false)
    expect(isClosed({ maxMinutesPerDay: 149 }, ninety, '2026-11-23')).toBe(true)
  })

  it('close even an empty day to a service that is longer', () => {
    expect(isClosed({ maxMinutesPerDay: 59 }, [], '2026-11-23')).toBe(true)
    expect(isClosed({ maxMinutesPerDay: 60 }, [], '2026-11-23')).toBe(false)
  })

  it('count what runs past midnight on the date of its start alone', () => {
    const night = [{ start: monday('23:00'), end: monday('01:00', 1) }]
    expect(isClosed({ maxMinutesPerDay: 100 }, night, '2026-11-23')).toBe(true)
    expect(isClosed({ maxMinutesPerDay: 100 }, night, '2026-11-24')).toBe(false)
  })
})

describe('which limits close a day', () => {
  const reached = (policy: Partial<Policy>, date: DateText) =>
    limitsReached(buildPolicy(policy), zoneOf('UTC'), [hour(monday('10:00'))], HOUR, dayOf(date))

  const ALL = { maxBookingsPerDay: 1, maxBookingsPerWeek: 1, maxMinutesPerDay: 119 }

  it('are each that is reached, and none that is not set', () => {
    expect(reached(ALL, '2026-11-23')).toEqual([
      'maxBookingsPerDay',
      'maxBookingsPerWeek',
      'maxMinutesPerDay',
    ])
    expect(reached({ ...ALL, maxBookingsPerDay: 2, maxMinutesPerDay: 120 }, '2026-11-23')).toEqual([
      'maxBookingsPerWeek',
    ])
    expect(reached({}, '2026-11-23')).toEqual([])
  })

  it('are those of that day, and of its week', () => {
    expect(reached(ALL, '2026-11-24')).toEqual(['maxBookingsPerWeek'])
    expect(reached(ALL, '2026-11-30')).toEqual([])
  })
})
