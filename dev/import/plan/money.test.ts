// Amounts as they stand in spreadsheets and databases.
import { describe, expect, it } from 'vitest'
import type { Finding } from './finding.ts'
import { takePrice, toCurrency, toMinor } from './money.ts'

describe('an amount', () => {
  it.each([
    ['65', 'EUR', 6500],
    ['65.00', 'EUR', 6500],
    ['65,50', 'EUR', 6550],
    ['65.5', 'EUR', 6550],
    ['40.0000', 'EUR', 4000],
    ['6600', 'JPY', 6600],
    ['1.250', 'KWD', 1250],
    ['0', 'EUR', 0],
  ])('%s %s is %i in the minor unit', (text, currency, minor) => {
    expect(toMinor(text, currency)).toBe(minor)
  })

  it.each([
    ['1,200', 'EUR'],
    ['1.200', 'EUR'],
    ['65.005', 'EUR'],
    ['65.50', 'JPY'],
    ['-5', 'EUR'],
    ['€ 65', 'EUR'],
    ['1.200,00', 'EUR'],
    ['1e3', 'EUR'],
  ])('%s %s is none that can be told', (text, currency) => {
    expect(toMinor(text, currency)).toBeUndefined()
  })
})

describe('a currency', () => {
  it.each([
    ['eur', 'EUR'],
    [' € ', 'EUR'],
    ['zł', 'PLN'],
    ['$', undefined],
    ['kr', undefined],
    ['ABC', undefined],
    ['', undefined],
  ])('%j is %j', (text, code) => {
    expect(toCurrency(text)).toBe(code)
  })
})

describe('a price', () => {
  const taken = (amount: string, currency: string, fallback = '') => {
    const findings: Finding[] = []
    return {
      price: takePrice({ at: { file: 'a.csv' }, findings }, amount, currency, fallback),
      findings,
    }
  }

  it('that cannot be told is left away and said so', () => {
    expect(taken('65', '$').findings).toMatchObject([{ field: 'currency', value: '$' }])
    expect(taken('1,200', 'EUR').findings).toMatchObject([{ field: 'price', value: '1,200' }])
  })

  it('takes the currency that was told only where the source names none for sure', () => {
    const currencies = ['€', '$', '', 'GBP'].map(
      (named) => taken('5', named, 'USD').price?.currency,
    )
    expect(currencies).toEqual(['EUR', 'USD', 'USD', 'GBP'])
  })

  it('of nothing without a currency is none, and no loss', () => {
    expect(taken('0.00', '')).toEqual({ price: undefined, findings: [] })
    expect(taken('', 'EUR')).toEqual({ price: undefined, findings: [] })
  })
})
