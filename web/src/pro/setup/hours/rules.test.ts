// Which weekly rule holds on a date.
import { describe, expect, it } from 'vitest'
import { ruleOn, rulesAfter, weekOn } from './rules.ts'
import { EMPTY_WEEK } from './week.ts'

const rule = (effectiveFrom: string) => ({
  effectiveFrom,
  hours: [{ weekday: 1, start: '09:00', end: effectiveFrom.slice(8) + ':00' }],
})
const RULES = [rule('2026-12-12'), rule('2026-11-01'), rule('2026-11-20')]

describe('the weekly rule', () => {
  it.each([
    ['2026-10-31', undefined],
    ['2026-11-01', '2026-11-01'],
    ['2026-11-19', '2026-11-01'],
    ['2026-11-20', '2026-11-20'],
    ['2027-01-01', '2026-12-12'],
  ])('of %s is that of %s', (date, from) => {
    expect(ruleOn(RULES, date)?.effectiveFrom).toBe(from)
  })

  it('lists those for later by their date', () => {
    expect(rulesAfter(RULES, '2026-11-01').map((one) => one.effectiveFrom)).toEqual([
      '2026-11-20',
      '2026-12-12',
    ])
  })

  it('is a week without hours where there is none yet', () => {
    expect(weekOn([], '2026-11-26')).toEqual(EMPTY_WEEK)
    expect(weekOn(RULES, '2026-11-26')[0]).toEqual([{ start: '09:00', end: '20:00' }])
  })
})
