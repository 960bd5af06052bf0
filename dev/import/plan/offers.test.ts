// More services than a calendar may offer, or hold.
import { expect, it } from 'vitest'
import type { Finding } from './finding.ts'
import { limitOffers } from './offers.ts'
import type { PlannedService } from './plan.ts'

const at = { file: 'services.csv' }

function limited(...offered: readonly boolean[]) {
  const findings: Finding[] = []
  const services = offered.map((isOffered, index): PlannedService => {
    return { key: `${index}`, at, offer: { name: `S${index}`, durationMinutes: 30 }, isOffered }
  })
  const profile = { name: 'P', timeZone: 'Europe/Berlin' }
  const rest = { key: 'p', at, profile, hours: [], dates: [], timeOff: [], bookings: [] }
  const { services: all } = limitOffers({ ...rest, services }, findings)
  return {
    all,
    said: findings.map(({ value, outcome, reason }) => `${value} ${outcome}: ${reason}`),
  }
}

it('offers twenty, and imports the others without offering them', () => {
  const { all, said } = limited(...Array.from({ length: 22 }, () => true))
  expect(all.filter(({ isOffered }) => isOffered)).toHaveLength(20)
  expect(said).toEqual([
    'S20 changed: a calendar offers at most 20 services',
    'S21 changed: a calendar offers at most 20 services',
  ])
})

it('holds a hundred', () => {
  const { all, said } = limited(...Array.from({ length: 101 }, () => false))
  expect(all).toHaveLength(100)
  expect(said).toEqual(['S100 left out: a calendar has at most 100 services'])
})
