import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../time/instant.ts'
import { SearchProfessionals } from './professionals.ts'
import { words } from './values/words.ts'

const wrongIn = (input: object) => {
  const { error } = SearchProfessionals.safeParse(input)
  return error?.issues.map(({ path }) => path.join('.'))
}

describe('search-professionals', () => {
  it('asks for everybody unless told', () => {
    expect(SearchProfessionals.parse({})).toEqual({ availableNow: false, pageSize: 50 })
  })

  it('takes a range of 62 local days at the most', () => {
    const [from, to] = ['2027-03-01T00:00:00+01:00', '2027-05-02T03:00:00+01:00']
    const parsed = SearchProfessionals.parse({ from, to })
    expect((parsed.to ?? 0) - (parsed.from ?? 0)).toBe(62 * DAY + 3 * HOUR)
    expect(wrongIn({ from, to: '2027-05-02T03:00:00.001+01:00' })).toEqual(['to'])
    expect(wrongIn({ from, to: from })).toEqual(['to'])
  })

  it.each([
    ['specialty', 5],
    ['specialty', '\ud800'],
    ['text', ['a']],
    ['text', '\ud800'],
    ['text', null],
    ['durationMinutes', '30'],
    ['availableNow', 'true'],
  ])('refuses as %s: %j', (field, value) => {
    expect(wrongIn({ [field]: value })).toEqual([field])
  })
})

describe('words', () => {
  it.each([
    [' Deep\u00a0 tissue\n', ['deep', 'tissue']],
    ['a b A \u00e1', ['a', 'b']],
    ['ẞ ss', ['ss']],
    ['\u3164 \u200b', []],
    ['', []],
    ['   ', []],
    ['100%', ['100%']],
  ])('of %j are %j', (text, expected) => {
    expect(words.parse(text)).toEqual(expected)
  })

  it('are in a text of at most 200 characters', () => {
    expect(words.parse('🙂'.repeat(200))).toHaveLength(1)
    expect(words.safeParse('x'.repeat(201)).success).toBe(false)
  })
})
