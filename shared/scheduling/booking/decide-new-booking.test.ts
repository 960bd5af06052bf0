// Booking one start: who gets it, who is refused and why, and which holds give way.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  BEN,
  NOW,
  OWNER,
  accepted,
  asClient,
  asOwner,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  everyDay,
  monday,
  refusalOf,
  storedSeats,
} from '../../../test/support/build-calendar.ts'
import type { TimeReason } from '../../contract/faults/reasons.ts'
import { DAY, MINUTE } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Calendar } from '../model/calendar.ts'
import { type BookingRequest, decideNewBooking } from './decide-new-booking.ts'

function ask(fields: Partial<BookingRequest> = {}): BookingRequest {
  return {
    serviceId: 'massage',
    start: monday('10:00'),
    seats: 1,
    client: { uid: ANNA, name: 'Anna' },
    override: [],
    ...fields,
  }
}

const reasonOf = (...args: Parameters<typeof decideNewBooking>) =>
  refusalOf(decideNewBooking(...args))?.reason

const group = buildService({ capacity: 3 })
const other = buildService({ serviceId: 'other' })

describe('a free start', () => {
  it('becomes an appointment with one booking, confirmed, and one change', () => {
    const { effects, answer } = accepted(decideNewBooking(buildCalendar(), ask(), asClient()))
    expect(effects.newAppointments).toEqual([
      {
        appointmentId: answer.appointmentId,
        serviceId: 'massage',
        start: monday('10:00'),
        end: monday('11:00'),
        occupies: { start: monday('10:00'), end: monday('11:00') },
        capacity: 1,
        seatsTaken: 1,
        state: 'active',
      },
    ])
    expect(effects.newBookings).toEqual([answer])
    expect(answer).toEqual({
      bookingId: answer.bookingId,
      appointmentId: answer.appointmentId,
      serviceId: 'massage',
      status: 'confirmed',
      start: monday('10:00'),
      end: monday('11:00'),
      seats: 1,
      version: 1,
      client: { uid: ANNA, name: 'Anna' },
      createdAt: NOW,
      updatedAt: NOW,
    })
    expect(effects.changes).toEqual([
      {
        changeId: expect.any(String) as string,
        type: 'booking.confirmed',
        dates: ['2026-11-23'],
        bookingId: answer.bookingId,
        appointmentId: answer.appointmentId,
        serviceId: 'massage',
      },
    ])
    expect(effects.changedAppointments).toBeUndefined()
    expect(effects.bookingSteps).toEqual([])
  })

  it('gives every row and change an id of its own', () => {
    const { effects, answer } = accepted(decideNewBooking(buildCalendar(), ask(), asClient()))
    const ids = [
      answer.bookingId,
      answer.appointmentId,
      ...effects.changes.map(({ changeId }) => changeId),
    ]
    expect(new Set(ids).size).toBe(3)
  })

  it('occupies the buffers of its service, too', () => {
    const services = [buildService({ bufferBeforeMinutes: 10, bufferAfterMinutes: 20 })]
    const { effects } = accepted(decideNewBooking(buildCalendar({ services }), ask(), asClient()))
    expect(effects.newAppointments?.[0]?.occupies).toEqual({
      start: monday('09:50'),
      end: monday('11:20'),
    })
  })

  it('keeps the note, the zone that the client booked in, and the price of now', () => {
    const price = { amountMinor: 4500, currency: 'EUR' }
    const calendar = buildCalendar({ services: [buildService({ price })] })
    const request = ask({ note: 'my back', timeZone: 'Asia/Tokyo' })
    const { answer } = accepted(decideNewBooking(calendar, request, asClient()))
    expect(answer).toMatchObject({ note: 'my back', timeZone: 'Asia/Tokyo', price })
  })

  it('may be the first instant after now, or touch the bookings beside it', () => {
    const appointments = [
      buildAppointment(monday('09:00'), { appointmentId: 'before', service: other }),
      buildAppointment(monday('11:00'), { appointmentId: 'behind', service: other }),
    ]
    const calendar = buildCalendar({ appointments })
    const decision = decideNewBooking(calendar, ask(), asClient(ANNA, monday('10:00')))
    expect(decision.refused).toBeUndefined()
  })
})

describe('what needs approval', () => {
  const calendar = buildCalendar({ services: [buildService({ approval: 'manual' })] })

  it('is pending, and requested, when a client books it', () => {
    const { effects, answer } = accepted(decideNewBooking(calendar, ask(), asClient()))
    expect(answer.status).toBe('pending')
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.requested'])
  })

  it.each(['professional', 'admin'] as const)('is confirmed when the %s books it', (kind) => {
    const circumstances = { ...asOwner(), by: { kind, uid: 'somebody' } }
    const { effects, answer } = accepted(decideNewBooking(calendar, ask(), circumstances))
    expect(answer.status).toBe('confirmed')
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.confirmed'])
  })
})

// ---- Refusals ----

interface Situation {
  readonly calendar: Calendar
  readonly request: BookingRequest
}

// Everything is wrong at once; each line names what is told, and what puts just that right.
const EVERYTHING_WRONG: Situation = {
  calendar: buildCalendar({
    policy: { minNoticeMinutes: 3 * 1440, horizonDays: 0, maxBookingsPerDay: 1 },
    services: [buildService({ active: false }), other],
    timeOff: [{ timeOffId: 'off', start: monday('18:00', 1), end: monday('22:00', 1) }],
    activity: { state: 'away', since: NOW, until: monday('20:00', 1) },
    appointments: [buildAppointment(monday('19:00', 1), { service: other })],
  }),
  request: ask({ start: monday('19:07', 1), seats: 2 }),
}

interface Repair {
  readonly calendar?: Partial<Calendar>
  readonly request?: Partial<BookingRequest>
}

const REPAIRS: readonly (readonly [reason: TimeReason, repair: (wrong: Calendar) => Repair])[] = [
  ['service-inactive', () => ({ calendar: { services: [buildService(), other] } })],
  ['too-soon', ({ policy }) => ({ calendar: { policy: { ...policy, minNoticeMinutes: 0 } } })],
  ['too-far-ahead', ({ policy }) => ({ calendar: { policy: { ...policy, horizonDays: 1 } } })],
  [
    'outside-hours',
    () => ({ calendar: { weeklyRules: everyDay({ start: '00:00', end: '24:00' }) } }),
  ],
  ['on-time-off', () => ({ calendar: { timeOff: [] } })],
  ['professional-away', () => ({ calendar: { activity: { state: 'available', since: NOW } } })],
  ['off-grid', () => ({ request: { start: monday('19:00', 1) } })],
  [
    'slot-taken',
    () => ({
      calendar: { appointments: [buildAppointment(monday('12:00', 1), { service: other })] },
    }),
  ],
  ['not-enough-seats', () => ({ request: { seats: 1 } })],
  [
    'limit-reached',
    ({ policy }) => ({ calendar: { policy: { ...policy, maxBookingsPerDay: 2 } } }),
  ],
]

const REASONS = REPAIRS.map(([reason]) => reason)

/** What is left to be wrong once the rules of the first `count` lines are kept. */
function afterRepairs(count: number): Situation {
  return REPAIRS.slice(0, count).reduce<Situation>(({ calendar, request }, [, repair]) => {
    const repaired = repair(calendar)
    return {
      calendar: { ...calendar, ...repaired.calendar },
      request: { ...request, ...repaired.request },
    }
  }, EVERYTHING_WRONG)
}

const situationOf = (reason: TimeReason): Situation => afterRepairs(REASONS.indexOf(reason))

describe('of all that is wrong with a start, the first in the contract’s order is told', () => {
  it.each(REASONS)('%s', (reason) => {
    const { calendar, request } = situationOf(reason)
    expect(reasonOf(calendar, request, asOwner())).toBe(reason)
  })

  it.each(REASONS)('%s, to a client', (reason) => {
    const { calendar, request } = situationOf(reason)
    const told = reason === 'on-time-off' ? 'outside-hours' : reason
    expect(reasonOf(calendar, request, asClient())).toBe(told)
  })

  it('and once everything is put right, nothing is', () => {
    const { calendar, request } = afterRepairs(REPAIRS.length)
    expect(decideNewBooking(calendar, request, asClient()).refused).toBeUndefined()
  })
})

describe('a start is refused', () => {
  it('as of an inactive service where the professional is inactive', () => {
    expect(reasonOf(buildCalendar({ active: false }), ask(), asClient())).toBe('service-inactive')
  })

  it('as not found where there is no such service', () => {
    expect(reasonOf(buildCalendar(), ask({ serviceId: 'yoga' }), asClient())).toBe('not-found')
  })

  it('to the owner, too, a second after it has passed', () => {
    expect(reasonOf(buildCalendar(), ask(), asOwner(monday('10:00') + 1000))).toBe('too-soon')
  })

  it('by the notice to the millisecond', () => {
    const calendar = buildCalendar({ policy: { minNoticeMinutes: 60 } })
    expect(reasonOf(calendar, ask(), asClient(ANNA, monday('09:00')))).toBeUndefined()
    expect(reasonOf(calendar, ask(), asClient(ANNA, monday('09:00') + 1))).toBe('too-soon')
  })

  it('by the notice and the horizon of the service before those of the policy', () => {
    const services = [buildService({ minNoticeMinutes: 0, horizonDays: 1 })]
    const calendar = buildCalendar({ policy: { minNoticeMinutes: 600, horizonDays: 0 }, services })
    expect(reasonOf(calendar, ask(), asClient())).toBeUndefined()
    expect(reasonOf(calendar, ask({ start: monday('10:00', 1) }), asClient())).toBeUndefined()
    expect(reasonOf(calendar, ask({ start: monday('10:00', 2) }), asClient())).toBe('too-far-ahead')
  })

  it('by the horizon of the professional’s date, not of 24-hour days', () => {
    const weeklyRules = everyDay({ start: '00:00', end: '24:00' })
    const policy = { horizonDays: 0 }
    const tokyo = buildCalendar({ timeZone: 'Asia/Tokyo', weeklyRules, policy })
    // 08:00 in UTC is 17:00 in Tokyo: today has seven hours left.
    expect(reasonOf(tokyo, ask({ start: monday('14:00') }), asClient())).toBeUndefined()
    expect(reasonOf(tokyo, ask({ start: monday('15:00') }), asClient())).toBe('too-far-ahead')
  })

  it('as outside the hours where it would end behind them', () => {
    expect(reasonOf(buildCalendar(), ask({ start: monday('16:30') }), asClient())).toBe(
      'outside-hours',
    )
  })

  it('as on time off where somebody else’s calendar says busy', () => {
    const externalBusy = [{ source: 'google', start: monday('10:59'), end: monday('12:00') }]
    expect(reasonOf(buildCalendar({ externalBusy }), ask(), asOwner())).toBe('on-time-off')
    expect(reasonOf(buildCalendar({ externalBusy }), ask(), asClient())).toBe('outside-hours')
  })

  it('never telling a client of time off, not even in the sentence about it', () => {
    const timeOff = [{ timeOffId: 'off', start: monday('10:00'), end: monday('11:00') }]
    const told = refusalOf(decideNewBooking(buildCalendar({ timeOff }), ask(), asClient()))
    expect(told?.detail).not.toMatch(/time off|busy/)
  })

  it('as away where an appointment before it is expected to end late', () => {
    const late = buildAppointment(monday('09:00'), { service: other, expectedEnd: monday('10:01') })
    expect(reasonOf(buildCalendar({ appointments: [late] }), ask(), asClient())).toBe(
      'professional-away',
    )
  })

  it('as taken where only buffers meet', () => {
    const buffered = buildService({ serviceId: 'other', bufferAfterMinutes: 10 })
    const appointments = [buildAppointment(monday('09:00'), { service: buffered })]
    expect(reasonOf(buildCalendar({ appointments }), ask(), asClient())).toBe('slot-taken')
  })

  it('for more seats than the service has', () => {
    const calendar = buildCalendar({ services: [group] })
    expect(reasonOf(calendar, ask({ seats: 3 }), asClient())).toBeUndefined()
    expect(reasonOf(calendar, ask({ seats: 4 }), asClient())).toBe('not-enough-seats')
  })

  it.each([
    ['a day', { maxBookingsPerDay: 1 }, monday('14:00')],
    ['a week', { maxBookingsPerWeek: 1 }, monday('10:00', 6)],
    ['the minutes of a day', { maxMinutesPerDay: 119 }, monday('14:00')],
  ])('by the limit of %s', (_what, policy, start) => {
    const appointments = [buildAppointment(monday('12:00'), { service: other })]
    const calendar = buildCalendar({ policy, appointments })
    expect(reasonOf(calendar, ask({ start }), asClient())).toBe('limit-reached')
    expect(reasonOf(calendar, ask({ start: monday('10:00', 7) }), asClient())).toBeUndefined()
  })
})

// ---- Joining ----

const joined = (seats: number, fields: Parameters<typeof buildAppointment>[1] = {}) =>
  buildAppointment(monday('10:00'), {
    service: group,
    claims: [buildClaim({ bookingId: 'ben’s', uid: BEN, seats })],
    ...fields,
  })

describe('an appointment with free seats', () => {
  it('is joined: no new appointment, its seats go up', () => {
    const calendar = buildCalendar({ services: [group], appointments: [joined(1)] })
    const { effects, answer } = accepted(decideNewBooking(calendar, ask({ seats: 2 }), asClient()))
    expect(effects.newAppointments).toBeUndefined()
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 3, state: 'active' }),
    ])
    expect(answer).toMatchObject({ appointmentId: 'appointment', seats: 2, status: 'confirmed' })
  })

  it('gives its last seat to one, and nothing to the next', () => {
    const calendar = buildCalendar({ services: [group], appointments: [joined(2)] })
    const { effects } = accepted(decideNewBooking(calendar, ask(), asClient()))
    const full = applyEffects(calendar, effects)
    expect(reasonOf(full, ask(), asClient('carl'))).toBe('slot-taken')
  })

  it('is judged as seats where it has too few', () => {
    const calendar = buildCalendar({ services: [group], appointments: [joined(2)] })
    expect(reasonOf(calendar, ask({ seats: 2 }), asClient())).toBe('not-enough-seats')
  })

  it('is joined off the grid, outside the hours and on a day whose limit is reached', () => {
    const odd = joined(1, { start: monday('20:07'), end: monday('21:07') })
    const calendar = buildCalendar({
      services: [group],
      appointments: [odd],
      policy: { maxBookingsPerDay: 1, maxMinutesPerDay: 60 },
    })
    const { answer } = accepted(
      decideNewBooking(calendar, ask({ start: monday('20:07') }), asClient()),
    )
    expect(answer.appointmentId).toBe('appointment')
  })

  it('has its own length and capacity, not those that the service has now', () => {
    const short = joined(1, { end: monday('10:45'), capacity: 2 })
    const calendar = buildCalendar({ services: [group], appointments: [short] })
    const { answer } = accepted(decideNewBooking(calendar, ask(), asClient()))
    expect(answer.end).toBe(monday('10:45'))
    expect(reasonOf(calendar, ask({ seats: 2 }), asClient())).toBe('not-enough-seats')
  })

  it.each([
    ['time off', { timeOff: [{ timeOffId: 'off', start: monday('10:30'), end: monday('10:31') }] }],
    [
      'external busy time',
      { externalBusy: [{ source: 'x', start: monday('10:59'), end: monday('12:00') }] },
    ],
  ])('cannot be joined where %s takes part of it', (_what, taken) => {
    const calendar = buildCalendar({ services: [group], appointments: [joined(1)], ...taken })
    expect(reasonOf(calendar, ask(), asOwner())).toBe('on-time-off')
    expect(reasonOf(calendar, ask(), asClient())).toBe('outside-hours')
  })

  it('cannot be joined once it has ended', () => {
    const ended = joined(1, { endedAt: monday('10:20') })
    const calendar = buildCalendar({ services: [group], appointments: [ended] })
    expect(reasonOf(calendar, ask(), asClient())).toBe('slot-taken')
  })

  it('cannot be joined from another service', () => {
    const calendar = buildCalendar({ services: [group, other], appointments: [joined(1)] })
    expect(reasonOf(calendar, ask({ serviceId: 'other' }), asClient())).toBe('slot-taken')
  })

  it('keeps the notice and the horizon for those who join', () => {
    const calendar = buildCalendar({
      services: [group],
      appointments: [joined(1)],
      policy: { minNoticeMinutes: 121 },
    })
    expect(reasonOf(calendar, ask(), asClient())).toBe('too-soon')
  })
})

// ---- Holds ----

const hold = (fields: Partial<ReturnType<typeof buildClaim>> = {}) =>
  buildClaim({ bookingId: 'hold', status: 'held', holdExpiresAt: monday('08:10'), ...fields })

const held = (claim = hold(), fields: Parameters<typeof buildAppointment>[1] = {}) =>
  buildAppointment(monday('10:00'), { appointmentId: 'held', claims: [claim], ...fields })

describe('a hold', () => {
  it('of somebody else is in the way until it expires, and no longer from that instant on', () => {
    const calendar = buildCalendar({ appointments: [held(hold({ uid: BEN }))] })
    expect(reasonOf(calendar, ask(), asClient(ANNA, monday('08:10') - 1))).toBe('slot-taken')
    expect(reasonOf(calendar, ask(), asClient(ANNA, monday('08:10')))).toBeUndefined()
  })

  it('that has expired is released by the booking that takes its time, with a change of its own before it', () => {
    const calendar = buildCalendar({ appointments: [held(hold({ uid: BEN }))] })
    const decision = decideNewBooking(calendar, ask(), asClient(ANNA, monday('08:10')))
    const { effects, answer } = accepted(decision)
    expect(effects.bookingSteps).toEqual([{ bookingId: 'hold', status: 'expired' }])
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'held', seatsTaken: 0, state: 'gone' }),
    ])
    expect(effects.newAppointments).toHaveLength(1)
    expect(effects.changes.map(({ type, bookingId }) => [type, bookingId])).toEqual([
      ['booking.expired', 'hold'],
      ['booking.confirmed', answer.bookingId],
    ])
    expect(effects.changes[0]).toMatchObject({ appointmentId: 'held', serviceId: 'massage' })
  })

  it('of one’s own gives way to one’s own booking', () => {
    const calendar = buildCalendar({ appointments: [held()] })
    const { effects } = accepted(decideNewBooking(calendar, ask(), asClient()))
    expect(effects.bookingSteps).toEqual([{ bookingId: 'hold', status: 'expired' }])
    expect(effects.changes.map(({ type }) => type)).toEqual([
      'booking.expired',
      'booking.confirmed',
    ])
  })

  it('of one’s own gives way to a booking that only touches part of it, whatever its service', () => {
    const appointments = [
      held(hold(), { service: other, start: monday('10:30'), end: monday('11:30') }),
    ]
    const overlapping = appointments.map((one) => ({
      ...one,
      occupies: { start: one.start, end: one.end },
    }))
    const calendar = buildCalendar({ services: [buildService(), other], appointments: overlapping })
    const { effects } = accepted(decideNewBooking(calendar, ask(), asClient()))
    expect(effects.bookingSteps).toEqual([{ bookingId: 'hold', status: 'expired' }])
  })

  it('of one’s own stays where the booking does not need its time', () => {
    const calendar = buildCalendar({ appointments: [held()] })
    const { effects } = accepted(
      decideNewBooking(calendar, ask({ start: monday('11:00') }), asClient()),
    )
    expect(effects.bookingSteps).toEqual([])
    expect(effects.changes).toHaveLength(1)
  })

  it('of a client does not give way to the owner', () => {
    expect(reasonOf(buildCalendar({ appointments: [held()] }), ask(), asOwner())).toBe('slot-taken')
  })

  it('of the owner’s own gives way to the owner, whoever they book for', () => {
    const calendar = buildCalendar({ appointments: [held(hold({ uid: OWNER }))] })
    expect(reasonOf(calendar, ask({ client: { name: 'Gus' } }), asOwner())).toBeUndefined()
    expect(reasonOf(calendar, ask(), asClient())).toBe('slot-taken')
  })

  it('of one’s own among others’ seats: they stay, its seats are taken again', () => {
    const claims = [hold({ seats: 2 }), buildClaim({ bookingId: 'ben’s', uid: BEN })]
    const calendar = buildCalendar({
      services: [group],
      appointments: [held(hold(), { service: group, claims })],
    })
    const { effects, answer } = accepted(decideNewBooking(calendar, ask({ seats: 2 }), asClient()))
    expect(answer.appointmentId).toBe('held')
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'held', seatsTaken: 3, state: 'active' }),
    ])
    expect(effects.newAppointments).toBeUndefined()
    const after = applyEffects(calendar, effects)
    expect(after.appointments.map(storedSeats)).toEqual([3])
  })

  it('of one’s own that was alone in its appointment: a new appointment with the service’s capacity', () => {
    const calendar = buildCalendar({
      services: [group],
      appointments: [held(hold(), { service: group, capacity: 2 })],
    })
    const { effects } = accepted(decideNewBooking(calendar, ask({ seats: 3 }), asClient()))
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'held', state: 'gone', seatsTaken: 0 }),
    ])
    expect(effects.newAppointments).toEqual([
      expect.objectContaining({ capacity: 3, seatsTaken: 3 }),
    ])
  })

  it('that gives way is released together with every other: each row once, each with its own change', () => {
    const expired = hold({ bookingId: 'ben’s', uid: BEN, holdExpiresAt: monday('08:00') })
    const appointments = [
      held(hold(), {
        appointmentId: 'first',
        occupies: { start: monday('09:30'), end: monday('10:30') },
      }),
      held(expired, {
        appointmentId: 'second',
        occupies: { start: monday('10:30'), end: monday('11:30') },
      }),
    ]
    const { effects } = accepted(
      decideNewBooking(buildCalendar({ appointments }), ask(), asClient()),
    )
    const rows = effects.changedAppointments?.map(({ appointmentId }) => appointmentId)
    expect(rows).toEqual(['first', 'second'])
    expect(effects.bookingSteps?.map(({ bookingId }) => bookingId)).toEqual(['hold', 'ben’s'])
    expect(effects.changes.map(({ type }) => type)).toEqual([
      'booking.expired',
      'booking.expired',
      'booking.confirmed',
    ])
    expect(new Set(effects.changes.map(({ changeId }) => changeId)).size).toBe(3)
  })

  it('of one’s own counts towards no limit', () => {
    const calendar = buildCalendar({ policy: { maxBookingsPerDay: 1 }, appointments: [held()] })
    expect(reasonOf(calendar, ask(), asClient())).toBeUndefined()
    expect(reasonOf(calendar, ask({ start: monday('12:00') }), asClient(BEN))).toBe('limit-reached')
  })
})

// ---- Overrides ----

describe('the owner', () => {
  const past = (minutes: number) => asOwner(monday('10:00') + minutes * MINUTE)

  it('is refused by the same rules as anybody', () => {
    const calendar = buildCalendar({ policy: { minNoticeMinutes: 600 } })
    expect(reasonOf(calendar, ask(), asOwner())).toBe('too-soon')
  })

  it('sets a rule aside, and the change records it', () => {
    const calendar = buildCalendar({ policy: { minNoticeMinutes: 600 } })
    const { effects } = accepted(
      decideNewBooking(calendar, ask({ override: ['too-soon'] }), asOwner()),
    )
    expect(effects.changes[0]?.override).toEqual(['too-soon'])
  })

  it('sets aside only what is named', () => {
    const request = ask({ start: monday('20:07'), override: ['outside-hours'] })
    expect(reasonOf(buildCalendar(), request, asOwner())).toBe('off-grid')
  })

  it('has recorded once what was named twice', () => {
    const request = ask({ start: monday('10:07'), override: ['off-grid', 'off-grid'] })
    const { effects } = accepted(decideNewBooking(buildCalendar(), request, asOwner()))
    expect(effects.changes[0]?.override).toEqual(['off-grid'])
  })

  it('has recorded only what was needed', () => {
    const override: BookingRequest['override'] = ['off-grid', 'outside-hours', 'limit-reached']
    const request = ask({ start: monday('20:00'), override })
    const { effects } = accepted(decideNewBooking(buildCalendar(), request, asOwner()))
    expect(effects.changes[0]?.override).toEqual(['off-grid', 'outside-hours'])
    const plain = accepted(decideNewBooking(buildCalendar(), ask({ override }), asOwner()))
    expect(plain.effects.changes[0]).not.toHaveProperty('override')
  })

  it.each([
    [
      'time off',
      'on-time-off',
      { timeOff: [{ timeOffId: 'x', start: monday('10:00'), end: monday('11:00') }] },
    ],
    [
      'away',
      'professional-away',
      { activity: { state: 'away', since: NOW, until: monday('10:30') } },
    ],
    ['a limit', 'limit-reached', { policy: { maxMinutesPerDay: 30 } }],
  ] as const)('books into %s with its override, and not without', (_what, rule, fields) => {
    const calendar = buildCalendar(fields)
    expect(reasonOf(calendar, ask(), asOwner())).toBe(rule)
    expect(reasonOf(calendar, ask({ override: [rule] }), asOwner())).toBeUndefined()
  })

  it('books beyond the horizon with its override', () => {
    const calendar = buildCalendar({ policy: { horizonDays: 0 } })
    const request = ask({ start: monday('10:00', 1), override: ['too-far-ahead'] })
    expect(reasonOf(calendar, request, asOwner())).toBeUndefined()
  })

  it('books a start that is 15 minutes past with the override, and none that is older', () => {
    const request = ask({ override: ['too-soon'] })
    expect(reasonOf(buildCalendar(), request, past(15))).toBeUndefined()
    expect(
      refusalOf(decideNewBooking(buildCalendar(), request, { ...past(15), now: past(15).now + 1 })),
    ).toMatchObject({ reason: 'too-soon' })
    expect(reasonOf(buildCalendar(), ask(), past(15))).toBe('too-soon')
  })

  it('books no further ahead than the greatest horizon, whatever is set aside', () => {
    const override: BookingRequest['override'] = ['too-far-ahead', 'outside-hours', 'off-grid']
    const at = (days: number) => ask({ override, start: NOW + days * DAY })
    expect(reasonOf(buildCalendar(), at(730), asOwner())).toBeUndefined()
    expect(reasonOf(buildCalendar(), at(731), asOwner())).toBe('too-far-ahead')
  })

  it('never books over another appointment', () => {
    const override: BookingRequest['override'] = [
      'off-grid',
      'too-soon',
      'too-far-ahead',
      'outside-hours',
      'on-time-off',
      'professional-away',
      'limit-reached',
    ]
    const appointments = [buildAppointment(monday('10:30'))]
    expect(reasonOf(buildCalendar({ appointments }), ask({ override }), asOwner())).toBe(
      'slot-taken',
    )
    const full = [joined(3)]
    const calendar = buildCalendar({ services: [group], appointments: full })
    expect(reasonOf(calendar, ask({ override }), asOwner())).toBe('slot-taken')
  })

  it('books for a guest: the booking belongs to no account', () => {
    const request = ask({ client: { name: 'Gus', phone: '+4930123' } })
    const { answer } = accepted(decideNewBooking(buildCalendar(), request, asOwner()))
    expect(answer.client).toEqual({ name: 'Gus', phone: '+4930123' })
    expect(answer.client.uid).not.toBe(OWNER)
  })
})

// ---- Alternatives ----

describe('a refusal names alternatives', () => {
  const taken = buildAppointment(monday('12:00'), { service: other })

  it('where the calendar was loaded widely enough', () => {
    const calendar = buildCalendar({ appointments: [taken] })
    const refusal = refusalOf(
      decideNewBooking(calendar, ask({ start: monday('12:00') }), asClient()),
    )
    expect(refusal?.alternatives?.map(({ start }) => start)).toEqual([
      monday('09:00'),
      monday('10:00'),
      monday('11:00'),
      monday('13:00'),
      monday('14:00'),
    ])
  })

  it('but none where it was not, so that more is loaded before anything is promised', () => {
    const range = { start: monday('12:00', -13), end: monday('12:00', 13) }
    const calendar = buildCalendar({ appointments: [taken], range })
    const refusal = refusalOf(
      decideNewBooking(calendar, ask({ start: monday('12:00') }), asClient()),
    )
    expect(refusal).toEqual({ reason: 'slot-taken', detail: expect.any(String) as string })
  })

  it.each(REASONS.filter((reason) => reason !== 'service-inactive'))('for %s', (reason) => {
    const { calendar, request } = situationOf(reason)
    const refusal = refusalOf(decideNewBooking(calendar, request, asOwner()))
    expect(refusal).toMatchObject({ reason, alternatives: expect.any(Array) as unknown[] })
  })

  it('but not for a service that takes no bookings', () => {
    const calendar = buildCalendar({ services: [buildService({ active: false })] })
    expect(refusalOf(decideNewBooking(calendar, ask(), asClient()))).not.toHaveProperty(
      'alternatives',
    )
  })

  it('for as many seats as were asked for', () => {
    const appointments = [joined(2)]
    const calendar = buildCalendar({ services: [group], appointments })
    const refusal = refusalOf(decideNewBooking(calendar, ask({ seats: 2 }), asClient()))
    expect(refusal?.reason).toBe('not-enough-seats')
    expect(refusal?.alternatives?.every(({ seatsLeft }) => seatsLeft >= 2)).toBe(true)
  })

  it('and says which start it is about', () => {
    const refusal = refusalOf(
      decideNewBooking(buildCalendar(), ask({ start: monday('20:00') }), asClient()),
    )
    expect(refusal?.detail).toMatch(/^2026-11-23T20:00:00Z /)
  })
})
