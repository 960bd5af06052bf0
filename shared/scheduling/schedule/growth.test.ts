// How much a calendar may hold: it is full at its limits, and what is over or taken away makes room.
import { describe, expect, it } from 'vitest'
import {
  NOW,
  asOwner,
  buildCalendar,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { formatDate, parseDate } from '../../time/date.ts'
import { DAY, HOUR } from '../../time/instant.ts'
import type { Decision } from '../effects/decision.ts'
import { decideDateHours } from './decide-date-hours.ts'
import { decideExternalBusy } from './decide-external-busy.ts'
import { decideService } from './decide-service.ts'
import { decideTimeOff } from './decide-time-off.ts'
import { decideWorkingHours } from './decide-working-hours.ts'

const TODAY = parseDate('2026-11-23') ?? Number.NaN

const hours = [{ weekday: 1, start: '09:00', end: '11:00' }]
const range = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
/** Dates from so many days after today on. */
const datesFrom = (first: number, count: number) =>
  range(count, (index) => formatDate(TODAY + first + index))

/** The fields that are wrong, and what is said of them. */
const errorsOf = (decision: Decision<unknown>) =>
  refusalOf(decision)?.errors?.map(({ path, message }) => `${path}: ${message}`)

describe('weekly rules', () => {
  const full = buildCalendar({
    // The one in force today may be as old as it likes.
    weeklyRules: [...datesFrom(-400, 300), ...datesFrom(1, 99)].map((effectiveFrom) => ({
      effectiveFrom,
      hours,
    })),
  })
  const set = (effectiveFrom: string, rule: typeof hours | null = []) =>
    errorsOf(decideWorkingHours(full, { effectiveFrom, hours: rule }, asOwner()))

  it('are 100 from today on', () => {
    expect(set('2027-12-01')).toEqual([
      'effectiveFrom: a calendar keeps at most 100 weekly rules from today on, this would make it 101',
    ])
  })

  it('may be replaced, dropped, and told of the past', () => {
    expect(set('2026-11-24')).toBeUndefined()
    expect(set('2026-11-24', null)).toBeUndefined()
    expect(set('2026-11-01')).toBeUndefined()
    expect(set('2026-11-23')).toBeUndefined()
  })
})

describe('dates with hours of their own', () => {
  const dateHours = [...datesFrom(-50, 50), ...datesFrom(0, 990)].map((date) => ({
    date,
    intervals: [],
  }))
  const full = buildCalendar({ dateHours })
  const set = (dates: string[], intervals: readonly [] | null = []) =>
    errorsOf(decideDateHours(full, { dates, intervals }, asOwner()))

  it('are 1,000 from today on', () => {
    expect(set([...datesFrom(990, 10)])).toBeUndefined()
    expect(set([...datesFrom(980, 21)])).toEqual([
      'dates: a calendar keeps at most 1000 dates with hours of their own from today on, this would make it 1001',
    ])
    expect(set([...datesFrom(-90, 40)])).toBeUndefined()
  })

  it('may be cleared, also where there were more before there was a limit', () => {
    const over = buildCalendar({
      dateHours: datesFrom(0, 1200).map((date) => ({ date, intervals: [] })),
    })
    const [first = ''] = datesFrom(0, 1)
    const decide = (intervals: [] | { start: string; end: string }[] | null, date: string) =>
      errorsOf(decideDateHours(over, { date, intervals }, asOwner()))
    expect(decide(null, first)).toBeUndefined()
    expect(decide([{ start: '09:00', end: '10:00' }], first)).toBeUndefined()
    expect(decide([], '2031-01-01')).toEqual([
      'date: a calendar keeps at most 1000 dates with hours of their own from today on, this would make it 1201',
    ])
  })
})

describe('time off', () => {
  const entry = (index: number, start: number) => ({
    timeOffId: `off-${index}`,
    start,
    end: start + HOUR,
  })
  const toCome = range(1000, (index) => entry(index, NOW + index * DAY))
  const over = range(20, (index) => entry(2000 + index, NOW - (index + 1) * DAY))
  const add = (timeOff: typeof toCome, request: Parameters<typeof decideTimeOff>[1]) =>
    errorsOf(decideTimeOff(buildCalendar({ timeOff }), request, [], asOwner()))
  const tomorrow = { startDate: '2026-11-24', endDate: '2026-11-24', onConflict: 'keep' } as const

  it('has 1,000 entries that are not over', () => {
    expect(add([...over, ...toCome.slice(1)], tomorrow)).toBeUndefined()
    expect(add([...over, ...toCome], tomorrow)).toEqual([
      'startDate: a calendar keeps at most 1000 entries of time off from now on, this would make it 1001',
    ])
  })

  it('may be told of the past', () => {
    const past = { start: NOW - 2 * HOUR, end: NOW - HOUR, onConflict: 'keep' } as const
    expect(add(toCome, past)).toBeUndefined()
  })
})

describe('busy time of other calendars', () => {
  const busy = (source: string, index: number) => ({
    source,
    start: NOW + index * HOUR,
    end: NOW + index * HOUR + HOUR / 2,
  })
  const set = (externalBusy: readonly ReturnType<typeof busy>[], source: string, count: number) => {
    const request = {
      source,
      from: NOW,
      to: NOW + 365 * DAY,
      intervals: range(count, (index) => busy(source, index)),
    }
    return errorsOf(decideExternalBusy(buildCalendar({ externalBusy }), request, asOwner()))
  }

  it('comes from ten sources', () => {
    const nine = range(9, (index) => busy(`calendar-${index}`, 1))
    const ended = { source: 'ended', start: monday('05:00'), end: monday('06:00') }
    expect(set([...nine, ended], 'tenth', 1)).toBeUndefined()
    expect(set([...nine, busy('tenth', 3)], 'eleventh', 1)).toEqual([
      'source: a calendar keeps at most 10 sources of external busy time, this would make it 11',
    ])
    expect(set([...nine, busy('tenth', 3)], 'tenth', 5)).toBeUndefined()
  })

  it('has 2,000 intervals from now on, of all sources together', () => {
    const others = range(1500, (index) => busy('google', index))
    expect(set(others, 'outlook', 500)).toBeUndefined()
    expect(set(others, 'outlook', 501)).toEqual([
      'intervals: a calendar keeps at most 2000 intervals of external busy time from now on, this would make it 2001',
    ])
  })

  it('may shrink where there was more before there was a limit', () => {
    const over = range(2400, (index) => busy('google', index))
    expect(set(over, 'google', 2300)).toBeUndefined()
  })
})

describe('services', () => {
  const services = range(100, (index) =>
    buildService({ serviceId: `service-${index}`, active: index < 5 }),
  )
  const save = (serviceId: string | undefined, fields: Parameters<typeof decideService>[2]) =>
    errorsOf(decideService(buildCalendar({ services }), serviceId, fields, asOwner()))

  it('are 100 in all', () => {
    expect(save(undefined, { name: 'One more', durationMinutes: 30, active: false })).toEqual([
      'serviceId: a calendar keeps at most 100 services, those that are no longer active included, this would make it 101',
    ])
  })

  it('may be changed, and offered again', () => {
    expect(save('service-99', { name: 'Another', active: true })).toBeUndefined()
  })
})
