import { describe, expect, it } from 'vitest'
import { zonesLike } from '../parts/zones.ts'
import { cityOf, loadCities } from './cities.ts'
import { timesIn, zoneNamed } from './when.ts'
import { setLanguage } from './words.ts'

describe('a zone is named by its city as people write it', () => {
  it.each([
    ['America/Sao_Paulo', 'São Paulo', 'São Paulo'],
    ['America/Bogota', 'Bogotá', 'Bogotá'],
    ['Asia/Calcutta', 'Kolkata', 'Kalkutta'],
    ['Asia/Kolkata', 'Kolkata', 'Kalkutta'],
    ['Asia/Ho_Chi_Minh', 'Ho Chi Minh City', 'Ho-Chi-Minh-Stadt'],
    ['America/Indiana/Knox', 'Knox, Indiana', 'Knox, Indiana'],
    ['Europe/Vienna', 'Vienna', 'Wien'],
    ['Asia/Tokyo', 'Tokyo', 'Tokio'],
    ['America/New_York', 'New York', 'New York'],
    ['Europe/Berlin', 'Berlin', 'Berlin'],
    ['UTC', 'UTC', 'UTC'],
  ])('%s: %s, in German %s', async (zone, english, german) => {
    await loadCities('en')
    expect(cityOf(zone)).toBe(english)
    await loadCities('de')
    expect(cityOf(zone)).toBe(german)
  })

  it('none shows what only ids have', async () => {
    for (const language of ['en', 'de'] as const) {
      await loadCities(language)
      const odd = Intl.supportedValuesOf('timeZone').filter((zone) =>
        /[_/\u00AD]/.test(cityOf(zone)),
      )
      expect(odd).toEqual([])
    }
  })
})

describe('the zones to choose from', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const labelOf = (zone: string) =>
    zonesLike([zone], now).find(({ value }) => value === zone)?.label

  it('say city, part of the world and offset, in the language that is read', async () => {
    await setLanguage('de')
    expect(labelOf('Europe/Vienna')).toBe('Wien, Europa (UTC+1)')
    expect(labelOf('America/St_Johns')).toBe('St. John’s, Amerika (UTC−3:30)')
    await setLanguage('en')
    expect(labelOf('America/Sao_Paulo')).toBe('São Paulo, America (UTC−3)')
    expect(labelOf('Atlantic/Azores')).toBe('Azores (UTC−1)')
    expect(labelOf('UTC')).toBe('UTC')
  })

  it('stand in the order of the alphabet, each once', () => {
    const labels = zonesLike(['Europe/Berlin'], now).map(({ label }) => label)
    expect(labels).toEqual(labels.toSorted(new Intl.Collator('en').compare))
    expect(new Set(labels).size).toBe(labels.length)
  })
})

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
