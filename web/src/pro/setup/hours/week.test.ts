// Hours as they are edited: what is wrong at which field, what is sent, what the bar draws.
import { describe, expect, it } from 'vitest'
import {
  barOf,
  copyDay,
  type DraftInterval,
  type DraftWeek,
  EMPTY_WEEK,
  isOvernight,
  isRight,
  minutesInWeek,
  nextInterval,
  OFFICE_WEEK,
  runsOf,
  toDraftWeek,
  toHours,
  weekdaysFrom,
  withDay,
  wrongInDay,
  wrongInWeek,
} from './week.ts'

const at = (text: string): DraftInterval => {
  const [start = '', end = ''] = text.split('-')
  return { start, end }
}
const week = (days: Readonly<Record<number, readonly string[]>>): DraftWeek =>
  EMPTY_WEEK.map((_, i) => (days[i + 1] ?? []).map(at))

describe('what is wrong', () => {
  it.each([
    [
      ['09:00-12:00', '13:00-17:00'],
      [undefined, undefined],
    ],
    [
      ['09:00-12:00', '12:00-17:00'],
      [undefined, undefined],
    ],
    [['09:00-'], ['hours.missing']],
    [['09:00-09:00'], ['hours.equal']],
    [['00:00-00:00'], [undefined]],
    [['18:00-02:00'], [undefined]],
    [['18:00-00:00'], [undefined]],
    [
      ['09:00-13:00', '12:00-17:00'],
      [undefined, 'hours.overlap'],
    ],
    [
      ['00:00-00:00', '12:00-17:00'],
      [undefined, 'hours.overlap'],
    ],
  ])('with %j is %j', (day, wrong) => {
    expect(wrongInDay(day.map(at))).toEqual(wrong)
  })

  it('is told at the morning that a night reaches into', () => {
    const wrong = wrongInWeek(week({ 1: ['18:00-02:00'], 2: ['01:00-05:00'] }))
    expect(wrong[0]).toEqual([undefined])
    expect(wrong[1]).toEqual(['hours.overlapNight'])
  })

  it('is told on Monday where Sunday night reaches into it', () => {
    const wrong = wrongInWeek(week({ 1: ['01:00-05:00'], 7: ['18:00-02:00'] }))
    expect(wrong[0]).toEqual(['hours.overlapNight'])
    expect(wrong[6]).toEqual([undefined])
  })

  it('is nothing where a night ends as the morning begins', () => {
    expect(isRight(week({ 7: ['18:00-02:00'], 1: ['02:00-05:00'] }))).toBe(true)
  })

  it('is a thirteenth interval', () => {
    const twelve = Array.from({ length: 12 }, (_, i) =>
      at(`${String(i * 2).padStart(2, '0')}:00-${String(i * 2).padStart(2, '0')}:30`),
    )
    expect(isRight(withDay(EMPTY_WEEK, 1, twelve))).toBe(true)
    expect(isRight(withDay(EMPTY_WEEK, 1, [...twelve, at('23:00-23:30')]))).toBe(false)
  })
})

describe('what is sent', () => {
  it('writes midnight as an end, and reads it back', () => {
    const draft = week({ 1: ['18:00-00:00'], 2: ['00:00-00:00'], 3: ['22:00-06:00'] })
    expect(toHours(draft)).toEqual([
      { weekday: 1, start: '18:00', end: '24:00' },
      { weekday: 2, start: '00:00', end: '24:00' },
      { weekday: 3, start: '22:00', end: '06:00' },
    ])
    expect(toDraftWeek(toHours(draft))).toEqual(draft)
  })

  it('is shown by time, whatever the order it was saved in', () => {
    const hours = [
      { weekday: 1, start: '13:00', end: '17:00' },
      { weekday: 1, start: '08:00', end: '12:00' },
    ]
    expect(toDraftWeek(hours)[0]).toEqual([at('08:00-12:00'), at('13:00-17:00')])
  })
})

describe('a bar', () => {
  it('draws hours as parts of the day', () => {
    expect(barOf(week({ 1: ['06:00-12:00'] }), 1)).toEqual([
      { left: 25, width: 25, isFromBefore: false },
    ])
  })

  it('draws a night to midnight, and its rest on the next day, Sunday on Monday', () => {
    const night = week({ 7: ['18:00-06:00'] })
    expect(barOf(night, 7)).toEqual([{ left: 75, width: 25, isFromBefore: false }])
    expect(barOf(night, 1)).toEqual([{ left: 0, width: 25, isFromBefore: true }])
  })

  it('draws nothing of what is not chosen yet', () => {
    expect(barOf(week({ 1: ['09:00-', '08:00-08:00'] }), 1)).toEqual([])
  })
})

describe('editing', () => {
  it('knows a night: not one that ends at midnight', () => {
    expect(
      ['18:00-02:00', '18:00-00:00', '09:00-17:00', '09:00-'].map((one) => isOvernight(at(one))),
    ).toEqual([true, false, false, false])
  })

  it.each([
    [[], '09:00-17:00'],
    [['08:00-12:00'], '13:00-17:00'],
    [['08:00-17:30'], '18:30-19:30'],
    [['08:00-22:30'], '23:30-00:00'],
    [['08:00-23:30'], '-'],
  ])('after %j proposes %s', (day, next) => {
    expect(nextInterval(day.map(at))).toEqual(at(next))
  })

  it('copies a day to others and leaves the rest', () => {
    const copied = copyDay(week({ 1: ['08:00-12:00'], 3: ['10:00-11:00'] }), 1, [2, 5])
    expect(copied).toEqual(
      week({ 1: ['08:00-12:00'], 2: ['08:00-12:00'], 3: ['10:00-11:00'], 5: ['08:00-12:00'] }),
    )
  })

  it('begins the week where the professional does', () => {
    expect(weekdaysFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weekdaysFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6])
  })

  it('sums up a week', () => {
    expect(minutesInWeek(OFFICE_WEEK)).toBe(5 * 8 * 60)
    expect(runsOf(OFFICE_WEEK, weekdaysFrom(1))).toEqual([
      { first: 1, last: 5, day: [at('09:00-17:00')] },
    ])
  })
})
