import { describe, expect, it } from 'vitest'
import { NOW, buildCalendar, buildService, monday } from '../../test/support/build-calendar.ts'
import { projectSchedule } from './schedule-document.ts'

const timeOff = (timeOffId: string, daysLater: number) => ({
  timeOffId,
  start: monday('00:00', daysLater),
  end: monday('00:00', daysLater + 1),
})

describe('the owner’s schedule document', () => {
  it('says what get-schedule answers, instants as timestamps', () => {
    const whole = {
      ...timeOff('off', 3),
      startDate: '2026-11-26',
      endDate: '2026-11-26',
      note: 'Private',
    }
    const gone = buildService({ serviceId: 'gone', active: false })
    const calendar = buildCalendar({
      services: [buildService(), gone],
      dateHours: [{ date: '2026-11-24', intervals: [] }],
      timeOff: [whole],
      externalBusy: [{ source: 'google', start: monday('09:00'), end: monday('10:00') }],
      activity: { state: 'busy', since: NOW, until: monday('10:00') },
    })
    expect(projectSchedule(calendar, NOW)).toStrictEqual({
      professional: calendar.professional,
      services: calendar.services,
      workingHours: calendar.weeklyRules,
      dateHours: [{ date: '2026-11-24', intervals: [] }],
      timeOff: [{ ...whole, start: new Date(whole.start), end: new Date(whole.end) }],
      externalBusy: [
        { source: 'google', start: new Date(monday('09:00')), end: new Date(monday('10:00')) },
      ],
      activity: { state: 'busy', until: new Date(monday('10:00')) },
    })
  })

  it('reaches from today over 60 days', () => {
    const calendar = buildCalendar({
      timeOff: [
        timeOff('past', -1),
        timeOff('today', 0),
        timeOff('last', 59),
        timeOff('behind', 60),
      ],
      dateHours: ['2026-11-22', '2026-11-23', '2027-01-21', '2027-01-22'].map((date) => ({
        date,
        intervals: [],
      })),
    })
    const schedule = projectSchedule(calendar, NOW)
    expect(schedule.timeOff.map(({ timeOffId }) => timeOffId)).toEqual(['today', 'last'])
    expect(schedule.dateHours.map(({ date }) => date)).toEqual(['2026-11-23', '2027-01-21'])
  })

  it('has the weekly rules from the one in force, with what reaches into today', () => {
    const rules = ['2020-01-01', '2026-11-20', '2026-11-21', '2026-11-23', '2030-01-01']
    const weeklyRules = rules.map((effectiveFrom) => ({ effectiveFrom, hours: [] }))
    const { workingHours } = projectSchedule(buildCalendar({ weeklyRules }), NOW)
    expect(workingHours.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2026-11-21',
      '2026-11-23',
      '2030-01-01',
    ])
  })

  it('is the same at every revision, so that a booking alone does not write it', () => {
    const calendar = buildCalendar()
    expect(projectSchedule({ ...calendar, revision: 99 }, NOW)).toStrictEqual(
      projectSchedule(calendar, NOW),
    )
  })
})
