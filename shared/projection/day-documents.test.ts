import { describe, expect, it } from 'vitest'
import {
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  at,
  everyDay,
  monday,
} from '../../test/support/build-calendar.ts'
import { parseDate } from '../time/date.ts'
import { isEmptyDay, projectDays } from './day-documents.ts'

const TODAY = parseDate('2026-11-23') ?? Number.NaN
const MONDAY = '2026-11-23'
const hours = everyDay({ start: '09:00', end: '11:00' })
const slot = (start: number, seatsLeft = 1) => ({ start: new Date(start), seatsLeft })

describe('a day document', () => {
  it('says the date, the zone, what is free, and when it may go', () => {
    const calendar = buildCalendar({ weeklyRules: hours })
    expect(projectDays(calendar, [MONDAY], TODAY)).toEqual([
      {
        date: MONDAY,
        timeZone: 'UTC',
        slots: { massage: [slot(monday('09:00')), slot(monday('10:00'))] },
        // The day after it is gone: kept for a whole day more, by the professional's midnight.
        expireAt: new Date(monday('00:00', 2)),
      },
    ])
  })

  it('has a key for every active service, and none for another', () => {
    const services = [
      buildService(),
      buildService({ serviceId: 'night', hours: [{ weekday: 2, start: '22:00', end: '23:00' }] }),
      buildService({ serviceId: 'gone', active: false }),
    ]
    const [day] = projectDays(buildCalendar({ services, weeklyRules: hours }), [MONDAY], TODAY)
    expect(Object.keys(day?.slots ?? {})).toEqual(['massage', 'night'])
    expect(day?.slots['night']).toEqual([])
  })

  it('counts the seats that are left, and holds until they are released', () => {
    const service = buildService({ capacity: 3 })
    const held = buildClaim({ status: 'held', holdExpiresAt: monday('00:01'), seats: 2 })
    const appointments = [buildAppointment(monday('09:00'), { service, claims: [held] })]
    const calendar = buildCalendar({ services: [service], weeklyRules: hours, appointments })
    const [day] = projectDays(calendar, [MONDAY], TODAY)
    expect(day?.slots).toEqual({ massage: [slot(monday('09:00'), 1), slot(monday('10:00'), 3)] })
  })

  it('knows no notice: apps hide what is too soon', () => {
    const calendar = buildCalendar({ weeklyRules: hours, policy: { minNoticeMinutes: 100_000 } })
    const [day] = projectDays(calendar, [MONDAY], TODAY)
    expect(day?.slots['massage']).toHaveLength(2)
  })

  it('ends each service at its own horizon', () => {
    const services = [buildService({ horizonDays: 0 }), buildService({ serviceId: 'long' })]
    const calendar = buildCalendar({ services, weeklyRules: hours })
    const [, day] = projectDays(calendar, [MONDAY, '2026-11-24'], TODAY)
    expect(day?.slots['massage']).toEqual([])
    expect(day?.slots['long']).toHaveLength(2)
  })

  it('holds the starts of its local date, those after midnight on the next one', () => {
    const calendar = buildCalendar({
      timeZone: 'America/New_York',
      weeklyRules: everyDay({ start: '22:00', end: '02:00' }),
    })
    const [day] = projectDays(calendar, [MONDAY], TODAY)
    expect(day?.slots['massage']?.map(({ start }) => start)).toEqual(
      ['05:00', '06:00']
        .map((time) => new Date(monday(time)))
        .concat(['03:00', '04:00'].map((time) => new Date(monday(time, 1)))),
    )
    expect(day?.expireAt).toEqual(new Date(at('2026-11-25T00:00:00-05:00')))
  })

  it('is the same whichever others are asked for, and comes in the order asked', () => {
    const calendar = buildCalendar({ weeklyRules: hours })
    const dates = ['2026-11-29', MONDAY, '2026-11-24']
    const together = projectDays(calendar, dates, TODAY)
    expect(together.map(({ date }) => date)).toEqual(dates)
    expect(together).toEqual(dates.flatMap((date) => projectDays(calendar, [date], TODAY)))
  })

  it('is empty where nothing is free, with its keys', () => {
    const [closed] = projectDays(buildCalendar({ weeklyRules: [] }), [MONDAY], TODAY)
    expect(closed).toMatchObject({ slots: { massage: [] } })
    expect(closed && isEmptyDay(closed)).toBe(true)
    const [open] = projectDays(buildCalendar(), [MONDAY], TODAY)
    expect(open && isEmptyDay(open)).toBe(false)
  })

  it('of an inactive professional is empty', () => {
    const [day] = projectDays(buildCalendar({ active: false }), [MONDAY], TODAY)
    expect(day?.slots).toEqual({ massage: [] })
  })
})
