// Where the grid of the agenda begins to be seen.
import { describe, expect, test } from 'vitest'
import { scrollTimeOf } from './scroll-time.ts'

const ZONE = 'Europe/Berlin'
/** A wall time of a winter's day in Berlin. */
const at = (day: number, time: string) => new Date(`2026-12-0${day}T${time}:00+01:00`)
const span = (day: number, start: string, end: string, endDay = day) => ({
  start: at(day, start),
  end: at(endDay, end),
})
const day = (one: number) => ({ from: at(one, '00:00'), to: at(one + 1, '00:00') })
const TUESDAY = [span(1, '09:00', '12:00'), span(1, '13:00', '17:00')]

const scroll = (spans: readonly ReturnType<typeof span>[], now: Date, range = day(1)) =>
  scrollTimeOf(spans, ZONE, range, now)

describe('the day that has now in it begins to be seen', () => {
  test.each([
    ['at night, where work begins', '00:05', '08:30'],
    ['shortly before work, where it begins', '08:50', '08:30'],
    ['during work, an hour before now', '15:00', '14:00'],
    ['in the break, an hour before now', '12:30', '11:30'],
    ['in the evening, at the end of what was', '22:00', '14:00'],
  ])('%s', (_, now, seen) => {
    expect(scroll(TUESDAY, at(1, now))).toBe(seen)
  })

  test('where the first booking is, if that is before the hours', () => {
    expect(scroll([...TUESDAY, span(1, '06:00', '06:45')], at(1, '00:05'))).toBe('05:30')
  })

  test('at night where somebody works at night', () => {
    const night = [span(1, '20:00', '04:00', 2), span(2, '20:00', '04:00', 3)]
    expect(scroll(night, at(2, '02:00'), day(2))).toBe('01:00')
    expect(scroll(night, at(2, '05:00'), day(2))).toBe('19:30')
  })

  test('on a day off as other days of the same view do', () => {
    expect(scroll(TUESDAY, at(2, '00:05'), { from: at(1, '00:00'), to: at(8, '00:00') })).toBe(
      '08:30',
    )
  })

  test.each([
    ['00:05', '08:00'],
    ['13:00', '12:00'],
    ['23:00', '15:00'],
  ])('on a day on which nothing is at %s, at %s', (now, seen) => {
    expect(scroll([], at(1, now))).toBe(seen)
  })
})

describe('another day begins to be seen', () => {
  test('where work begins', () => {
    expect(scroll(TUESDAY, at(3, '15:00'))).toBe('08:30')
  })

  test('at midnight where work begins then', () => {
    expect(scroll([span(1, '00:15', '08:00')], at(3, '15:00'))).toBe('00:00')
  })

  test('at eight where nothing is', () => {
    expect(scroll([], at(3, '15:00'))).toBe('08:00')
  })
})
