// Which days the agenda shows.
import { describe, expect, it } from 'vitest'
import { readAddress, withChange, writeAdding } from './address.ts'
import { isWithin, rangeOf, stepFrom, viewOf } from './range.ts'
import { endOf } from './times.ts'

describe('a view', () => {
  it('is a day or three on a phone, a day or a week where there is room', () => {
    expect(viewOf(null, false)).toBe('day')
    expect(viewOf(null, true)).toBe('week')
    expect(viewOf('week', false)).toBe('three')
    expect(viewOf('three', true)).toBe('week')
    expect(viewOf('nonsense', true)).toBe('week')
    expect(viewOf('day', true)).toBe('day')
  })

  it('of a week begins on the day on which weeks begin', () => {
    expect(rangeOf('week', '2026-11-26', 1)).toEqual({ first: '2026-11-23', days: 7 })
    expect(rangeOf('week', '2026-11-26', 7)).toEqual({ first: '2026-11-22', days: 7 })
    expect(rangeOf('week', '2026-11-22', 7)).toEqual({ first: '2026-11-22', days: 7 })
  })

  it('steps by what it shows', () => {
    expect(stepFrom(rangeOf('three', '2026-12-30', 1), 1)).toBe('2027-01-02')
    expect(stepFrom(rangeOf('day', '2026-03-01', 1), -1)).toBe('2026-02-28')
  })

  it('has its first day in it and the day after its last not', () => {
    const range = rangeOf('three', '2026-11-26', 1)
    expect(
      ['2026-11-25', '2026-11-26', '2026-11-28', '2026-11-29'].map((d) => isWithin(range, d)),
    ).toEqual([false, true, true, false])
  })
})

describe('the address', () => {
  it('says which days, which booking and what is being added', () => {
    expect(readAddress('?date=2026-11-26&view=day&booking=b')).toEqual({
      date: '2026-11-26',
      view: 'day',
      booking: 'b',
      adding: undefined,
      kind: 'book',
    })
    const added = { date: '2026-11-26', start: '13:00', end: '13:45' }
    expect(readAddress(`?add=${writeAdding(added)}&kind=block`)).toMatchObject({
      adding: added,
      kind: 'block',
    })
  })

  it('that makes no sense is left out', () => {
    expect(readAddress('?date=2026-02-30&add=1')).toMatchObject({ date: undefined, adding: {} })
    expect(readAddress('?add=2026-11-26T25:00-26:00').adding).toEqual({ date: '2026-11-26' })
  })

  it('keeps what is not changed', () => {
    expect(withChange('?date=2026-11-26&add=1', { add: undefined, view: 'day' })).toBe(
      '?date=2026-11-26&view=day',
    )
    expect(withChange('?add=1', { add: undefined })).toBe('')
  })
})

it('ends on the next day what does not end after its start', () => {
  const night = { date: '2026-11-26', start: '22:00', end: '02:00' }
  expect(endOf('UTC', night)).toEqual(new Date('2026-11-27T02:00Z'))
  expect(endOf('UTC', { ...night, end: '23:00' })).toEqual(new Date('2026-11-26T23:00Z'))
  expect(endOf('UTC', { ...night, end: '22:00' })).toBeUndefined()
})
