// The first run goes on where one left off.
import { describe, expect, it } from 'vitest'
import type { Service } from '../../../../../client/index.ts'
import { nextStep } from './first-run.ts'

const service: Service = {
  serviceId: 's',
  professionalId: 'p',
  name: 'Talk',
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  capacity: 1,
  approval: 'automatic',
  active: true,
}
const own = { ...service, hours: [{ weekday: 2, start: '18:00', end: '19:00' }] }
const rule = { effectiveFrom: '2026-11-26', hours: [] }

describe('the first run', () => {
  it.each([
    ['nothing', undefined, 'profile'],
    ['a calendar', { services: [], workingHours: [] }, 'service'],
    ['a calendar with hours', { services: [], workingHours: [rule] }, 'service'],
    ['a service', { services: [service], workingHours: [] }, 'hours'],
    ['a service with hours of its own', { services: [own], workingHours: [] }, 'done'],
    ['service and hours', { services: [service], workingHours: [rule] }, 'done'],
  ] as const)('with %s goes on', (_, setup, step) => {
    expect(nextStep(setup)).toBe(step)
  })
})
