// Requests about when a professional works.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { GetSchedule, SetWorkingHours } from './schedule.ts'

describe('set-working-hours', () => {
  const hours = [{ weekday: 1, start: '09:00', end: '17:00' }]

  it.each([
    [{ hours }, []],
    [{ hours: [] }, []],
    [{ hours: null, effectiveFrom: '2026-11-23' }, []],
    [{}, ['hours']],
    [{ hours: 'always' }, ['hours']],
    [{ hours, effectiveFrom: '2026-02-29' }, ['effectiveFrom']],
    [{ hours, effectiveFrom: null }, ['effectiveFrom']],
    [{ hours, until: '2026-11-23' }, ['until']],
    [{ hours: [{ weekday: 1, start: '09:00', end: '09:00' }] }, ['hours.0.end']],
    [{ hours: Array.from({ length: 13 }, () => hours[0]) }, ['hours.12']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(SetWorkingHours, input)).toEqual(paths)
  })
})

describe('get-schedule', () => {
  it.each([
    [{}, []],
    [{ from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, []],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, ['to']],
    [{ from: '2026-01-01' }, ['from']],
    [{ professionalId: 'petra' }, ['professionalId']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(GetSchedule, input)).toEqual(paths)
  })
})
