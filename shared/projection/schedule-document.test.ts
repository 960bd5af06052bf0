import { describe, expect, it } from 'vitest'
import {
  NOW,
  buildAppointment,
  buildCalendar,
  buildService,
  monday,
} from '../../test/support/build-calendar.ts'
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
    const { windows, ...schedule } = projectSchedule(calendar, NOW)
    expect(schedule).toStrictEqual({
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
    // Monday from ten, since busy before; Tuesday closed; Wednesday as always; Thursday off.
    expect(windows.slice(0, 3)).toStrictEqual([
      { start: new Date(monday('10:00')), end: new Date(monday('17:00')) },
      { start: new Date(monday('09:00', 2)), end: new Date(monday('17:00', 2)) },
      { start: new Date(monday('09:00', 4)), end: new Date(monday('17:00', 4)) },
    ])
  })

  it('has the windows of a delay and of hours that one service alone has', () => {
    const evening = buildService({
      serviceId: 'evening',
      hours: [{ weekday: 1, start: '19:00', end: '20:00' }],
    })
    const off = buildService({
      serviceId: 'off',
      active: false,
      hours: [{ weekday: 1, start: '22:00', end: '23:00' }],
    })
    const late = buildAppointment(monday('09:00'), { expectedEnd: monday('10:20') })
    const calendar = buildCalendar({
      services: [buildService(), evening, off],
      appointments: [late],
    })
    expect(projectSchedule(calendar, NOW).windows.slice(0, 3)).toStrictEqual([
      { start: new Date(monday('09:00')), end: new Date(late.end) },
      { start: new Date(monday('10:20')), end: new Date(monday('17:00')) },
      { start: new Date(monday('19:00')), end: new Date(monday('20:00')) },
    ])
  })

  it('has no windows where no service is offered', () => {
    const calendar = buildCalendar({ services: [buildService({ active: false })] })
    expect(projectSchedule(calendar, NOW).windows).toEqual([])
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
