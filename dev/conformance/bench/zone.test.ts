// The suite's own arithmetic of wall clocks, at the days on which most go wrong.
import { describe, expect, it } from 'vitest'
import { instantOf, nextClockChange, toText, wallAt, zoneWithDaylight } from './zone.ts'

describe('a wall time', () => {
  it.each([
    ['2027-03-28', '01:30', 'Europe/Berlin', '2027-03-28T00:30:00Z'],
    ['2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:30:00Z'], // skipped: 03:30
    ['2027-10-31', '02:30', 'Europe/Berlin', '2027-10-31T00:30:00Z'], // twice: the first
    ['2027-06-01', '24:00', 'America/New_York', '2027-06-02T04:00:00Z'],
    ['2027-01-15', '12:00', 'Asia/Kathmandu', '2027-01-15T06:15:00Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(toText(instantOf(date, time, zone))).toBe(instant)
  })
})

it('finds the next dates on which clocks change', () => {
  expect(nextClockChange('Europe/Berlin', '2026-11-26', 1)).toBe('2027-03-28')
  expect(nextClockChange('Europe/Berlin', '2026-11-26', -1)).toBe('2027-10-31')
  expect(nextClockChange('Asia/Kolkata', '2026-11-26', 1)).toBeUndefined()
})

it('has a zone in which it is day, at every hour of the year', () => {
  const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2027, 0, 1, hour))
  const times = hours.map((at) => wallAt(at, zoneWithDaylight(at)).time)
  expect(times.filter((time) => time < '05:00' || time >= '15:00')).toEqual([])
})
