// The simulator's input: the defaults of a service and its policy, and what is refused.
import { describe, expect, it } from 'vitest'
import { toFieldErrors } from './faults/issues.ts'
import { Scenario } from './scenario.ts'

const NOW = '2026-11-23T00:00:00Z'
const LATER = '2026-11-24T00:00:00Z'

const scenario = (fields: object = {}) => ({
  now: NOW,
  professional: { timeZone: 'UTC' },
  service: { durationMinutes: 60 },
  from: NOW,
  to: LATER,
  ...fields,
})

function wrong(fields: object): readonly string[] {
  const input = scenario(fields)
  const parsed = Scenario.safeParse(input)
  return parsed.success ? [] : toFieldErrors(parsed.error, input).map(({ path }) => path)
}

describe('a scenario', () => {
  it('has the defaults of the contract', () => {
    expect(Scenario.parse(scenario({ appointments: [{ start: NOW, end: LATER }] }))).toEqual({
      now: Date.parse(NOW),
      professional: {
        timeZone: 'UTC',
        active: true,
        policy: {
          minNoticeMinutes: 0,
          horizonDays: 60,
          cancelNoticeMinutes: 0,
          rescheduleNoticeMinutes: 0,
          weekStartsOn: 1,
          requireVerified: false,
        },
        workingHours: [],
        dateHours: [],
        timeOff: [],
      },
      service: {
        durationMinutes: 60,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        capacity: 1,
        active: true,
      },
      appointments: [
        { serviceKey: 'same', start: Date.parse(NOW), end: Date.parse(LATER), seatsTaken: 1 },
      ],
      externalBusy: [],
      from: Date.parse(NOW),
      to: Date.parse(LATER),
      seats: 1,
    })
  })

  it.each([
    ['weekly hours', [{ weekday: 1, start: '09:00', end: '10:00' }]],
    ['rules with dates', [{ effectiveFrom: '2026-01-01', hours: [] }]],
    ['none', []],
  ])('takes %s as working hours', (_what, workingHours) => {
    expect(wrong({ professional: { timeZone: 'UTC', workingHours } })).toEqual([])
  })

  it('takes a whole service, as it is saved or answered', () => {
    const service = {
      serviceId: '018f0000-0000-7000-8000-000000000001',
      professionalId: '018f0000-0000-7000-8000-000000000002',
      name: 'Massage',
      description: 'Slowly',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      capacity: 1,
      hours: [{ weekday: 1, start: '09:00', end: '10:00' }],
      slotStepMinutes: 5,
      minNoticeMinutes: 0,
      horizonDays: 1,
      approval: 'manual',
      price: { amountMinor: 100, currency: 'EUR' },
      active: true,
    }
    expect(wrong({ service })).toEqual([])
  })

  it.each([
    ['own seats', { own: 2 }],
    ['an appointment of one’s own', { own: true }],
    ['an expired hold', { holdExpiresAt: NOW }],
    ['a late one', { expectedStart: LATER, expectedEnd: LATER }],
    ['one that has ended', { endedAt: NOW }],
    ['one of another service', { serviceKey: 'other', capacity: 3, bufferAfterMinutes: 480 }],
  ])('takes %s among the appointments', (_what, fields) => {
    expect(wrong({ appointments: [{ start: NOW, end: LATER, ...fields }] })).toEqual([])
  })

  const professional = (fields: object) => ({ professional: { timeZone: 'UTC', ...fields } })
  const appointment = (fields: object) => ({
    appointments: [{ start: NOW, end: LATER, ...fields }],
  })

  it.each([
    [{ now: undefined }, ['now']],
    [{ professional: undefined }, ['professional']],
    [{ to: NOW }, ['to']],
    [{ seats: 501 }, ['seats']],
    [{ colour: 'red' }, ['colour']],
    [professional({ timeZone: 'Mars' }), ['professional.timeZone']],
    [professional({ policy: { horizonDays: 731 } }), ['professional.policy.horizonDays']],
    [professional({ policy: { horizon: 1 } }), ['professional.policy.horizon']],
    [professional({ activity: { state: 'busy' } }), ['professional.activity.until']],
    [professional({ activity: { state: 'asleep' } }), ['professional.activity.state']],
    [professional({ activity: { state: 'available' } }), []],
    [professional({ timeOff: [{ start: LATER, end: NOW }] }), ['professional.timeOff.0.end']],
    [{ externalBusy: [{ start: NOW, end: NOW }] }, ['externalBusy.0.end']],
    [appointment({ end: NOW }), ['appointments.0.end']],
    [appointment({ seatsTaken: 501 }), ['appointments.0.seatsTaken']],
    [appointment({ capacity: 0 }), ['appointments.0.capacity']],
    [appointment({ bufferBeforeMinutes: 481 }), ['appointments.0.bufferBeforeMinutes']],
    [appointment({ serviceKey: 'third' }), ['appointments.0.serviceKey']],
    [appointment({ own: 'mine' }), ['appointments.0.own']],
  ])('with %j: %j wrong', (fields, paths) => {
    expect(wrong(fields)).toEqual(paths)
  })
})
