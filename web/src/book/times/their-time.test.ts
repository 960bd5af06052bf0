import { beforeAll, expect, test } from 'vitest'
import { loadWords } from '../../words/words.ts'
import { theirTime } from './their-time.ts'

beforeAll(() => loadWords('client'))

const start = new Date('2026-11-24T09:00:00Z')
const end = new Date('2026-11-24T09:30:00Z')

test('nothing is said where the clocks agree', () => {
  expect(theirTime('Europe/Berlin', 'Europe/Paris', start, end)).toBeUndefined()
})

test('the time is said where it differs, and the day where that differs too', () => {
  expect(theirTime('Europe/Berlin', 'Asia/Kolkata', start, end)).toMatch(
    /^(14:30|2:30).* in Kolkata$/,
  )
  const late = [new Date('2026-11-24T20:00:00Z'), new Date('2026-11-24T20:30:00Z')] as const
  expect(theirTime('Europe/Berlin', 'Asia/Tokyo', ...late)).toMatch(/Wed.*25.* in Tokyo$/)
})
