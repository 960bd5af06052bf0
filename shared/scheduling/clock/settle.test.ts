// What a delay moves behind it: who is told, once, and when they are expected as agreed again.
import { describe, expect, it } from 'vitest'
import {
  BEN,
  accepted,
  asClient,
  asClock,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import type { Instant } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Calendar } from '../model/calendar.ts'
import { decideNewBooking } from '../booking/decide-new-booking.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { decideProgress } from '../session/decide-progress.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import { settle } from './settle.ts'

const group = buildService({ serviceId: 'group', capacity: 3 })

/** An appointment from one time of Monday to another, with a booking named like it. */
function appointment(
  name: string,
  start: string,
  end: string,
  fields: Parameters<typeof buildAppointment>[1] & { readonly status?: 'pending' } = {},
): Appointment {
  const { status = 'confirmed', ...rest } = fields
  return buildAppointment(monday(start), {
    appointmentId: name,
    end: monday(end),
    claims: [buildClaim({ bookingId: name, status })],
    ...rest,
  })
}

/** `late` runs until 10:40 instead of 10:00 and is known to; three come behind it. */
function given(...behind: readonly Appointment[]): Calendar {
  const late = appointment('late', '09:00', '10:00', {
    expectedEnd: monday('10:40'),
    claims: [buildClaim({ bookingId: 'late', status: 'in-progress' })],
  })
  const appointments = [late, ...behind]
  const calendar = buildCalendar({ appointments, services: [buildService(), group] })
  return applyEffects(calendar, settle(calendar, NOTHING, asClock(monday('09:30'))))
}

const expectedOf = (calendar: Calendar) =>
  Object.fromEntries(
    calendar.appointments.flatMap(({ claims }) =>
      claims.map(({ bookingId, expectedStart, expectedEnd }) => [
        bookingId,
        [expectedStart, expectedEnd],
      ]),
    ),
  )

const toldOf = ({ changes }: Effects) => changes.map(({ type, bookingId }) => [type, bookingId])

const late = (start: string, end: string): readonly Instant[] => [monday(start), monday(end)]
const AS_AGREED = [undefined, undefined]

describe('a delay', () => {
  it('moves those behind it, as far as no gap absorbs it', () => {
    const calendar = given(
      appointment('next', '10:00', '11:00'),
      appointment('later', '11:15', '12:00'),
      appointment('last', '13:00', '14:00'),
    )
    expect(expectedOf(calendar)).toEqual({
      late: [undefined, monday('10:40')],
      next: late('10:40', '11:40'),
      later: late('11:40', '12:25'),
      last: AS_AGREED,
    })
  })

  it('is absorbed by the buffer between two', () => {
    const service = buildService({ bufferAfterMinutes: 40 })
    const next = appointment('next', '10:40', '11:40', { service })
    expect(expectedOf(given(next))['next']).toEqual(AS_AGREED)
  })

  it('tells requests, too, but no holds: they are told once they are booked', () => {
    const held = appointment('held', '12:00', '13:00', { claims: [buildHold()] })
    const calendar = given(appointment('asked', '10:00', '11:00', { status: 'pending' }), held)
    expect(expectedOf(calendar)).toMatchObject({
      asked: late('10:40', '11:40'),
      hold: AS_AGREED,
    })
  })

  it('tells nobody where everybody knows already', () => {
    const calendar = given(appointment('next', '10:00', '11:00'))
    expect(settle(calendar, NOTHING, asClock(monday('09:30')))).toBe(NOTHING)
  })

  it('costs a calendar nothing where nobody is late', () => {
    const calendar = buildCalendar({ appointments: [appointment('one', '10:00', '11:00')] })
    expect(settle(calendar, NOTHING, asClock(monday('09:30')))).toBe(NOTHING)
  })
})

describe('those behind are told', () => {
  const behind = [
    appointment('next', '10:00', '11:00'),
    appointment('later', '11:15', '12:00'),
    appointment('last', '13:00', '14:00'),
  ]

  it('that they are expected as agreed again, where the one before ends early', () => {
    const calendar = given(...behind)
    const owner = asOwner(monday('09:50'))
    const booking = bookingOf(calendar, 'late')
    const { effects } = accepted(decideProgress(calendar, booking, { step: 'finished' }, owner))
    expect(toldOf(effects)).toEqual([
      ['booking.completed', 'late'],
      ['booking.delayed', 'next'],
      ['booking.delayed', 'later'],
    ])
    expect(expectedOf(applyEffects(calendar, effects))).toMatchObject({
      next: AS_AGREED,
      later: AS_AGREED,
      last: AS_AGREED,
    })
  })

  it('of the delay that is left, where it ends less late than was feared', () => {
    const calendar = given(...behind)
    const booking = bookingOf(calendar, 'late')
    const owner = asOwner(monday('10:05'))
    const { effects } = accepted(decideProgress(calendar, booking, { step: 'finished' }, owner))
    expect(expectedOf(applyEffects(calendar, effects))).toMatchObject({
      next: late('10:05', '11:05'),
      later: AS_AGREED,
    })
  })

  it('where one in the middle is cancelled: only those behind it, each once', () => {
    const calendar = given(...behind)
    const booking = bookingOf(calendar, 'next')
    const owner = asOwner(monday('09:40'))
    const { effects } = accepted(decideCancellation(calendar, booking, {}, owner))
    const settled = settle(calendar, effects, owner)
    expect(toldOf(settled)).toEqual([
      ['booking.cancelled', 'next'],
      ['booking.delayed', 'later'],
    ])
    const after = expectedOf(applyEffects(calendar, settled))
    expect(after).toEqual({
      late: [undefined, monday('10:40')],
      later: AS_AGREED,
      last: AS_AGREED,
    })
  })

  it('by a change that names the dates on which the delay took time', () => {
    const calendar = given(...behind)
    const booking = bookingOf(calendar, 'late')
    const owner = asOwner(monday('09:50'))
    const { effects } = accepted(decideProgress(calendar, booking, { step: 'finished' }, owner))
    expect(effects.changes.map(({ dates }) => dates)).toEqual([
      ['2026-11-23'],
      ['2026-11-23'],
      ['2026-11-23'],
    ])
  })
})

describe('a booking that joins what is expected later', () => {
  it('has its expected times in the row that makes it, and is told by its own change', () => {
    const claims = [buildClaim({ bookingId: 'ben’s', uid: BEN })]
    const delayed = buildAppointment(monday('12:00'), {
      service: group,
      claims,
      expectedStart: monday('12:20'),
    })
    const calendar = buildCalendar({ services: [group], appointments: [delayed] })
    const settled = applyEffects(calendar, settle(calendar, NOTHING, asClient()))
    const client = { name: 'Anna' }
    const request = { serviceId: 'group', start: monday('12:00'), seats: 1, client, override: [] }
    const decision = accepted(decideNewBooking(settled, request, asClient()))
    const effects = settle(settled, decision.effects, asClient())
    expect(effects.newBookings).toEqual([
      { ...decision.answer, expectedStart: monday('12:20'), expectedEnd: monday('13:20') },
    ])
    expect(effects.bookingSteps).toEqual([])
    expect(toldOf(effects)).toEqual([['booking.confirmed', decision.answer.bookingId]])
    const after = expectedOf(applyEffects(settled, effects))
    expect(after[decision.answer.bookingId]).toEqual(late('12:20', '13:20'))
  })
})

describe('of a calendar that was loaded in part', () => {
  const behind = appointment('behind', '10:00', '11:00', {
    claims: [
      buildClaim({
        bookingId: 'behind',
        expectedStart: monday('10:40'),
        expectedEnd: monday('11:40'),
      }),
    ],
  })

  it('nothing is concluded about those behind what may be late unseen', () => {
    // As for a start next Tuesday: what began before 09:30 of today was not loaded.
    const start = monday('09:30', 8)
    const calendar = buildCalendar({ appointments: [behind], range: { start, end: start } })
    expect(settle(calendar, NOTHING, asClock(monday('09:40')))).toBe(NOTHING)
  })

  it('nor about what its caller holds elsewhere', () => {
    const held = { ...behind, claims: [...behind.claims, buildHold()] }
    const range = { start: monday('10:00', -30), end: monday('10:00', -30) }
    const calendar = buildCalendar({ appointments: [held], range })
    expect(settle(calendar, NOTHING, asClock(monday('09:40')))).toBe(NOTHING)
  })

  it('those around what is decided on are told', () => {
    const range = { start: monday('10:00'), end: monday('10:00') }
    const calendar = buildCalendar({ appointments: [behind], range })
    expect(toldOf(settle(calendar, NOTHING, asClock(monday('09:40'))))).toEqual([
      ['booking.delayed', 'behind'],
    ])
  })
})
