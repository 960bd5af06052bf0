import { expect, test } from 'vitest'
import { isElsewhere, minutesAhead, zoneChoices } from './zones.ts'

const winter = new Date('2026-11-26T12:00:00Z')
// New York has set its clocks back a week after Berlin.
const between = new Date('2026-10-28T12:00:00Z')

test('each zone is offered once', () => {
  const offered = zoneChoices('Europe/Berlin', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Berlin')
  expect(offered).toEqual(['Europe/Berlin', 'Europe/Lisbon'])
  expect(zoneChoices('Asia/Tokyo', undefined, 'Europe/Berlin', 'Asia/Tokyo')).toEqual([
    'Europe/Berlin',
    'Asia/Tokyo',
  ])
})

test('how far zones are apart is said for a date, not for today', () => {
  expect(minutesAhead('Europe/Berlin', 'America/New_York', winter)).toBe(-360)
  expect(minutesAhead('Europe/Berlin', 'America/New_York', between)).toBe(-300)
  expect(minutesAhead('Europe/Berlin', 'Asia/Kolkata', winter)).toBe(270)
})

test('a device is elsewhere where its clock differs from what the account says', () => {
  expect(isElsewhere('Europe/Berlin', 'Europe/Lisbon', winter)).toBe(true)
  expect(isElsewhere('Europe/Berlin', 'Europe/Paris', winter)).toBe(false)
  expect(isElsewhere(undefined, 'Europe/Lisbon', winter)).toBe(false)
})
