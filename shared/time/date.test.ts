// Dates and times of day, in no zone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatWallTime,
  parseDate,
  parseWallEnd,
  parseWallTime,
  weekdayOf,
} from './date.ts'

describe('a date', () => {
  it('is the number of days since 1970-01-01', () => {
    expect(parseDate('1970-01-01')).toBe(0)
    expect(parseDate('1969-12-31')).toBe(-1)
    expect(parseDate('2026-11-23')).toBe(Date.UTC(2026, 10, 23) / 86_400_000)
  })

  it.each([
    '',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    '2026-01-01\n',
    '-2026-01-01',
    '+002026-01-01',
    '10000-01-01',
  ])('is refused as %j', (text) => {
    expect(parseDate(text)).toBeUndefined()
  })

  it('has 29 February in leap years only', () => {
    const years = ['1900', '2000', '2023', '2024', '0004', '2400']
    expect(years.filter((year) => parseDate(`${year}-02-29`) !== undefined)).toEqual([
      '2000',
      '2024',
      '0004',
      '2400',
    ])
  })

  it('is written as it was read, each from 0001-01-01 to 9999-12-31, weekdays in turn', () => {
    const first = parseDate('0001-01-01') ?? Number.NaN
    const last = parseDate('9999-12-31') ?? Number.NaN
    expect(last - first + 1).toBe(3_652_059)
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        expect(formatDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
        expect(parseDate(formatDate(day))).toBe(day)
        expect(weekdayOf(day)).toBe(new Date(day * 86_400_000).getUTCDay() || 7)
      }),
      { numRuns: 2000 },
    )
  })

  it('outside those years is still told', () => {
    expect(formatDate((parseDate('9999-12-31') ?? 0) + 1)).toBe('+010000-01-01')
    expect(formatDate(-719_529)).toBe('-000001-12-31')
  })
})

describe('a weekday', () => {
  it('is 1 on Monday and 7 on Sunday', () => {
    expect(weekdayOf(parseDate('2026-11-23') ?? 0)).toBe(1)
    expect(weekdayOf(parseDate('2026-11-29') ?? 0)).toBe(7)
    expect(weekdayOf(parseDate('1969-12-28') ?? 0)).toBe(7)
  })
})

describe('a wall time', () => {
  it('is minutes after midnight', () => {
    expect(parseWallTime('00:00')).toBe(0)
    expect(parseWallTime('09:30')).toBe(570)
    expect(parseWallTime('23:59')).toBe(1439)
  })

  it('is 24:00 only as an end', () => {
    expect(parseWallTime('24:00')).toBeUndefined()
    expect(parseWallEnd('24:00')).toBe(1440)
    expect(parseWallEnd('00:00')).toBe(0)
  })

  it.each(['', '9:30', '09:60', '24:01', '25:00', '09:30:00', '0930', '-1:00', '09:30\n', ' 9:30'])(
    'is refused as %j',
    (text) => {
      expect(parseWallTime(text)).toBeUndefined()
      expect(parseWallEnd(text)).toBeUndefined()
    },
  )

  it('is written as it was read', () => {
    for (let minutes = 0; minutes <= 1440; minutes++) {
      expect(parseWallEnd(formatWallTime(minutes))).toBe(minutes)
    }
  })
})
