// Why a start cannot be booked, in words, with what stands behind it.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  BEN,
  NOW,
  asClient,
  asOwner,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import type { Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import { explainStart } from './explain.ts'

const group = buildService({ capacity: 3 })
const TEN = monday('10:00')

function explain(
  calendar: Calendar,
  { start = TEN, seats = 1, by = asOwner() }: Partial<Asked> = {},
) {
  const [service = buildService()] = calendar.services
  return explainStart(calendar, { service, start, seats }, by)
}

interface Asked {
  readonly start: Instant
  readonly seats: number
  readonly by: ReturnType<typeof asOwner>
}

const bensAt = (start: Instant, fields: Parameters<typeof buildAppointment>[1] = {}) =>
  buildAppointment(start, {
    appointmentId: 'ben’s',
    claims: [buildClaim({ bookingId: 'ben’s', uid: BEN })],
    ...fields,
  })

describe('a start that is free', () => {
  it('has nothing to be explained', () => {
    expect(explain(buildCalendar())).toEqual([])
  })
})

describe('where several rules refuse a start', () => {
  it('each is named in the contract’s order, with everything behind it', () => {
    const calendar = buildCalendar({
      policy: { minNoticeMinutes: 600, maxBookingsPerDay: 1 },
      timeOff: [{ timeOffId: 'off', start: TEN, end: monday('11:00') }],
      externalBusy: [{ source: 'google', start: monday('10:30'), end: monday('12:00') }],
      appointments: [bensAt(monday('10:30'))],
    })
    expect(explain(calendar).map(({ reason, source }) => [reason, source?.kind])).toEqual([
      ['too-soon', undefined],
      ['on-time-off', 'time-off'],
      ['on-time-off', 'external'],
      ['slot-taken', 'appointment'],
      ['limit-reached', 'limit'],
    ])
  })

  it('an inactive service is named, and the rest as well', () => {
    const services = [buildService({ active: false })]
    const found = explain(buildCalendar({ services }), { start: monday('20:00') })
    expect(found.map(({ reason }) => reason)).toEqual([
      'service-inactive',
      'outside-hours',
      'off-grid',
    ])
  })
})

describe('a rule that nothing stands behind is told in words', () => {
  const detailOf = (...args: Parameters<typeof explain>) => explain(...args)[0]?.detail

  it.each([
    ['the service is not active', buildCalendar({ services: [buildService({ active: false })] })],
    ['the professional is not active', buildCalendar({ active: false })],
  ])('%s', (detail, calendar) => {
    expect(detailOf(calendar)).toBe(detail)
  })

  it('the notice, and the earliest start by the professional’s clock', () => {
    const berlin = buildCalendar({ timeZone: 'Europe/Berlin', policy: { minNoticeMinutes: 180 } })
    expect(detailOf(berlin, { start: monday('10:00') })).toBe(
      'the notice is 180 minutes: the earliest start is 2026-11-23 12:00',
    )
  })

  it('a start that has passed, where there is no notice', () => {
    expect(detailOf(buildCalendar(), { by: asOwner(monday('10:30')) })).toBe('the start has passed')
  })

  it('the horizon, and the last date', () => {
    const calendar = buildCalendar({ policy: { horizonDays: 1 } })
    expect(detailOf(calendar, { start: monday('10:00', 2) })).toBe(
      'the horizon is 1 day: the last date is 2026-11-24',
    )
  })

  it('more seats than there are', () => {
    const calendar = buildCalendar({ services: [group] })
    expect(explain(calendar, { seats: 4 })).toEqual([
      { reason: 'not-enough-seats', detail: '4 seats asked for, 3 in all' },
    ])
  })
})

describe('outside the hours', () => {
  const night = monday('20:00')
  const tuesday = [{ weekday: 2, start: '18:00', end: '19:00' }]
  const sourceOf = (...args: Parameters<typeof explain>) => {
    const found = explain(...args).find(({ reason }) => reason === 'outside-hours')
    return [found?.source?.kind, found?.source?.id, found?.detail]
  }

  it('are the working hours, as they are on that date', () => {
    expect(sourceOf(buildCalendar(), { start: night })).toEqual([
      'working-hours',
      undefined,
      '2026-11-23 is open 09:00–17:00',
    ])
  })

  it('is the exception of the date, where it has one', () => {
    const dateHours = [{ date: '2026-11-23', intervals: [] }]
    expect(sourceOf(buildCalendar({ dateHours }))).toEqual([
      'date-hours',
      '2026-11-23',
      '2026-11-23 is closed',
    ])
  })

  it('are the service’s own hours, where it has some', () => {
    const calendar = buildCalendar({ services: [buildService({ hours: tuesday })] })
    expect(sourceOf(calendar)).toEqual(['service-hours', 'massage', '2026-11-23 is closed'])
  })

  it('is the exception, where the service’s own hours would have done', () => {
    const dateHours = [
      { date: '2026-11-24', intervals: [{ start: '09:00', end: '18:30' }] },
      { date: '2026-11-23', intervals: [{ start: '09:00', end: '12:00' }] },
    ]
    const calendar = buildCalendar({ services: [buildService({ hours: tuesday })], dateHours })
    expect(sourceOf(calendar, { start: monday('18:00', 1) })[0]).toBe('date-hours')
    expect(sourceOf(calendar)[0]).toBe('service-hours')
  })

  it('are told by the professional’s clock', () => {
    const tokyo = buildCalendar({ timeZone: 'Asia/Tokyo' })
    expect(sourceOf(tokyo)[2]).toBe('2026-11-23 is open 09:00–17:00')
  })
})

describe('away', () => {
  it('is the activity that was set', () => {
    const activity = { state: 'busy', since: NOW, until: monday('10:30') } as const
    expect(explain(buildCalendar({ activity }))).toEqual([
      {
        reason: 'professional-away',
        detail: 'busy from 2026-11-23 08:00 to 2026-11-23 10:30',
        source: { kind: 'activity', start: NOW, end: monday('10:30') },
      },
    ])
  })

  it('is each appointment that runs into the time', () => {
    const late = bensAt(monday('09:00'), { expectedEnd: monday('10:10') })
    expect(explain(buildCalendar({ appointments: [late] }))).toEqual([
      {
        reason: 'professional-away',
        detail: 'an appointment runs late from 2026-11-23 10:00 to 2026-11-23 10:10',
        source: { kind: 'delay', id: 'ben’s', start: TEN, end: monday('10:10') },
      },
    ])
  })
})

describe('taken', () => {
  it('is every appointment in the way, buffers of both included', () => {
    const service = buildService({ bufferBeforeMinutes: 10, bufferAfterMinutes: 10 })
    const appointments = [
      bensAt(monday('08:45'), { appointmentId: 'before', service, end: monday('09:45') }),
      bensAt(monday('11:15'), { appointmentId: 'behind', service }),
      bensAt(monday('13:00'), { appointmentId: 'later', service }),
    ]
    const calendar = buildCalendar({ services: [service], appointments })
    const found = explain(calendar, { start: monday('10:00') })
    expect(found.map(({ reason, source }) => [reason, source?.id])).toEqual([
      ['slot-taken', 'before'],
      ['slot-taken', 'behind'],
    ])
  })

  it('is the full appointment at that start', () => {
    const full = bensAt(TEN, { service: group, capacity: 1 })
    const found = explain(buildCalendar({ services: [group], appointments: [full] }))
    expect(found.map(({ reason, source }) => [reason, source?.id])).toEqual([
      ['slot-taken', 'ben’s'],
    ])
  })

  it('for too few seats is the appointment that has them', () => {
    const claims = [buildClaim({ uid: BEN, seats: 2 })]
    const calendar = buildCalendar({
      services: [group],
      appointments: [bensAt(TEN, { service: group, claims })],
    })
    expect(explain(calendar, { seats: 2 })).toEqual([
      {
        reason: 'not-enough-seats',
        detail: 'the appointment has 1 of 3 seats left',
        source: { kind: 'appointment', id: 'ben’s', start: TEN, end: monday('11:00') },
      },
    ])
  })

  it('by a hold is taken for others, and not for whoever holds it', () => {
    const calendar = buildCalendar({ appointments: [bensAt(TEN, { claims: [buildHold()] })] })
    expect(explain(calendar, { by: asClient(ANNA) })).toEqual([])
    expect(explain(calendar, { by: asClient(BEN) })).toHaveLength(1)
    expect(explain(calendar)).toHaveLength(1)
  })

  it('is not by what was begun and ended before its own start', () => {
    const early = bensAt(TEN, {
      appointmentId: 'early',
      endedAt: monday('09:30'),
      occupies: { start: TEN, end: TEN },
    })
    const calendar = buildCalendar({
      weeklyRules: everyDay({ start: '00:00', end: '24:00' }),
      services: [buildService({ slotStepMinutes: 30 })],
      appointments: [early, bensAt(monday('10:15'))],
    })
    const found = explain(calendar, { start: monday('09:30') })
    expect(found.map(({ source }) => source?.id)).toEqual(['ben’s'])
  })
})

describe('a limit', () => {
  it.each([
    ['maxBookingsPerDay', 'at most 1 bookings a day', monday('00:00'), monday('00:00', 1)],
    ['maxBookingsPerWeek', 'at most 1 bookings a week', monday('00:00'), monday('00:00', 7)],
    ['maxMinutesPerDay', 'at most 1 minutes a day', monday('00:00'), monday('00:00', 1)],
  ])('is named with the day or week that it closes: %s', (id, detail, start, end) => {
    const calendar = buildCalendar({ policy: { [id]: 1 }, appointments: [bensAt(monday('14:00'))] })
    expect(explain(calendar)).toEqual([
      { reason: 'limit-reached', detail, source: { kind: 'limit', id, start, end } },
    ])
  })

  it('is each that is reached', () => {
    const policy = { maxBookingsPerDay: 1, maxBookingsPerWeek: 2, maxMinutesPerDay: 90 }
    const calendar = buildCalendar({ policy, appointments: [bensAt(monday('14:00'))] })
    expect(explain(calendar).map(({ source }) => source?.id)).toEqual([
      'maxBookingsPerDay',
      'maxMinutesPerDay',
    ])
  })
})
