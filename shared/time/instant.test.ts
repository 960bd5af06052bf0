// RFC 3339 in and out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, formatInstant, HOUR, MINUTE, parseInstant, SECOND } from './instant.ts'

describe('parseInstant', () => {
  it.each([
    ['2026-11-23T15:00:00Z', '2026-11-23T15:00:00.000Z'],
    ['2026-11-23t15:00:00z', '2026-11-23T15:00:00.000Z'],
    ['2026-11-23T15:00:00+05:45', '2026-11-23T09:15:00.000Z'],
    ['2026-11-23T15:00:00-08:00', '2026-11-23T23:00:00.000Z'],
    ['2026-11-23T15:00:00-00:00', '2026-11-23T15:00:00.000Z'],
    ['2026-12-31T23:30:00-23:59', '2027-01-01T23:29:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['0099-12-31T00:00:00Z', '0099-12-31T00:00:00.000Z'],
  ])('reads %s', (text, same) => {
    expect(parseInstant(text)).toBe(Date.parse(same))
  })

  it.each([
    ['.5', 500],
    ['.25', 250],
    ['.001', 1],
    ['.0009', 0],
    ['.9999999999999999999', 999],
  ])('cuts the fraction %s to the millisecond', (fraction, millis) => {
    expect(parseInstant(`1970-01-01T00:00:00${fraction}Z`)).toBe(millis)
    expect(parseInstant(`1969-12-31T23:59:59${fraction}Z`)).toBe(millis - SECOND)
  })

  it.each([
    '',
    '2026-11-23',
    '2026-11-23T15:00:00',
    '2026-11-23T15:00Z',
    '2026-11-23 15:00:00Z',
    '2026-11-23T15:00:00.Z',
    '2026-11-23T15:00:00,5Z',
    '2026-11-23T15:00:00+0100',
    '2026-11-23T15:00:00+01',
    '2026-11-23T15:00:00+24:00',
    '2026-11-23T15:00:00+01:60',
    '2026-11-23T24:00:00Z',
    '2026-11-23T15:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-13-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '+002026-01-01T00:00:00Z',
    '2026-11-23T15:00:00Z\n',
    ' 2026-11-23T15:00:00Z',
    '2026-11-23T15:00:00Z[Europe/London]',
    '２０２６-11-23T15:00:00Z',
    '0000-12-31T23:59:59Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })
})

describe('formatInstant', () => {
  it('writes whole seconds and Z', () => {
    expect(formatInstant(Date.UTC(2026, 10, 23, 15))).toBe('2026-11-23T15:00:00Z')
    expect(formatInstant(Date.UTC(2026, 10, 23, 15, 7, 9))).toBe('2026-11-23T15:07:09Z')
  })

  it('rounds down, before 1970 too', () => {
    expect(formatInstant(999)).toBe('1970-01-01T00:00:00Z')
    expect(formatInstant(-1)).toBe('1969-12-31T23:59:59Z')
  })

  it('gives back what was read, in any order of days', () => {
    const from = Date.parse('0001-01-01T00:00:00Z')
    const to = Date.parse('9999-12-31T23:59:59.999Z')
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        const text = formatInstant(ms)
        expect(text).toBe(`${new Date(ms).toISOString().slice(0, 19)}Z`)
        expect(parseInstant(text)).toBe(Math.floor(ms / SECOND) * SECOND)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells apart days that share a place in the cache', () => {
    const days = [0, 1024, 2048, -1024, 0]
    expect(days.map((day) => formatInstant(day * DAY).slice(0, 10))).toEqual(
      days.map((day) => new Date(day * DAY).toISOString().slice(0, 10)),
    )
  })

  it('does not fail on years of five digits', () => {
    expect(formatInstant(Date.UTC(10000, 0, 1))).toBe('+010000-01-01T00:00:00Z')
  })
})

it('counts a day as 24 hours', () => {
  expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1000, 60_000, 3_600_000, 86_400_000])
})
