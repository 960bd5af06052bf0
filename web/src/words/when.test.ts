import { describe, expect, it } from 'vitest'
import { offsetMinutes, timeIn } from './when.ts'

/** As `timeIn` has to decide it, every five minutes around. */
function isTwiceByCounting(zone: string, at: Date): boolean {
  const wallOf = (instant: number) => instant + offsetMinutes(zone, new Date(instant)) * 60_000
  const wall = wallOf(at.getTime())
  for (let minutes = -180; minutes <= 180; minutes += 5)
    if (minutes !== 0 && wallOf(at.getTime() + minutes * 60_000) === wall) return true
  return false
}

describe('a time that the wall clock shows twice', () => {
  it.each([
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'], // by half an hour
    ['America/Havana', '2026-11-01T05:00:00Z'],
    ['Asia/Tokyo', '2026-10-25T01:00:00Z'],
  ])('around a change in %s carries its zone', (zone, change) => {
    for (let minutes = -240; minutes <= 240; minutes += 15) {
      const at = new Date(Date.parse(change) + minutes * 60_000)
      expect(`${at.toISOString()} ${timeIn(zone, at).length > 8}`).toBe(
        `${at.toISOString()} ${isTwiceByCounting(zone, at)}`,
      )
    }
  })
})
