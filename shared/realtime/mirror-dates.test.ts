// Which days are read before the state says what is looked at.
import { describe, expect, it } from 'vitest'
import { likelyDates } from './mirror-dates.ts'

const SINCE = '2026-11-23'

describe('the days that are read beside the state', () => {
  it('are those that the message and its caller name, each once', () => {
    const hint = { dates: ['2026-11-24', '2026-11-25'], extraDates: ['2026-11-25', SINCE] }
    expect(likelyDates(hint, SINCE)).toEqual(['2026-11-24', '2026-11-25', SINCE])
  })

  it('are none where none are named one by one', () => {
    expect(likelyDates({}, SINCE)).toEqual([])
    expect(likelyDates({ extraDates: 'horizon' }, SINCE)).toEqual([])
  })

  it('are none of which there can be no document', () => {
    const dates = ['2026-11-22', '2027-03-23', '2027-03-24']
    expect(likelyDates({ dates }, SINCE)).toEqual(['2027-03-23'])
  })

  it('are 31 at the most', () => {
    const dates = Array.from(
      { length: 40 },
      (_, day) => `2026-12-${String(day % 31).padStart(2, '0')}`,
    )
    const more = [...dates, ...Array.from({ length: 10 }, (_, day) => `2027-01-1${day}`)]
    expect(likelyDates({ dates: more }, SINCE)).toHaveLength(31)
  })
})
