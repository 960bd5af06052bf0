// Reasons: each in its words, each with the setting that causes it.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Explanation, Service } from '../../../../../client/index.ts'
import { loadWords } from '../../../words/words.ts'
import type { Setup } from '../setup.ts'
import { wordsOf } from './reasons.ts'

beforeAll(() => Promise.all([loadWords('client'), loadWords('setup')]))

const SERVICE: Service = {
  serviceId: 'S',
  professionalId: 'P',
  name: 'Talk',
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  capacity: 4,
  approval: 'automatic',
  active: true,
}
const SETUP: Setup = {
  professional: {
    professionalId: 'P',
    name: 'Ann',
    specialties: [],
    timeZone: 'Europe/Berlin',
    active: true,
    policy: {
      minNoticeMinutes: 120,
      horizonDays: 60,
      cancelNoticeMinutes: 0,
      rescheduleNoticeMinutes: 0,
      weekStartsOn: 1,
      maxBookingsPerDay: 8,
      requireVerified: false,
    },
    revision: 1,
  },
  services: [SERVICE],
  workingHours: [
    { effectiveFrom: '2026-01-01', hours: [{ weekday: 5, start: '09:00', end: '17:00' }] },
  ],
  dateHours: [{ date: '2026-11-27', intervals: [] }],
  timeOff: [],
  today: '2026-11-26',
}

const say = (explanation: Explanation, service = SERVICE, setup = SETUP) =>
  wordsOf(explanation, {
    setup,
    service,
    start: new Date('2026-11-27T07:00:00Z'),
    now: new Date('2026-11-26T12:00:00Z'),
  })
const at = { start: '2026-11-27T07:00:00Z', end: '2026-11-27T08:00:00Z' }

describe('a reason', () => {
  it.each<[Explanation, string]>([
    [{ reason: 'service-inactive' }, '/pro/services/S'],
    [{ reason: 'too-soon' }, '/pro/profile#rules'],
    [{ reason: 'too-far-ahead' }, '/pro/profile#rules'],
    [{ reason: 'outside-hours', source: { kind: 'working-hours' } }, '/pro/hours'],
    [
      { reason: 'outside-hours', source: { kind: 'date-hours', id: '2026-11-27' } },
      '/pro/hours#dates',
    ],
    [
      { reason: 'outside-hours', source: { kind: 'service-hours', id: 'S' } },
      '/pro/services/S#hours',
    ],
    [
      { reason: 'on-time-off', source: { kind: 'time-off', id: 'T', ...at } },
      '/pro/hours#time-off',
    ],
    [{ reason: 'professional-away', source: { kind: 'activity', ...at } }, '/pro'],
    [
      { reason: 'professional-away', source: { kind: 'delay', ...at } },
      '/pro/agenda?date=2026-11-27',
    ],
    [{ reason: 'off-grid' }, '/pro/services/S'],
    [
      { reason: 'slot-taken', source: { kind: 'appointment', ...at } },
      '/pro/agenda?date=2026-11-27',
    ],
    [{ reason: 'not-enough-seats' }, '/pro/services/S'],
    [
      { reason: 'limit-reached', source: { kind: 'limit', id: 'maxBookingsPerDay' } },
      '/pro/profile#limits',
    ],
    [{ reason: 'client-limit-reached' }, '/pro/clients'],
  ])('%j leads to %s', (explanation, href) => {
    const { title, why, link } = say(explanation)
    expect(link?.href).toBe(href)
    for (const text of [title, why, link?.label]) expect(text).not.toMatch(/\{|^\w+\.\w+$|^$/)
  })

  it('of a busy time elsewhere leads nowhere: it is not set here', () => {
    const source = { kind: 'external', id: 'Google', ...at } as const
    const { why, link } = say({ reason: 'on-time-off', source })
    expect(why).toContain('Google')
    expect(link).toBeUndefined()
  })

  it('leads to the service where the rule is its own', () => {
    const own = { ...SERVICE, minNoticeMinutes: 60, horizonDays: 5 }
    expect(say({ reason: 'too-soon' }, own).link?.href).toBe('/pro/services/S#rules')
    expect(say({ reason: 'too-far-ahead' }, own).link?.href).toBe('/pro/services/S#rules')
  })

  it('leads to the rules where the step is theirs', () => {
    const policy = { ...SETUP.professional.policy, slotStepMinutes: 15 }
    const setup = { ...SETUP, professional: { ...SETUP.professional, policy } }
    expect(say({ reason: 'off-grid' }, SERVICE, setup).link?.href).toBe('/pro/profile#rules')
  })

  it('says which hours there are, by the professional’s clock', () => {
    const friday = say({ reason: 'outside-hours', source: { kind: 'working-hours' } })
    expect(friday.why).toMatch(/0?9:00.*(17:00|5:00)/)
    const source = { kind: 'time-off', id: 'T', ...at } as const
    expect(say({ reason: 'on-time-off', source }).why).toMatch(/0?8:00.*0?9:00/)
  })
})
