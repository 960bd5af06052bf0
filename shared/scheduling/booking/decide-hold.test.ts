// Holding seats while a client checks out: placed, renewed, replaced, and never in their own way.
import { describe, expect, it } from 'vitest'
import {
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
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { MINUTE } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import { decideNewBooking } from './decide-new-booking.ts'
import { type HoldRequest, decideHold } from './decide-hold.ts'
import { NOTHING, type Effects } from '../effects/effects.ts'
import { explainStart } from '../free/explain.ts'
import { findSlots } from '../free/search.ts'

const group = buildService({ capacity: 3 })

function ask(fields: Partial<HoldRequest> = {}): HoldRequest {
  return {
    serviceId: 'massage',
    start: monday('10:00'),
    seats: 1,
    holdMinutes: 10,
    client: { uid: ANNA, name: 'Anna' },
    ownHolds: [],
    holdsElsewhere: 0,
    kept: [],
    ...fields,
  }
}

/** Anna's hold of one seat at 10:00, placed at 08:00, and the calendar with it. */
function given(fields: Parameters<typeof buildAppointment>[1] = {}) {
  const appointments = [
    buildAppointment(monday('10:00'), { appointmentId: 'held', claims: [buildHold()], ...fields }),
  ]
  const services = fields.service ? [fields.service] : [buildService()]
  const calendar = buildCalendar({ appointments, services })
  const hold = bookingOf(calendar, 'hold', { createdAt: NOW })
  return { calendar, hold }
}

const reasonOf = (...args: Parameters<typeof decideHold>) => refusalOf(decideHold(...args))?.reason
const typesOf = ({ changes }: Effects) => changes.map(({ type, bookingId }) => [type, bookingId])

describe('a hold', () => {
  it('takes its seats like a booking, until it ends', () => {
    const { effects, answer } = accepted(decideHold(buildCalendar(), ask(), asClient()))
    expect(answer).toEqual({
      bookingId: answer.bookingId,
      appointmentId: answer.appointmentId,
      serviceId: 'massage',
      status: 'held',
      start: monday('10:00'),
      end: monday('11:00'),
      seats: 1,
      version: 1,
      client: { uid: ANNA, name: 'Anna' },
      holdExpiresAt: NOW + 10 * MINUTE,
      createdAt: NOW,
      updatedAt: NOW,
    })
    expect(effects.newBookings).toEqual([answer])
    expect(effects.newAppointments).toEqual([
      expect.objectContaining({ appointmentId: answer.appointmentId, seatsTaken: 1 }),
    ])
    expect(typesOf(effects)).toEqual([['booking.held', answer.bookingId]])
    expect(effects.changes[0]?.dates).toEqual(['2026-11-23'])
  })

  it('is in the way of everybody else to the second, in search, explanation and booking', () => {
    const { calendar } = given()
    const range = { start: monday('10:00'), end: monday('10:01') }
    const seenAt = (now: number) => {
      const client = { uid: BEN, name: 'Ben' }
      const by = asClient(BEN, now)
      const question = { service: buildService(), start: monday('10:00'), seats: 1 }
      const request = { ...question, serviceId: 'massage', client, override: [] }
      return [
        findSlots(calendar, buildService(), range, 1, { now, uid: BEN }).length,
        explainStart(calendar, question, by).map(({ reason }) => reason),
        refusalOf(decideNewBooking(calendar, request, by))?.reason,
        reasonOf(calendar, ask({ client }), by),
      ]
    }
    expect(seenAt(monday('08:10') - 1)).toEqual([0, ['slot-taken'], 'slot-taken', 'slot-taken'])
    expect(seenAt(monday('08:10'))).toEqual([1, [], undefined, undefined])
  })

  it('is never in the way of whoever holds it', () => {
    const { calendar } = given()
    const by = asClient()
    const range = { start: monday('10:00'), end: monday('10:01') }
    const question = { service: buildService(), start: monday('10:00'), seats: 1 }
    expect(findSlots(calendar, buildService(), range, 1, { now: NOW, uid: ANNA })).toHaveLength(1)
    expect(explainStart(calendar, question, by)).toEqual([])
  })

  it.each([
    ['too-soon', ask({ start: monday('07:00') })],
    ['outside-hours', ask({ start: monday('20:00') })],
    ['off-grid', ask({ start: monday('10:07') })],
    ['not-enough-seats', ask({ seats: 2 })],
    ['not-found', ask({ serviceId: 'yoga' })],
  ])('is refused like a booking: %s', (reason, request) => {
    expect(reasonOf(buildCalendar(), request, asClient())).toBe(reason)
  })

  it('of what needs approval is a hold all the same', () => {
    const calendar = buildCalendar({ services: [buildService({ approval: 'manual' })] })
    expect(accepted(decideHold(calendar, ask(), asClient())).answer.status).toBe('held')
  })

  it('joins an appointment with free seats', () => {
    const claims = [buildClaim({ uid: BEN })]
    const appointments = [buildAppointment(monday('10:00'), { service: group, claims })]
    const calendar = buildCalendar({ services: [group], appointments })
    const { effects, answer } = accepted(decideHold(calendar, ask({ seats: 2 }), asClient()))
    expect(answer.appointmentId).toBe('appointment')
    expect(effects.newAppointments).toBeUndefined()
    expect(effects.changedAppointments).toEqual([expect.objectContaining({ seatsTaken: 3 })])
  })
})

describe('the same start again', () => {
  const renew = (now: number, holdMinutes = 10) => {
    const { calendar, hold } = given()
    return decideHold(calendar, ask({ ownHolds: [hold], holdMinutes }), asClient(ANNA, now))
  }

  it('renews the hold: the same id, a later end, no other availability', () => {
    const { effects, answer } = accepted(renew(monday('08:04')))
    expect(answer).toMatchObject({ bookingId: 'hold', holdExpiresAt: monday('08:14'), version: 2 })
    expect(effects).toEqual({
      bookingSteps: [{ bookingId: 'hold', seats: 1, holdExpiresAt: monday('08:14') }],
      changes: [
        expect.objectContaining({ type: 'booking.held', bookingId: 'hold', dates: [] }) as unknown,
      ],
    })
  })

  it('is held no longer than 15 minutes after it was first held', () => {
    expect(accepted(renew(monday('08:05'))).answer.holdExpiresAt).toBe(monday('08:15'))
    expect(accepted(renew(monday('08:09'))).answer.holdExpiresAt).toBe(monday('08:15'))
  })

  it('changes nothing once it is held that long', () => {
    const { calendar, hold } = given({
      claims: [buildHold({ holdExpiresAt: monday('08:15') })],
    })
    const decision = decideHold(
      calendar,
      ask({ ownHolds: [hold] }),
      asClient(ANNA, monday('08:09')),
    )
    expect(accepted(decision)).toEqual({ effects: NOTHING, answer: hold })
  })

  it('is held anew once the hold is over', () => {
    const { calendar, hold } = given()
    const decision = decideHold(
      calendar,
      ask({ ownHolds: [hold] }),
      asClient(ANNA, monday('08:10')),
    )
    const { answer } = accepted(decision)
    expect(answer).toMatchObject({ holdExpiresAt: monday('08:20'), createdAt: monday('08:10') })
    expect(answer.bookingId).not.toBe('hold')
  })

  it('keeps the notice that was kept when it was first held', () => {
    const { calendar, hold } = given()
    const policy = { ...calendar.policy, minNoticeMinutes: 120 }
    const request = ask({ ownHolds: [hold] })
    const late = asClient(ANNA, monday('08:05'))
    expect(reasonOf({ ...calendar, policy }, request, late)).toBeUndefined()
    expect(reasonOf({ ...calendar, policy }, ask(), late)).toBe('too-soon')
  })

  it('is refused where somebody may not have it any more', () => {
    const { calendar, hold } = given()
    const timeOff = [{ timeOffId: 'off', start: monday('10:00'), end: monday('12:00') }]
    expect(reasonOf({ ...calendar, timeOff }, ask({ ownHolds: [hold] }), asClient())).toBe(
      'outside-hours',
    )
  })
})

describe('another start', () => {
  it.each([
    ['another time', { start: monday('14:00') }],
    ['one that overlaps', { start: monday('10:30') }],
  ])('replaces the hold, %s: one open hold with a professional', (_what, wish) => {
    const service = { ...group, slotStepMinutes: 30 }
    const { calendar, hold } = given({ service })
    const { effects, answer } = accepted(
      decideHold(calendar, ask({ ownHolds: [hold], ...wish }), asClient()),
    )
    expect(typesOf(effects)).toEqual([
      ['booking.expired', 'hold'],
      ['booking.held', answer.bookingId],
    ])
    expect(effects.bookingSteps).toEqual([{ bookingId: 'hold', status: 'expired' }])
    const after = applyEffects(calendar, effects)
    expect(after.appointments.map(({ start }) => start)).toEqual([answer.start])
  })

  it('names the dates of both', () => {
    const { calendar, hold } = given()
    const request = ask({ ownHolds: [hold], start: monday('10:00', 2) })
    const { effects } = accepted(decideHold(calendar, request, asClient()))
    const dates = effects.changes.flatMap((change) => change.dates)
    expect(dates).toContain('2026-11-23')
    expect(dates).toContain('2026-11-25')
  })

  it('is refused without giving the hold up', () => {
    const { calendar, hold } = given()
    const request = ask({ ownHolds: [hold], start: monday('20:00') })
    expect(reasonOf(calendar, request, asClient())).toBe('outside-hours')
  })
})

describe('other seats of the same start', () => {
  it('are held under the same id, no longer in all, and leave those of others there', () => {
    const claims = [buildHold(), buildClaim({ bookingId: 'ben’s', uid: BEN })]
    const { calendar, hold } = given({ service: group, claims })
    const request = ask({ ownHolds: [hold], seats: 2 })
    const { effects, answer } = accepted(decideHold(calendar, request, asClient()))
    expect(answer).toMatchObject({ bookingId: 'hold', appointmentId: 'held', seats: 2 })
    expect(typesOf(effects)).toEqual([['booking.held', 'hold']])
    expect(effects.changedAppointments).toEqual([expect.objectContaining({ seatsTaken: 3 })])
  })
})

describe('an account', () => {
  it('has three open holds in all, one with each professional', () => {
    const { calendar, hold } = given()
    const reason = (holdsElsewhere: number, ownHolds: readonly Booking[] = []) =>
      reasonOf(calendar, ask({ start: monday('14:00'), holdsElsewhere, ownHolds }), asClient())
    expect(reason(2)).toBeUndefined()
    expect(reason(2, [hold])).toBeUndefined()
    expect(reason(3)).toBe('rate-limited')
  })

  it('renews one of three', () => {
    const { calendar, hold } = given()
    const request = ask({ ownHolds: [hold], holdsElsewhere: 2 })
    expect(reasonOf(calendar, request, asClient(ANNA, monday('08:05')))).toBeUndefined()
  })

  it('learns first why it may not have the start at all', () => {
    const { calendar } = given()
    const request = ask({ start: monday('20:00'), holdsElsewhere: 3 })
    expect(reasonOf(calendar, request, asClient())).toBe('outside-hours')
  })
})

describe('limits', () => {
  const limited = (calendar: Calendar): Calendar => ({
    ...calendar,
    policy: { ...calendar.policy, maxBookingsPerDay: 1 },
  })

  it('count the holds of others, and not one’s own', () => {
    const { calendar, hold } = given()
    const other = ask({ start: monday('14:00') })
    expect(reasonOf(limited(calendar), { ...other, ownHolds: [hold] }, asClient())).toBeUndefined()
    expect(reasonOf(limited(calendar), other, asClient(BEN))).toBe('limit-reached')
  })
})

describe('an account that has held for long', () => {
  const quarter = (ended: number) => ({
    bookingId: `quarter ${ended}`,
    start: NOW + (ended - 15) * MINUTE,
    end: NOW + ended * MINUTE,
    isOpen: false,
  })
  const kept = [quarter(-30), quarter(-10)]

  it('is told when it may hold again, and gets no shorter hold', () => {
    const refusal = refusalOf(decideHold(buildCalendar(), ask({ kept }), asClient()))
    expect(refusal).toMatchObject({ reason: 'rate-limited', retryAfterSeconds: 75 * 60 })
    expect(refusal?.detail).toContain('30 minutes in 2 hours')
  })

  it('is told first why the time is none', () => {
    const request = ask({ kept, start: monday('20:00') })
    expect(reasonOf(buildCalendar(), request, asClient())).toBe('outside-hours')
  })

  it('may hold on where it holds already, as far as that goes', () => {
    const { calendar, hold } = given()
    const open = { ...quarter(10), bookingId: hold.bookingId, start: NOW, isOpen: true }
    const later = asClient(ANNA, NOW + 5 * MINUTE)
    const renewed = (before: readonly { readonly length: number }[]) =>
      reasonOf(
        calendar,
        ask({
          ownHolds: [hold],
          kept: [
            ...before.map(({ length }) => ({ ...quarter(-30), end: NOW - (45 - length) * MINUTE })),
            open,
          ],
        }),
        later,
      )
    expect(renewed([{ length: 15 }])).toBeUndefined()
    expect(renewed([{ length: 16 }])).toBe('rate-limited')
  })

  it('is neither the owner nor an admin', () => {
    for (const circumstances of [asOwner(), asAdmin()])
      expect(reasonOf(buildCalendar(), ask({ kept }), circumstances)).toBeUndefined()
  })
})
