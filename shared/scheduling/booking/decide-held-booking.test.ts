// Booking what is held: the hold becomes the booking, on the seats and under the id that it has.
import { describe, expect, it } from 'vitest'
import {
  type Stated,
  ANNA,
  BEN,
  NOW,
  OWNER,
  accepted,
  asClient,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { STATUSES } from '../../contract/status.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Booking, Calendar, Claim } from '../model/calendar.ts'
import { type HeldRequest, decideHeldBooking } from './decide-held-booking.ts'
import { findSlots } from '../free/search.ts'

const anna = { uid: ANNA, name: 'Anna' }

const ask = (fields: Partial<HeldRequest> = {}): HeldRequest => ({
  client: anna,
  override: [],
  ...fields,
})

/** Anna's hold at 10:00, placed at 08:00 until 08:10. */
function given(claim: Stated<Claim> = {}, fields: Parameters<typeof buildCalendar>[0] = {}) {
  const [service = buildService()] = fields.services ?? []
  const claims = [buildHold(claim)]
  const appointments = [buildAppointment(monday('10:00'), { service, claims })]
  const calendar = buildCalendar({ appointments, ...fields })
  return { calendar, hold: bookingOf(calendar, 'hold', { createdAt: NOW }) }
}

const reasonOf = (...args: Parameters<typeof decideHeldBooking>) =>
  refusalOf(decideHeldBooking(...args))?.reason

describe('what is held', () => {
  it('is booked under its id and on its seats, and is held no longer', () => {
    const { calendar, hold } = given()
    const { effects, answer } = accepted(decideHeldBooking(calendar, hold, ask(), asClient()))
    expect(answer).toMatchObject({ bookingId: 'hold', status: 'confirmed', version: 2 })
    expect(answer).not.toHaveProperty('holdExpiresAt')
    expect(effects).toEqual({
      bookingSteps: [{ bookingId: 'hold', status: 'confirmed', booked: { client: anna } }],
      changes: [
        {
          changeId: 'new-1',
          type: 'booking.confirmed',
          dates: [],
          bookingId: 'hold',
          appointmentId: 'appointment',
          serviceId: 'massage',
        },
      ],
    })
  })

  it('stays taken beyond the end of the hold', () => {
    const { calendar, hold } = given()
    const { effects } = accepted(decideHeldBooking(calendar, hold, ask(), asClient()))
    const after = applyEffects(calendar, effects)
    const range = { start: monday('10:00'), end: monday('10:01') }
    expect(findSlots(after, buildService(), range, 1, { now: monday('09:00'), uid: ANNA })).toEqual(
      [],
    )
  })

  it('is requested where approval is manual, unless the owner holds it', () => {
    const services = [buildService({ approval: 'manual' })]
    const mine = given({}, { services })
    const booked = decideHeldBooking(mine.calendar, mine.hold, ask(), asClient())
    expect(accepted(booked).answer.status).toBe('pending')
    expect(accepted(booked).effects.changes.map(({ type }) => type)).toEqual(['booking.requested'])
    const owners = given({ uid: OWNER }, { services })
    const theirs = decideHeldBooking(owners.calendar, owners.hold, ask(), asOwner())
    expect(accepted(theirs).answer.status).toBe('confirmed')
  })

  it('keeps its price, and takes on the note, the zone and the client that are sent', () => {
    const { calendar, hold } = given()
    const price = { amountMinor: 4500, currency: 'EUR' }
    const request = ask({
      note: 'my back',
      timeZone: 'Asia/Tokyo',
      client: { ...anna, phone: '+49' },
    })
    const decision = decideHeldBooking(calendar, { ...hold, price }, request, asClient())
    expect(accepted(decision).answer).toMatchObject({
      price,
      note: 'my back',
      timeZone: 'Asia/Tokyo',
      client: { uid: ANNA, name: 'Anna', phone: '+49' },
    })
  })

  it('by the owner is booked for somebody else, and whose hold it was is kept', () => {
    const { calendar, hold } = given({ uid: OWNER })
    const client = { name: 'Gus' }
    const { answer, effects } = accepted(
      decideHeldBooking(calendar, hold, ask({ client }), asOwner()),
    )
    expect(answer).toMatchObject({ client, holderUid: OWNER })
    const [claim] = applyEffects(calendar, effects).appointments.flatMap(({ claims }) => claims)
    expect(claim).toEqual({ bookingId: 'hold', status: 'confirmed', seats: 1 })
  })

  it('in a group keeps its seats among those of others', () => {
    const service = buildService({ capacity: 3 })
    const claims = [buildHold({ seats: 2 }), buildClaim({ bookingId: 'ben’s', uid: BEN })]
    const appointments = [buildAppointment(monday('10:00'), { service, claims })]
    const calendar = buildCalendar({ services: [service], appointments })
    const hold = bookingOf(calendar, 'hold')
    const { effects } = accepted(decideHeldBooking(calendar, hold, ask(), asClient()))
    expect(effects).not.toHaveProperty('changedAppointments')
    expect(
      refusalOf(decideHeldBooking(calendar, hold, ask({ seats: 2 }), asClient())),
    ).toBeUndefined()
  })
})

describe('what is sent besides must agree with the hold', () => {
  it.each([
    ['serviceId', { serviceId: 'yoga' }],
    ['start', { start: monday('11:00') }],
    ['seats', { seats: 2 }],
  ])('%s', (path, request) => {
    const { calendar, hold } = given()
    expect(refusalOf(decideHeldBooking(calendar, hold, ask(request), asClient()))).toMatchObject({
      reason: 'invalid-request',
      errors: [{ path, message: expect.stringContaining('is not that of the hold') as string }],
    })
  })

  it('and may say the same', () => {
    const { calendar, hold } = given()
    const same = { serviceId: 'massage', start: monday('10:00'), seats: 1 }
    expect(reasonOf(calendar, hold, ask(same), asClient())).toBeUndefined()
  })
})

describe('a hold that is over', () => {
  const over = monday('08:10')

  it('is refused from the second until which it was held, and not before', () => {
    const { calendar, hold } = given()
    expect(reasonOf(calendar, hold, ask(), asClient(ANNA, over - 1))).toBeUndefined()
    expect(reasonOf(calendar, hold, ask(), asClient(ANNA, over))).toBe('hold-expired')
  })

  it('is refused with free starts near it, its own among them where nobody took it', () => {
    const { calendar, hold } = given()
    const refusal = refusalOf(decideHeldBooking(calendar, hold, ask(), asClient(ANNA, over)))
    expect(refusal?.detail).toContain('2026-11-23T08:10:00Z')
    expect(refusal?.alternatives?.map(({ start }) => start)).toEqual(
      ['09:00', '10:00', '11:00', '12:00', '13:00'].map((time) => monday(time)),
    )
  })

  it('names no alternatives where too little of the calendar was loaded', () => {
    const range = { start: monday('10:00', -2), end: monday('10:00', 2) }
    const { calendar, hold } = given({}, { range })
    const refusal = refusalOf(decideHeldBooking(calendar, hold, ask(), asClient(ANNA, over)))
    expect(refusal).toEqual({ reason: 'hold-expired', detail: expect.any(String) as string })
  })

  it('is told so before anything that disagrees', () => {
    const { calendar, hold } = given()
    const request = ask({ seats: 2 })
    expect(reasonOf(calendar, hold, request, asClient(ANNA, over))).toBe('hold-expired')
  })

  it('that was given up, or replaced, is over, too', () => {
    const { calendar, hold } = given()
    const released: Booking = { ...hold, status: 'expired' }
    const refusal = refusalOf(decideHeldBooking(calendar, released, ask(), asClient()))
    expect(refusal?.reason).toBe('hold-expired')
    // It ended before the time until which it was held, which may be still to come.
    expect(refusal?.detail).toBe('the hold was released')
  })
})

describe('only a hold can be booked', () => {
  it.each(STATUSES.filter((status) => status !== 'held'))('not what is %s', (status) => {
    const { calendar, hold } = given()
    const { holdExpiresAt: _, ...plain } = hold
    const before = asClient(ANNA, monday('07:00'))
    expect(reasonOf(calendar, { ...plain, status }, ask(), before)).toBe('not-changeable')
  })
})

describe('what is held is judged once more', () => {
  const late = asClient(ANNA, monday('08:09'))

  it('by the notice as of when it was first held', () => {
    const policy = { minNoticeMinutes: 120 }
    const { calendar, hold } = given({}, { policy })
    expect(reasonOf(calendar, hold, ask(), late)).toBeUndefined()
    const tooLate = { ...hold, createdAt: NOW + 1 }
    expect(reasonOf(calendar, tooLate, ask(), late)).toBe('too-soon')
  })

  it('and never into the past', () => {
    const { calendar, hold } = given({ holdExpiresAt: monday('10:05') })
    expect(reasonOf(calendar, hold, ask(), asClient(ANNA, monday('10:00')))).toBeUndefined()
    expect(reasonOf(calendar, hold, ask(), asClient(ANNA, monday('10:00') + 1))).toBe('too-soon')
  })

  it.each([
    ['service-inactive', { services: [buildService({ active: false })] }],
    ['outside-hours', { dateHours: [{ date: '2026-11-23', intervals: [] }] }],
    [
      'outside-hours',
      { timeOff: [{ timeOffId: 'off', start: monday('10:30'), end: monday('12:00') }] },
    ],
    [
      'professional-away',
      { activity: { state: 'busy', since: monday('08:05'), until: monday('10:30') } },
    ],
  ] as const)('%s', (reason, fields) => {
    const { calendar, hold } = given({}, fields)
    expect(reasonOf(calendar, hold, ask(), late)).toBe(reason)
  })

  it('and the owner sets rules aside, which the change records', () => {
    const { calendar, hold } = given({ uid: OWNER }, { weeklyRules: [] })
    const request = ask({ override: ['outside-hours', 'off-grid'] })
    expect(reasonOf(calendar, hold, ask(), asOwner())).toBe('outside-hours')
    const { effects } = accepted(decideHeldBooking(calendar, hold, request, asOwner()))
    expect(effects.changes[0]?.override).toEqual(['outside-hours', 'off-grid'])
  })

  it('but not by a limit that its own appointment reaches', () => {
    const { calendar, hold } = given({}, { policy: { maxBookingsPerDay: 1 } })
    expect(reasonOf(calendar, hold, ask(), late)).toBeUndefined()
  })

  it('by a limit that others have reached meanwhile', () => {
    const { calendar, hold } = given({}, { policy: { maxBookingsPerDay: 1 } })
    const other = buildAppointment(monday('14:00'), {
      appointmentId: 'other',
      claims: [buildClaim({ uid: BEN })],
    })
    const both: Calendar = { ...calendar, appointments: [...calendar.appointments, other] }
    expect(reasonOf(both, hold, ask(), late)).toBe('limit-reached')
  })

  it('of somebody else: their seats are taken for the caller as for anybody', () => {
    const { calendar, hold } = given({ uid: BEN })
    expect(reasonOf(calendar, hold, ask(), asClient())).toBe('slot-taken')
  })
})
