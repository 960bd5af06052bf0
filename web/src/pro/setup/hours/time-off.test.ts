// Time off: whole days and hours by the professional's clock, also where clocks change.
import { describe, expect, it } from 'vitest'
import { instantOf, noTimeOff, toRequest, toValues, wrongIn } from './time-off.ts'

const ZONE = 'Europe/Berlin'
const TODAY = '2026-11-26'
const days = { ...noTimeOff(TODAY), first: '2026-12-24' }
const hours = { ...days, isDays: false }

describe('time off', () => {
  it('of whole days is sent as dates, one day by its date alone', () => {
    expect(toRequest(ZONE, days)).toEqual({ startDate: '2026-12-24', endDate: '2026-12-24' })
    expect(toRequest(ZONE, { ...days, last: '2027-01-02', note: ' away ' })).toEqual({
      startDate: '2026-12-24',
      endDate: '2027-01-02',
      note: 'away',
    })
  })

  it('of hours is sent as instants of the professional’s zone', () => {
    expect(toRequest(ZONE, hours)).toEqual({
      start: new Date('2026-12-24T08:00:00Z'),
      end: new Date('2026-12-24T11:00:00Z'),
    })
  })

  it('moves a time in the spring gap forward', () => {
    expect(instantOf(ZONE, '2027-03-28', '02:30')).toEqual(new Date('2027-03-28T01:30:00Z'))
  })

  it.each([
    [days, {}],
    [{ ...days, first: '' }, { first: 'form.missing' }],
    [{ ...days, first: '2026-11-25' }, { first: 'timeOff.past' }],
    [{ ...days, first: '2026-11-25', last: '2026-11-27' }, {}],
    [{ ...days, last: '2026-12-23' }, { last: 'timeOff.backwards' }],
    [hours, {}],
    [{ ...hours, endTime: '09:00' }, { endTime: 'timeOff.endBeforeStart' }],
    [{ ...hours, endTime: '08:00', last: '2026-12-25' }, {}],
    [{ ...hours, startTime: '' }, { startTime: 'form.missing' }],
  ])('with %j is wrong at %j', (values, wrong) => {
    expect(wrongIn(ZONE, TODAY, values)).toEqual(wrong)
  })

  it('is edited as it was entered', () => {
    const [start, end] = [new Date('2026-12-24T21:00:00Z'), new Date('2026-12-25T02:00:00Z')]
    const off = { timeOffId: 'x', start, end, note: 'night' }
    const values = toValues(ZONE, off)
    expect(values).toMatchObject({ isDays: false, startTime: '22:00', endTime: '03:00' })
    expect(toRequest(ZONE, values)).toEqual({ start, end, note: 'night' })
    const whole = toValues(ZONE, { ...off, startDate: '2026-12-24', endDate: '2026-12-26' })
    expect(toRequest(ZONE, whole)).toEqual({
      startDate: '2026-12-24',
      endDate: '2026-12-26',
      note: 'night',
    })
  })
})
