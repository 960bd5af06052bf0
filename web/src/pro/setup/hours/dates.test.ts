// Dates with hours of their own: several at once, and as lines of a list.
import { describe, expect, it } from 'vitest'
import { datesBetween, onWeekdays, runsOfDates } from './dates.ts'

describe('several dates', () => {
  it.each([
    ['2026-12-24', '2026-12-26', ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['2026-12-24', '', ['2026-12-24']],
    ['2026-12-31', '2027-01-01', ['2026-12-31', '2027-01-01']],
    ['2026-12-24', '2026-12-23', []],
    ['', '', []],
  ])('from %s to %s are %j', (first, last, dates) => {
    expect(datesBetween(first, last)).toEqual(dates)
  })

  it('are a leap year at most', () => {
    expect(datesBetween('2027-01-01', '2028-01-01')).toHaveLength(366)
    expect(datesBetween('2027-01-01', '2028-01-02')).toEqual([])
  })

  it('may be only some weekdays', () => {
    const dates = datesBetween('2026-11-23', '2026-12-06')
    expect(onWeekdays(dates, [1, 7])).toEqual([
      '2026-11-23',
      '2026-11-29',
      '2026-11-30',
      '2026-12-06',
    ])
  })
})

describe('in a list', () => {
  it('dates that follow each other with the same hours are one line', () => {
    const nine = [{ start: '09:00', end: '12:00' }]
    const runs = runsOfDates([
      { date: '2026-12-26', intervals: [] },
      { date: '2026-12-24', intervals: nine },
      { date: '2026-12-25', intervals: [] },
      { date: '2026-12-28', intervals: [] },
    ])
    expect(runs.map(({ first, last }) => [first, last])).toEqual([
      ['2026-12-24', '2026-12-24'],
      ['2026-12-25', '2026-12-26'],
      ['2026-12-28', '2026-12-28'],
    ])
  })
})
