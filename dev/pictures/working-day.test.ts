import { expect, test } from 'vitest'
import { millisUntilMorning, ZONE } from './working-day.ts'

const HOUR = 3_600_000

test.each([
  ['at night', '2026-11-27T02:00:00Z'],
  ['on the very morning', '2026-12-01T09:20:00Z'],
  ['a moment later', '2026-12-01T09:20:01Z'],
  ['on the evening before', '2026-11-30T23:30:00Z'],
  ['before the clocks go forward', '2026-03-28T12:00:00Z'],
  ['before they go back', '2026-10-24T12:00:00Z'],
])('pictures taken %s show a Tuesday at 10:20', (_, at) => {
  const ahead = millisUntilMorning(Date.parse(at))
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(Date.parse(at) + ahead)
  expect(shown).toBe('Tuesday 10:20')
  expect(ahead).toBeGreaterThanOrEqual(0)
  expect(ahead).toBeLessThanOrEqual(7 * 24 * HOUR + HOUR)
})
