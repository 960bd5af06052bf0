import { describe, expect, test } from 'vitest'
import {
  byPartOfDay,
  firstFreeDay,
  isDate,
  layStrip,
  nearest,
  rangeOf,
  stripFrom,
  withAsked,
} from './days.ts'

const slot = (start: string) => ({
  start: new Date(start),
  end: new Date(new Date(start).getTime() + 1_800_000),
  seatsLeft: 1,
})
const day = (date: string, ...starts: string[]) => ({ date, slots: starts.map(slot) })

describe('the strip of days', () => {
  test('begins today as long as that shows the chosen date, else whole weeks later', () => {
    expect(stripFrom('2026-11-26', undefined)).toBe('2026-11-26')
    expect(stripFrom('2026-11-26', '2026-12-09')).toBe('2026-11-26')
    expect(stripFrom('2026-11-26', '2026-12-10')).toBe('2026-12-10')
    expect(stripFrom('2026-11-26', '2026-12-16')).toBe('2026-12-10')
  })

  test('shows how much is free, by the day with the most, and what is not known yet', () => {
    const strip = layStrip('2026-11-26', [
      day('2026-11-26'),
      day('2026-11-27', '2026-11-27T09:00:00Z'),
      day('2026-11-28', '2026-11-28T09:00:00Z', '2026-11-28T10:00:00Z'),
    ])
    expect(strip).toHaveLength(14)
    expect(strip.slice(0, 4)).toEqual([
      { date: '2026-11-26', count: 0, share: 0 },
      { date: '2026-11-27', count: 1, share: 0.5 },
      { date: '2026-11-28', count: 2, share: 1 },
      { date: '2026-11-29', share: 0 },
    ])
  })

  test('knows the first day with something free, from a date on', () => {
    const days = [day('2026-11-26'), day('2026-11-27', '2026-11-27T09:00:00Z'), day('2026-11-28')]
    expect(firstFreeDay(days)?.date).toBe('2026-11-27')
    expect(firstFreeDay(days, '2026-11-28')).toBeUndefined()
  })

  test('takes only dates that exist from an address', () => {
    expect(['2026-11-26', '2026-02-30', '26.11.2026', 'today', null].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  test("puts what was asked for on the viewer's dates, each start once", () => {
    const [first, second] = withAsked(
      [day('2026-11-26', '2026-11-26T03:00:00Z'), day('2026-11-27')],
      [slot('2026-11-26T03:00:00Z'), slot('2026-11-26T20:00:00Z')],
      'Asia/Tokyo',
    )
    expect(first?.slots).toHaveLength(1)
    expect(second?.slots.map(({ start }) => start.toISOString())).toEqual([
      '2026-11-26T20:00:00.000Z',
    ])
  })

  test('asks for a range that holds its dates in every zone', () => {
    const { from, to } = rangeOf('2026-11-26', '2026-11-26')
    // The first instant of a date on Earth is in Kiritimati, the last on Baker Island.
    expect(from.toISOString()).toBe('2026-11-25T10:00:00.000Z')
    expect(to.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-27T12:00:00Z'))
  })
})

describe('the times of a day', () => {
  test("are told apart by the viewer's morning, afternoon and evening", () => {
    const times = ['2026-11-26T02:30:00Z', '2026-11-26T03:00:00Z', '2026-11-26T08:00:00Z'].map(slot)
    expect(
      byPartOfDay('Asia/Tokyo', times).map(({ part, times: { length } }) => [part, length]),
    ).toEqual([
      ['morning', 1],
      ['afternoon', 1],
      ['evening', 1],
    ])
    expect(byPartOfDay('Europe/Berlin', times).map(({ part }) => part)).toEqual(['morning'])
  })

  test('nearest to a wished one come in their order, without it', () => {
    const slots = ['08:00', '09:00', '10:00', '11:00', '15:00'].map((time) =>
      slot(`2026-11-26T${time}:00Z`),
    )
    const found = nearest(slots, new Date('2026-11-26T10:00:00Z'), 3)
    expect(found.map(({ start }) => start.toISOString().slice(11, 16))).toEqual([
      '08:00',
      '09:00',
      '11:00',
    ])
  })
})
