// What the professional says to be doing: until when, and what it takes out of the offer.
import { describe, expect, it } from 'vitest'
import {
  accepted,
  asOwner,
  buildAppointment,
  buildCalendar,
  buildService,
  everyDay,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { activityAt } from '../free/activity.ts'
import { applyEffects } from '../effects/apply.ts'
import { type Activity, type Calendar, takenByActivity } from '../model/calendar.ts'
import { decideActivity } from './decide-activity.ts'
import { NOTHING } from '../effects/effects.ts'
import { findSlots } from '../free/search.ts'

const AWAY = { state: 'away' } as const
const AVAILABLE = { state: 'available' } as const

const set = (calendar: Calendar, request: Parameters<typeof decideActivity>[1], now: Instant) =>
  decideActivity(calendar, request, asOwner(now))

/** Until when somebody is away who says no more than that. */
const untilOf = (calendar: Calendar, now: Instant) =>
  takenByActivity(accepted(set(calendar, AWAY, now)).effects.activity)?.end

const after = (calendar: Calendar, request: Parameters<typeof decideActivity>[1], now: Instant) =>
  applyEffects(calendar, accepted(set(calendar, request, now)).effects)

const startsIn = (calendar: Calendar, now: Instant, to: Instant) =>
  findSlots(calendar, buildService(), { start: now, end: to }, 1, { now }).map(({ start }) => start)

describe('who is away or busy', () => {
  it.each(['away', 'busy'] as const)('takes the time from now on out of the offer: %s', (state) => {
    const now = monday('10:00')
    const calendar = after(buildCalendar(), { state, until: monday('12:00') }, now)
    expect(activityAt(calendar, now)).toEqual({ state, until: monday('12:00') })
    expect(startsIn(calendar, now, monday('14:00'))).toEqual([monday('12:00'), monday('13:00')])
  })

  it('leaves bookings that lie in it alone', () => {
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('11:00'))] })
    const { effects } = accepted(
      set(calendar, { ...AWAY, until: monday('12:00') }, monday('10:00')),
    )
    expect(Object.keys(effects).toSorted()).toEqual(['activity', 'changes'])
  })

  it('makes one change, which names the dates from which a slot could reach into it', () => {
    const night = buildCalendar({ weeklyRules: everyDay({ start: '00:00', end: '24:00' }) })
    const { effects } = accepted(
      set(night, { ...AWAY, until: monday('02:00', 1) }, monday('00:30')),
    )
    expect(effects.changes).toEqual([
      {
        changeId: expect.any(String) as string,
        type: 'activity.changed',
        dates: ['2026-11-22', '2026-11-23', '2026-11-24'],
      },
    ])
  })

  it('says it as of the whole second', () => {
    const { effects } = accepted(set(buildCalendar(), AWAY, monday('10:00') + 999))
    expect(effects.activity?.since).toBe(monday('10:00'))
  })
})

describe('where no end is said, it is the end', () => {
  const split = buildCalendar({
    weeklyRules: everyDay({ start: '09:00', end: '12:00' }, { start: '13:00', end: '17:00' }),
  })

  it.each([
    ['of the interval that now is in', '10:00', '12:00'],
    ['of the next interval, in a break', '12:30', '17:00'],
    ['of the next interval, from the instant at which one ends', '12:00', '17:00'],
    ['of the first one, before the day begins', '08:00', '12:00'],
  ])('%s', (_which, now, until) => {
    expect(untilOf(split, monday(now))).toBe(monday(until))
  })

  it.each([
    ['of a night, before midnight', monday('23:00'), monday('02:00', 1)],
    ['of a night that began yesterday, after midnight', monday('01:00', 1), monday('02:00', 1)],
    ['of tonight, once last night is over', monday('02:00', 1), monday('02:00', 2)],
  ])('%s', (_which, now, until) => {
    const night = buildCalendar({ weeklyRules: everyDay({ start: '22:00', end: '02:00' }) })
    expect(untilOf(night, now)).toBe(until)
  })

  it('of this date’s interval, though tomorrow’s begins where it ends', () => {
    const always = buildCalendar({ weeklyRules: everyDay({ start: '00:00', end: '24:00' }) })
    expect(untilOf(always, monday('10:00'))).toBe(monday('00:00', 1))
    expect(untilOf(always, monday('00:00', 1))).toBe(monday('00:00', 2))
  })

  it('of the later one, where a night runs into the next date’s hours', () => {
    const both = buildCalendar({
      weeklyRules: everyDay({ start: '22:00', end: '02:00' }, { start: '01:00', end: '05:00' }),
    })
    expect(untilOf(both, monday('01:30'))).toBe(monday('05:00'))
  })

  it('of the hours that a service has of its own, of active ones alone', () => {
    const hours = [{ weekday: 1, start: '16:00', end: '19:00' }]
    const calendar = (active: boolean) =>
      buildCalendar({ services: [buildService({ hours, active })] })
    expect(untilOf(calendar(true), monday('16:30'))).toBe(monday('19:00'))
    expect(untilOf(calendar(false), monday('16:30'))).toBe(monday('17:00'))
  })

  it('of the date’s exception, where it has one', () => {
    const dateHours = [{ date: '2026-11-23', intervals: [{ start: '10:00', end: '11:00' }] }]
    expect(untilOf(buildCalendar({ dateHours }), monday('09:30'))).toBe(monday('11:00'))
  })

  it('by the professional’s clock', () => {
    // 08:00 in UTC is 17:00 in Tokyo, where the day is over.
    const tokyo = buildCalendar({ timeZone: 'Asia/Tokyo' })
    expect(untilOf(tokyo, monday('07:59'))).toBe(monday('08:00'))
    expect(refusalOf(set(tokyo, AWAY, monday('08:00')))?.reason).toBe('invalid-request')
  })

  it.each([
    ['the hours of today are over', monday('17:00'), {}],
    ['today is closed', monday('10:00'), { dateHours: [{ date: '2026-11-23', intervals: [] }] }],
  ])('and is required where %s', (_what, now, fields) => {
    expect(refusalOf(set(buildCalendar(fields), AWAY, now))).toMatchObject({
      reason: 'invalid-request',
      errors: [{ path: 'until', message: expect.stringContaining('is required') as string }],
    })
  })
})

describe('an end that is said', () => {
  const now = monday('10:00')

  it.each([
    ['now itself', now],
    ['the past', now - 1000],
    ['more than 30 days ahead', now + 30 * DAY + 1000],
  ])('is refused where it is %s', (_what, until) => {
    const refusal = refusalOf(set(buildCalendar(), { ...AWAY, until }, now))
    expect(refusal).toMatchObject({ reason: 'invalid-request', errors: [{ path: 'until' }] })
  })

  it('may be 30 days ahead, and outside the hours', () => {
    const until = now + 30 * DAY
    expect(refusalOf(set(buildCalendar(), { ...AWAY, until }, now))).toBeUndefined()
    const closed = buildCalendar({ weeklyRules: [] })
    expect(refusalOf(set(closed, { ...AWAY, until: now + 1000 }, now))).toBeUndefined()
  })
})

describe('who is available again', () => {
  const activity: Activity = { ...AWAY, since: monday('10:00'), until: monday('14:00') }
  const calendar = buildCalendar({ activity })
  const now = monday('11:00')

  it('offers the rest of the time at once', () => {
    const available = after(calendar, AVAILABLE, now)
    expect(activityAt(available, now)).toEqual({ state: 'available' })
    expect(startsIn(available, now, monday('14:00'))).toEqual([
      monday('11:00'),
      monday('12:00'),
      monday('13:00'),
    ])
  })

  it('adds nothing outside the hours', () => {
    const night = monday('20:00')
    const late = buildCalendar({ activity: { ...activity, until: monday('22:00') } })
    expect(activityAt(after(late, AVAILABLE, night), night)).toEqual({ state: 'off' })
  })

  it('may say so in a message', () => {
    const available = after(calendar, { ...AVAILABLE, message: 'come in' }, now)
    expect(activityAt(available, now)).toEqual({ state: 'available', message: 'come in' })
  })
})

describe('nothing changes', () => {
  const until = monday('14:00')
  const activity: Activity = { ...AWAY, since: monday('10:00'), until, message: 'at lunch' }
  const now = monday('11:00')
  const effectsOf = (calendar: Calendar, request: Parameters<typeof decideActivity>[1]) =>
    accepted(set(calendar, request, now)).effects

  it('where the same is said again', () => {
    const calendar = buildCalendar({ activity })
    expect(effectsOf(calendar, { ...AWAY, until, message: 'at lunch' })).toEqual(NOTHING)
    const present: Activity = { ...AVAILABLE, since: monday('10:00'), message: 'come in' }
    const open = buildCalendar({ activity: present })
    expect(effectsOf(open, { ...AVAILABLE, message: 'come in' })).toEqual(NOTHING)
  })

  it('where who is away until the end of the interval is away until then again', () => {
    const calendar = after(buildCalendar(), AWAY, monday('10:00'))
    expect(effectsOf(calendar, AWAY)).toEqual(NOTHING)
  })

  it.each([
    ['nothing was set', undefined],
    ['what was set is over', { ...activity, until: monday('10:30') }],
  ])('where who is available says so, and %s', (_what, present) => {
    const calendar = buildCalendar(present ? { activity: present } : {})
    expect(effectsOf(calendar, AVAILABLE)).toEqual(NOTHING)
  })

  it.each([
    ['another state', { state: 'busy', until, message: 'at lunch' }],
    ['another end', { ...AWAY, until: monday('13:00'), message: 'at lunch' }],
    ['another message', { ...AWAY, until, message: 'at a long lunch' }],
    ['no message', { ...AWAY, until }],
  ] as const)('but does by %s', (_what, request) => {
    expect(effectsOf(buildCalendar({ activity }), request).changes).toHaveLength(1)
  })
})
