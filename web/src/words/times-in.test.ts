import { describe, expect, it } from 'vitest'
import { timesIn, zoneNamed } from './times-in.ts'
import { setLanguage } from './words.ts'

const AT = new Date('2027-01-05T12:00:00Z')

describe('the zone that times are in', () => {
  it.each([
    ['America/New_York', 'Times in New York time (EST)', 'New York (EST)'],
    ['UTC', 'Times in UTC', 'UTC'],
  ])('%s has each of its names once', async (zone, line, name) => {
    await setLanguage('en')
    expect(timesIn(zone, AT)).toBe(line)
    expect(zoneNamed(zone, AT)).toBe(name)
  })
})
