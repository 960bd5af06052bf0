// Time off of whole days, in zones whose clocks change, and whose rules do.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withRulesOf, zoneOf } from '../../../test/support/zone-rules.ts'
import { formatDate } from '../../time/date.ts'
import { DAY, HOUR, SECOND, formatInstant } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import { timeOffIn, wholeDays } from './time-off.ts'

const utc = ({ start, end }: { readonly start: number; readonly end: number }) =>
  [start, end].map(formatInstant)

describe('time off of whole days', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'],
    ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00:00Z', '2027-10-31T23:00:00Z'],
    ['Asia/Kolkata', '2027-03-28', '2027-03-27T18:30:00Z', '2027-03-28T18:30:00Z'],
    // Clocks go forward over midnight.
    ['America/Asuncion', '2024-10-06', '2024-10-06T04:00:00Z', '2024-10-07T03:00:00Z'],
    // The date was left out: it has no time.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', '2011-12-30T10:00:00Z'],
  ])('in %s on %s lasts from %s to %s', (name, date, start, end) => {
    expect(utc(wholeDays(zoneOf(name), date, date))).toEqual([start, end])
  })

  it('is its dates and nothing else, in every zone and whatever becomes of its rules', () => {
    const names = fc.constantFrom(
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Tehran',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'UTC',
    )
    const day = fc.integer({ min: 20_000, max: 22_000 })
    fc.assert(
      fc.property(names, names, day, fc.nat(30), fc.nat(60), (name, other, first, more, later) => {
        const zone = withRulesOf(name, (first - 30 + later) * DAY, other)
        const [startDate, endDate] = [formatDate(first), formatDate(first + more)]
        const off = timeOffIn(zone, { timeOffId: 'off', start: 0, end: 0, startDate, endDate })
        expect(toLocalDay(zone, off.start)).toBeGreaterThanOrEqual(first)
        expect(toLocalDay(zone, off.end)).toBeGreaterThan(first + more)
        expect(toLocalDay(zone, off.end - SECOND)).toBeLessThanOrEqual(first + more)
      }),
    )
  })
})

describe('time off from one instant to another', () => {
  it('stays there, whatever the rules', () => {
    const off = { timeOffId: 'off', start: 0, end: HOUR, note: 'dentist' }
    expect(timeOffIn(withRulesOf('Europe/Berlin', 0, 'Asia/Tokyo'), off)).toBe(off)
  })
})
