// Moving a booking: who may, until when, to where, and what becomes of the old time.
import { describe, expect, it } from 'vitest'
import {
  type Stated,
  ANNA,
  BEN,
  NOW,
  accepted,
  asAdmin,
  asClient,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  faultsOf,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { STATUSES } from '../../contract/status.ts'
import type { TimeReason } from '../../contract/faults/reasons.ts'
import { MINUTE } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Booking, Calendar, Claim } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { rescheduleUntil } from '../model/deadlines.ts'
import { type RescheduleRequest, decideReschedule } from './decide-reschedule.ts'
import { NOTHING } from '../effects/effects.ts'
import { findSlots } from '../free/search.ts'

const group = buildService({ capacity: 3 })
const other = buildService({ serviceId: 'other' })

const TWO = monday('14:00')

/** An appointment of another service, of Ben’s. */
const bensAt = (time: string) =>
  buildAppointment(monday(time), {
    appointmentId: 'ben’s',
    service: other,
    claims: [buildClaim({ bookingId: 'ben’s', uid: BEN })],
  })

/** Anna’s booking at 10:00 on Monday, and whatever else there is. */
function given(
  claim: Stated<Claim> = {},
  fields: Parameters<typeof buildCalendar>[0] = {},
  ...others: readonly Appointment[]
): Calendar {
  const [service = buildService()] = fields.services ?? []
  const own = buildAppointment(monday('10:00'), { service, claims: [buildClaim(claim)] })
  return buildCalendar({ appointments: [own, ...others], ...fields })
}

function move(
  calendar: Calendar,
  request: Partial<RescheduleRequest> = {},
  by: Circumstances = asClient(),
  booking: Stated<Booking> = {},
) {
  const wish = { start: TWO, override: [], ...request }
  return decideReschedule(calendar, bookingOf(calendar, 'booking', booking), wish, by)
}

const reasonOf = (...args: Parameters<typeof move>) => refusalOf(move(...args))?.reason

const startsFor = (calendar: Calendar, uid: string) =>
  findSlots(calendar, buildService(), { start: NOW, end: monday('24:00') }, 1, {
    now: NOW,
    uid,
  }).map(({ start }) => start)

describe('a booking that is moved', () => {
  it('keeps its id, seats, price and note, and gets the new time', () => {
    const price = { amountMinor: 4500, currency: 'EUR' }
    const { effects, answer } = accepted(move(given(), {}, asClient(), { price, note: 'my back' }))
    expect(answer).toMatchObject({
      bookingId: 'booking',
      status: 'confirmed',
      start: TWO,
      end: monday('15:00'),
      seats: 1,
      version: 2,
      price,
      note: 'my back',
    })
    expect(answer.appointmentId).not.toBe('appointment')
    expect(effects.newBookings).toBeUndefined()
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 0, state: 'gone' }),
    ])
    expect(effects.newAppointments).toEqual([
      expect.objectContaining({ appointmentId: answer.appointmentId, start: TWO, seatsTaken: 1 }),
    ])
  })

  it('is told of in one change, on the dates of the old time and the new', () => {
    const { effects, answer } = accepted(move(given(), { start: monday('10:00', 2) }))
    expect(effects.changes).toEqual([
      {
        changeId: expect.any(String) as string,
        type: 'booking.rescheduled',
        dates: ['2026-11-23', '2026-11-25'],
        bookingId: 'booking',
        appointmentId: answer.appointmentId,
        serviceId: 'massage',
        before: { start: monday('10:00'), end: monday('11:00') },
      },
    ])
  })

  it('leaves its old time free in the instant in which it takes the new one', () => {
    const calendar = given()
    const after = applyEffects(calendar, accepted(move(calendar)).effects)
    expect(startsFor(calendar, BEN)).not.toContain(monday('10:00'))
    expect(startsFor(after, BEN)).toContain(monday('10:00'))
    expect(startsFor(after, BEN)).not.toContain(TWO)
  })

  it('may go into its own old time', () => {
    const calendar = given({}, { services: [buildService({ slotStepMinutes: 30 })] })
    const { effects, answer } = accepted(move(calendar, { start: monday('10:30') }))
    expect(answer.start).toBe(monday('10:30'))
    const after = applyEffects(calendar, effects)
    expect(after.appointments).toHaveLength(1)
    expect(faultsOf(after)).toEqual([])
  })

  it('is expected as agreed at its new time, whatever was expected of it before', () => {
    const late = { expectedStart: monday('10:30'), expectedEnd: monday('11:30') }
    const { answer } = accepted(move(given(late)))
    expect(answer).not.toHaveProperty('expectedStart')
    expect(answer).not.toHaveProperty('expectedEnd')
  })

  it('lasts as long as its service does now', () => {
    const service = buildService({ durationMinutes: 90 })
    const own = buildAppointment(monday('10:00'), { end: monday('11:00') })
    const calendar = buildCalendar({ services: [service], appointments: [own] })
    const { answer } = accepted(move(calendar, { start: monday('13:30') }))
    expect(answer.end).toBe(monday('15:00'))
  })

  it('to where it is stays as it is: no change, however late it is', () => {
    const calendar = given({}, { policy: { rescheduleNoticeMinutes: 1440 } })
    const { effects, answer } = accepted(move(calendar, { start: monday('10:00') }))
    expect(effects).toBe(NOTHING)
    expect(answer).toEqual(bookingOf(calendar))
  })
})

describe('in a group, a booking that is moved', () => {
  const bens = buildClaim({ bookingId: 'ben’s', uid: BEN })

  it('joins the appointment at its new start', () => {
    const there = buildAppointment(TWO, {
      appointmentId: 'there',
      service: group,
      claims: [bens],
    })
    const { effects, answer } = accepted(move(given({ seats: 2 }, { services: [group] }, there)))
    expect(answer.appointmentId).toBe('there')
    expect(effects.newAppointments).toBeUndefined()
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 0, state: 'gone' }),
      expect.objectContaining({ appointmentId: 'there', seatsTaken: 3, state: 'active' }),
    ])
  })

  it('leaves the others where they are', () => {
    const claims = [buildClaim(), bens]
    const appointments = [buildAppointment(monday('10:00'), { service: group, claims })]
    const calendar = buildCalendar({ services: [group], appointments })
    const { effects } = accepted(move(calendar))
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 1, state: 'active' }),
    ])
  })

  it('cannot go into the time that others keep', () => {
    const claims = [buildClaim(), bens]
    const service = { ...group, slotStepMinutes: 30 }
    const appointments = [buildAppointment(monday('10:00'), { service, claims })]
    const calendar = buildCalendar({ services: [service], appointments })
    expect(reasonOf(calendar, { start: monday('10:30') })).toBe('slot-taken')
  })

  it('needs as many seats there as it has', () => {
    const there = buildAppointment(TWO, {
      appointmentId: 'there',
      service: group,
      claims: [{ ...bens, seats: 2 }],
    })
    expect(reasonOf(given({ seats: 2 }, { services: [group] }, there))).toBe('not-enough-seats')
  })
})

describe('what needs approval', () => {
  const services = [buildService({ approval: 'manual' })]

  it('is a request again where its client moves it', () => {
    const { effects, answer } = accepted(move(given({}, { services })))
    expect(answer.status).toBe('pending')
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.rescheduled'])
  })

  it.each([
    ['owner', asOwner()],
    ['admin', asAdmin()],
  ])('keeps its status where the %s moves it', (_who, by) => {
    expect(accepted(move(given({}, { services }), {}, by)).answer.status).toBe('confirmed')
    const asked = given({ status: 'pending' }, { services })
    expect(accepted(move(asked, {}, by)).answer.status).toBe('pending')
  })
})

// ---- Refusals ----

describe('a move is refused', () => {
  it.each(STATUSES.filter((status) => status !== 'pending' && status !== 'confirmed'))(
    'of what is %s',
    (status) => {
      const hold = status === 'held' ? { holdExpiresAt: monday('08:10') } : {}
      expect(reasonOf(given({ status, ...hold }), {}, asOwner())).toBe('not-changeable')
    },
  )

  it('to everybody once the start has come, though it is expected later', () => {
    const late = { expectedStart: monday('10:30') }
    expect(reasonOf(given(late), {}, asOwner(monday('10:00') - 1))).toBeUndefined()
    expect(reasonOf(given(late), {}, asOwner(monday('10:00')))).toBe('not-changeable')
    const asked = given({ status: 'pending' })
    expect(reasonOf(asked, {}, asClient(ANNA, monday('10:00')))).toBe('not-changeable')
    // Confirmed bookings can be moved: what refuses this one is its start.
    expect(refusalOf(move(given(late), {}, asOwner(monday('10:00'))))?.detail).toBe(
      'a booking cannot be moved once its start has come',
    )
  })

  it('where the booking is at another version than the caller saw', () => {
    expect(reasonOf(given(), { version: 1 })).toBeUndefined()
    expect(reasonOf(given(), { version: 2 })).toBe('version-mismatch')
    expect(reasonOf(given(), { version: 2, start: monday('10:00') })).toBe('version-mismatch')
  })

  it.each(['pending', 'confirmed'] as const)(
    'to a client once the notice has begun, to the instant: %s',
    (status) => {
      const calendar = given({ status }, { policy: { rescheduleNoticeMinutes: 60 } })
      expect(rescheduleUntil(calendar, monday('10:00'))).toBe(monday('09:00'))
      expect(reasonOf(calendar, {}, asClient(ANNA, monday('09:00')))).toBeUndefined()
      const late = refusalOf(move(calendar, {}, asClient(ANNA, monday('09:00') + 1)))
      expect(late?.reason).toBe('too-late-to-reschedule')
      expect(late?.detail).toContain('2026-11-23T09:00:00Z')
      expect(reasonOf(calendar, {}, asOwner(monday('09:59')))).toBeUndefined()
      expect(reasonOf(calendar, {}, asAdmin(monday('09:59')))).toBeUndefined()
    },
  )

  it('first by status, then version, then notice, then by the start', () => {
    const calendar = given({}, { policy: { rescheduleNoticeMinutes: 1440 } })
    const wrong = { version: 9, start: monday('20:00') }
    const begun = asClient(ANNA, monday('10:30'))
    expect(reasonOf(calendar, wrong, begun)).toBe('not-changeable')
    expect(reasonOf(calendar, wrong)).toBe('version-mismatch')
    expect(reasonOf(calendar, { ...wrong, version: 1 })).toBe('too-late-to-reschedule')
    expect(reasonOf(given(), { ...wrong, version: 1 })).toBe('outside-hours')
  })

  const off = [{ timeOffId: 'off', start: TWO, end: monday('15:00') }]
  const away = { state: 'away', since: NOW, until: monday('14:30') } as const
  const refusals: readonly (readonly [TimeReason, Calendar, Partial<RescheduleRequest>])[] = [
    ['service-inactive', given({}, { services: [buildService({ active: false })] }), {}],
    ['too-soon', given({}, { policy: { minNoticeMinutes: 361 } }), {}],
    ['too-far-ahead', given({}, { policy: { horizonDays: 0 } }), { start: monday('14:00', 1) }],
    ['outside-hours', given(), { start: monday('16:30') }],
    ['on-time-off', given({}, { timeOff: off }), {}],
    ['professional-away', given({}, { activity: away }), {}],
    ['off-grid', given(), { start: monday('14:07') }],
    ['slot-taken', given({}, {}, bensAt('14:00')), {}],
    ['not-enough-seats', given({ seats: 2 }), {}],
    ['limit-reached', given({}, { policy: { maxBookingsPerDay: 1 } }, bensAt('16:00')), {}],
  ]

  it.each(refusals)('by the rules of the new start: %s', (reason, calendar, request) => {
    const refusal = refusalOf(move(calendar, request, asOwner()))
    expect(refusal?.reason).toBe(reason)
    expect(refusal?.alternatives !== undefined).toBe(reason !== 'service-inactive')
  })

  it('never telling a client of time off', () => {
    expect(reasonOf(given({}, { timeOff: off }))).toBe('outside-hours')
  })

  it('with its own old start among the alternatives', () => {
    const near = refusalOf(move(given(), { start: monday('10:07') }))
    expect(near?.alternatives?.map(({ start }) => start)).toContain(monday('10:00'))
  })
})

describe('limits', () => {
  it.each([
    ['a day', { maxBookingsPerDay: 1 }, TWO],
    ['a week', { maxBookingsPerWeek: 1 }, monday('14:00', 3)],
    ['minutes a day', { maxMinutesPerDay: 60 }, TWO],
  ])('of %s do not count the booking that moves', (_what, policy, start) => {
    expect(reasonOf(given({}, { policy }), { start })).toBeUndefined()
  })

  it('count the appointment that others keep', () => {
    const claims = [buildClaim(), buildClaim({ bookingId: 'ben’s', uid: BEN })]
    const appointments = [buildAppointment(monday('10:00'), { service: group, claims })]
    const policy = { maxBookingsPerDay: 1 }
    const calendar = buildCalendar({ services: [group], appointments, policy })
    expect(reasonOf(calendar)).toBe('limit-reached')
  })
})

describe('own holds', () => {
  const held = buildAppointment(TWO, { appointmentId: 'held', claims: [buildHold()] })

  it('give way to the booking that moves into their time, in the same save', () => {
    const { effects } = accepted(move(given({}, {}, held)))
    expect(effects.changes.map(({ type, bookingId }) => [type, bookingId])).toEqual([
      ['booking.expired', 'hold'],
      ['booking.rescheduled', 'booking'],
    ])
    expect(effects.bookingSteps?.map(({ bookingId }) => bookingId)).toEqual(['hold', 'booking'])
    const rows = effects.changedAppointments?.map(({ appointmentId, state }) => [
      appointmentId,
      state,
    ])
    expect(rows).toEqual([
      ['appointment', 'gone'],
      ['held', 'gone'],
    ])
  })

  it('of a client are in the way of the owner who moves it for them', () => {
    expect(reasonOf(given({}, {}, held), {}, asOwner())).toBe('slot-taken')
  })

  it('of others are in the way until they expire', () => {
    const bens = buildAppointment(TWO, {
      appointmentId: 'held',
      claims: [buildHold({ uid: BEN })],
    })
    const calendar = given({}, {}, bens)
    expect(reasonOf(calendar)).toBe('slot-taken')
    expect(reasonOf(calendar, {}, asClient(ANNA, monday('08:10')))).toBeUndefined()
  })
})

describe('the owner', () => {
  it('sets rules aside; the change records those that would have refused', () => {
    const request: Partial<RescheduleRequest> = {
      start: monday('20:00'),
      override: ['outside-hours', 'off-grid', 'limit-reached'],
    }
    const { effects } = accepted(move(given(), request, asOwner()))
    expect(effects.changes[0]?.override).toEqual(['outside-hours', 'off-grid'])
    expect(accepted(move(given(), {}, asOwner())).effects.changes[0]).not.toHaveProperty('override')
  })

  it('moves to a start that is 15 minutes past with the override, and to none that is older', () => {
    const past = (minutes: number) =>
      reasonOf(
        given(),
        { start: monday('09:00'), override: ['too-soon'] },
        asOwner(monday('09:00') + minutes * MINUTE),
      )
    expect(past(15)).toBeUndefined()
    expect(past(16)).toBe('too-soon')
  })

  it('never moves it over another appointment', () => {
    const override = ['off-grid', 'outside-hours', 'professional-away', 'limit-reached'] as const
    expect(reasonOf(given({}, {}, bensAt('14:30')), { override }, asOwner())).toBe('slot-taken')
  })
})
