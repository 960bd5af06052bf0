// Numbers as they are typed.
import { describe, expect, it } from 'vitest'
import {
  digitsOf,
  fromMinor,
  spanError,
  toMinor,
  toMinutes,
  toSpanDraft,
  toWhole,
  wholeError,
} from './numbers.ts'

describe('a whole number', () => {
  it.each([
    ['30', 30],
    [' 30 ', 30],
    ['0', 0],
    ['', undefined],
    ['1.5', undefined],
    ['-3', undefined],
    ['1e3', undefined],
    ['abc', undefined],
  ])('typed as "%s" is %s', (text, number) => {
    expect(toWhole(text)).toBe(number)
  })

  it('is told apart from one that is missing or out of range', () => {
    const limits = { min: 5, max: 1440 }
    expect(['', '4', '5', '1440', '1441', 'x'].map((one) => wholeError(one, limits))).toEqual([
      'form.missing',
      'form.whole',
      undefined,
      undefined,
      'form.whole',
      'form.whole',
    ])
    expect(wholeError('', { ...limits, isOptional: true })).toBeUndefined()
  })
})

describe('a length of time', () => {
  it.each([
    [0, { amount: '0', unit: 'hours' }],
    [45, { amount: '45', unit: 'minutes' }],
    [120, { amount: '2', unit: 'hours' }],
    [1440, { amount: '1', unit: 'days' }],
    [2160, { amount: '36', unit: 'hours' }],
  ] as const)('of %i minutes is shown as %j, and read back', (minutes, draft) => {
    expect(toSpanDraft(minutes)).toEqual(draft)
    expect(toMinutes(draft)).toBe(minutes)
  })

  it('is none where nothing is typed', () => {
    expect(toMinutes(toSpanDraft(undefined))).toBeUndefined()
    expect(spanError(toSpanDraft(undefined), { max: 60, isOptional: true })).toBeUndefined()
    expect(spanError(toSpanDraft(undefined), { max: 60 })).toBe('form.missing')
  })

  it('is at most a year, in whatever unit', () => {
    const year = { max: 525_600 }
    expect(spanError({ amount: '365', unit: 'days' }, year)).toBeUndefined()
    expect(spanError({ amount: '366', unit: 'days' }, year)).toBe('form.whole')
    expect(spanError({ amount: 'a', unit: 'days' }, year)).toBe('form.whole')
  })
})

describe('money', () => {
  it.each([
    ['42', 'EUR', 4200],
    ['42,5', 'EUR', 4250],
    ['42.50', 'EUR', 4250],
    ['0', 'EUR', 0],
    ['42.505', 'EUR', undefined],
    ['1.000,00', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['5000', 'JPY', 5000],
    ['5000.5', 'JPY', undefined],
    ['1.234', 'KWD', 1234],
  ])('typed as "%s" %s is %s in the minor unit', (text, currency, minor) => {
    expect(toMinor(text, currency)).toBe(minor)
  })

  it('is shown as it is typed', () => {
    expect(fromMinor(4200, 'EUR')).toBe('42')
    expect(fromMinor(4205, 'EUR', ',')).toBe('42,05')
    expect(fromMinor(5000, 'JPY')).toBe('5000')
    expect(digitsOf('KWD')).toBe(3)
  })
})
