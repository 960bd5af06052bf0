// What a stored row comes to: an appointment that ended late, and what was said as dates under other rules of its zone.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  at,
  buildCalendar,
  buildPolicy,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import { withRulesOf, zoneOf } from '../../../test/support/zone-rules.ts'
import { findSlots } from '../../scheduling/free/search.ts'
import { parseDate } from '../../time/date.ts'
import { toWallTime } from '../../time/zone.ts'
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import { type CalendarRow, occupiedEnd, parseCalendar } from './calendar-row.ts'
import type { ProfessionalRow, ServiceRow } from './professional-row.ts'

describe('an appointment from 10:00 to 11:00 with a buffer of 15 minutes occupies its time', () => {
  const end = monday('11:00')

  it.each([
    ['until the buffer is over, where it has not ended', '11:15', null, '11:15'],
    ['and less where it ended early: what is stored was shortened', '10:55', '10:40', '10:55'],
    ['as agreed where it ended in time', '11:15', '11:00', '11:15'],
    ['until it ended and its buffer, where it ended late', '11:15', '11:20', '11:35'],
  ])('%s', (_how, stored, endedAt, occupied) => {
    const ended = endedAt === null ? null : monday(endedAt)
    expect(occupiedEnd(monday(stored), end, ended)).toBe(monday(occupied))
  })

  it('which is stored without its lateness: what was agreed behind it stands there already', () => {
    const [endedAt, occupied] = [monday('11:20'), monday('11:35')]
    const stored = occupied - occupiedEnd(0, end, endedAt)
    expect(stored).toBe(monday('11:15'))
    expect(occupiedEnd(stored, end, endedAt)).toBe(occupied)
  })
})

const storedProfessional = (professional: Professional): ProfessionalRow => ({
  headline: null,
  about: null,
  photoUrl: null,
  location: null,
  online: null,
  contact: null,
  ...professional,
})

const storedService = (service: Service): ServiceRow => ({
  description: null,
  hours: null,
  slotStepMinutes: null,
  minNoticeMinutes: null,
  horizonDays: null,
  perClient: null,
  price: null,
  ...service,
})

/** A calendar as it is stored that has nothing but what is told. */
function rowOf(fields: Partial<CalendarRow>): CalendarRow {
  const { professional } = buildCalendar()
  return {
    revision: 7,
    ownerUid: 'the-owner',
    isErased: false,
    professional: storedProfessional(professional),
    services: null,
    weeklyRules: null,
    dateHours: null,
    timeOff: null,
    externalBusy: null,
    activity: null,
    appointments: null,
    ...fields,
  }
}

describe('an appointment that was begun and ended before its start', () => {
  it('occupies nothing, at its start: its range is empty and has no bounds', () => {
    const { range } = buildCalendar()
    const [start, end] = [monday('10:00'), monday('11:00')]
    const times = [start, end, null, null, 1, monday('09:30'), null, monday('09:50')] as const
    const row = rowOf({ appointments: [['early', 'massage', ...times, null]] })
    const [early] = parseCalendar(row, range).appointments
    expect(early).toMatchObject({ occupies: { start, end: start }, endedAt: monday('09:50') })
  })
})

describe('what was said as dates and wall times', () => {
  const timeZone = 'Europe/Berlin'
  // A law between the save and the dates: from June on clocks stay an hour behind.
  const law = at('2027-06-01T00:00:00Z')
  const versions = [
    ['the rules of the day it was saved', zoneOf(timeZone)],
    ['other rules', withRulesOf(timeZone, law, 'Europe/Lisbon')],
    ['rules that put it on another day in UTC', withRulesOf(timeZone, law, 'Pacific/Auckland')],
  ] as const
  const { professional } = buildCalendar({ timeZone })
  const service = buildService()
  const row = rowOf({
    professional: storedProfessional({
      ...professional,
      policy: buildPolicy({ horizonDays: 730 }),
    }),
    services: [storedService(service)],
    weeklyRules: everyDay({ start: '00:00', end: '24:00' }),
    dateHours: [{ date: '2027-07-07', intervals: [{ start: '10:00', end: '11:00' }] }],
    timeOff: [
      {
        timeOffId: 'days',
        // As they lay by the rules of the day it was saved.
        start: at('2027-07-04T22:00:00Z'),
        end: at('2027-07-06T22:00:00Z'),
        startDate: '2027-07-05',
        endDate: '2027-07-06',
        note: null,
      },
    ],
  })
  const range = { start: at('2027-07-01T00:00:00Z'), end: at('2027-07-12T00:00:00Z') }

  it.each(versions)('is on its dates by %s', (_, zone) => {
    const calendar = parseCalendar(row, range, () => zone)
    const viewer = { uid: ANNA, now: at('2027-05-01T00:00:00Z') }
    const slots = findSlots(calendar, service, range, 1, viewer)
    const walls = slots.map(({ start }) => toWallTime(zone, start))
    const hoursOn = (date: string) =>
      walls.filter(({ day }) => day === parseDate(date)).map(({ minutes }) => minutes / 60)
    const whole = Array.from({ length: 24 }, (_hour, hour) => hour)
    const dates = ['04', '05', '06', '07', '08'].map((day) => hoursOn(`2027-07-${day}`))
    expect(dates).toEqual([whole, [], [], [10], whole])
  })
})

describe('what is stored as JSON', () => {
  const { professional, range } = buildCalendar()
  const read = (fields: Partial<CalendarRow>) => parseCalendar(rowOf(fields), range)
  const withPolicy = (policy: unknown) =>
    read({ professional: { ...storedProfessional(professional), policy } }).policy

  it('may be older than a rule: it has its default', () => {
    expect(withPolicy({ slotStepMinutes: 15, weekStartsOn: 7 })).toEqual({
      slotStepMinutes: 15,
      weekStartsOn: 7,
      requireVerified: false,
      minNoticeMinutes: 0,
      horizonDays: 60,
      cancelNoticeMinutes: 0,
      rescheduleNoticeMinutes: 0,
    })
  })

  it('may be younger than this version: what it does not know is left out', () => {
    const hours = [{ weekday: 1, start: '09:00', end: '17:00', place: 'upstairs' }]
    const service = {
      ...storedService(buildService()),
      hours,
      price: { amountMinor: 100, currency: 'EUR', taxed: true },
    }
    const calendar = read({
      services: [service],
      weeklyRules: [{ effectiveFrom: '2026-01-01', hours }],
      dateHours: [{ date: '2026-11-23', intervals: hours }],
      professional: {
        ...storedProfessional(professional),
        location: { address: 'Main Street 1', floor: 3 },
      },
    })
    const known = { start: '09:00', end: '17:00' }
    expect(withPolicy({ ...buildPolicy(), mood: 'good' })).toEqual(buildPolicy())
    expect(calendar.services[0]).toMatchObject({ hours: [{ weekday: 1, ...known }] })
    expect(calendar.services[0]?.price).toEqual({ amountMinor: 100, currency: 'EUR' })
    expect(calendar.weeklyRules[0]?.hours).toEqual([{ weekday: 1, ...known }])
    expect(calendar.dateHours[0]?.intervals).toEqual([known])
    expect(calendar.professional.location).toEqual({ address: 'Main Street 1' })
  })

  it('is read as what it is, or not at all', () => {
    expect(() => withPolicy({ horizonDays: 'many' })).toThrow('horizonDays')
    expect(() => read({ weeklyRules: [{ effectiveFrom: '2026-01-01', hours: {} }] })).toThrow(
      'expected array',
    )
  })
})

describe('an activity', () => {
  const { range } = buildCalendar()
  const read = (activity: NonNullable<CalendarRow['activity']>) =>
    parseCalendar(rowOf({ activity }), range).activity

  it('that keeps the professional from their work has an end', () => {
    const said = { since: monday('08:00'), message: null }
    const [busy, until] = ['busy', monday('09:00')] as const
    expect(read({ state: busy, until, ...said })).toEqual({ state: busy, until, since: said.since })
    expect(read({ state: busy, until: null, ...said })).toBeUndefined()
    expect(read({ state: 'available', until: null, ...said })).toEqual({
      state: 'available',
      since: said.since,
    })
  })
})
