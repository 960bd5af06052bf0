// Cancelling: who may, until when, and what becomes free.
import { describe, expect, it } from 'vitest'
import {
  type Stated,
  ANNA,
  BEN,
  NOW,
  accepted,
  asClient,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { STATUSES, type Status } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Booking, Calendar, Claim } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { cancelUntil } from '../model/deadlines.ts'
import { decideCancellation } from './decide-cancellation.ts'
import { findSlots } from '../free/search.ts'

/** Anna’s booking at 10:00 on Monday, alone in its appointment. */
function given(
  claim: Stated<Claim> = {},
  fields: Parameters<typeof buildCalendar>[0] = {},
): Calendar {
  const appointments = [buildAppointment(monday('10:00'), { claims: [buildClaim(claim)] })]
  return buildCalendar({ appointments, ...fields })
}

function cancel(
  calendar: Calendar,
  by: Circumstances,
  request: Parameters<typeof decideCancellation>[2] = {},
  booking: Stated<Booking> = {},
) {
  return decideCancellation(calendar, bookingOf(calendar, 'booking', booking), request, by)
}

const reasonOf = (...args: Parameters<typeof cancel>) => refusalOf(cancel(...args))?.reason

const NOTICE = { policy: { cancelNoticeMinutes: 60 } }

describe('a client’s cancellation', () => {
  it('takes the booking back and its appointment with it, in one change', () => {
    const { effects, answer } = accepted(cancel(given(), asClient(), { reason: 'I am ill' }))
    expect(effects).toEqual({
      bookingSteps: [
        {
          bookingId: 'booking',
          status: 'cancelled',
          cancelledBy: 'client',
          cancelReason: 'I am ill',
        },
      ],
      changedAppointments: [
        expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 0, state: 'gone' }),
      ],
      changes: [
        {
          changeId: 'new-1',
          type: 'booking.cancelled',
          dates: ['2026-11-23'],
          bookingId: 'booking',
          appointmentId: 'appointment',
          serviceId: 'massage',
        },
      ],
    })
    expect(answer).toMatchObject({
      status: 'cancelled',
      version: 2,
      updatedAt: NOW,
      cancelledBy: 'client',
      cancelReason: 'I am ill',
    })
  })

  it('makes the start free again', () => {
    const calendar = given()
    const after = applyEffects(calendar, accepted(cancel(calendar, asClient())).effects)
    const range = { start: monday('10:00'), end: monday('10:01') }
    const slots = findSlots(after, buildService(), range, 1, { now: NOW, uid: BEN })
    expect(slots.map(({ start }) => start)).toEqual([monday('10:00')])
  })

  it('is possible until the notice begins, to the instant', () => {
    const calendar = given({}, NOTICE)
    expect(cancelUntil(calendar, monday('10:00'))).toBe(monday('09:00'))
    expect(reasonOf(calendar, asClient(ANNA, monday('09:00')))).toBeUndefined()
    expect(reasonOf(calendar, asClient(ANNA, monday('09:00') + 1))).toBe('too-late-to-cancel')
  })

  it('says until when it was possible', () => {
    const refusal = refusalOf(cancel(given({}, NOTICE), asClient(ANNA, monday('09:30'))))
    expect(refusal?.detail).toContain('2026-11-23T09:00:00Z')
  })

  it('of a pending booking is possible until its start, whatever the notice', () => {
    const calendar = given({ status: 'pending' }, NOTICE)
    expect(reasonOf(calendar, asClient(ANNA, monday('10:00') - 1))).toBeUndefined()
    expect(reasonOf(calendar, asClient(ANNA, monday('10:00')))).toBe('not-changeable')
  })

  it('without a notice is possible until the instant before the start', () => {
    expect(reasonOf(given(), asClient(ANNA, monday('10:00') - 1))).toBeUndefined()
    expect(reasonOf(given(), asClient(ANNA, monday('10:00')))).toBe('not-changeable')
  })
})

describe('the owner’s cancellation', () => {
  it('knows no notice', () => {
    const { answer } = accepted(cancel(given({}, NOTICE), asOwner(monday('09:59'))))
    expect(answer).toMatchObject({ status: 'cancelled', cancelledBy: 'professional' })
  })

  it('is recorded as the admin’s where an admin does it', () => {
    const admin = { ...asOwner(), by: { kind: 'admin', uid: 'root' } as const }
    expect(accepted(cancel(given(), admin)).answer.cancelledBy).toBe('admin')
  })

  it('ends at the start, even of a booking that is expected later', () => {
    const late = { expectedStart: monday('10:30') }
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('10:00'), late)] })
    expect(reasonOf(calendar, asOwner(monday('10:10')), {}, late)).toBe('not-changeable')
  })
})

describe('a hold', () => {
  const hold = { status: 'held', holdExpiresAt: monday('08:10') } as const

  it('is released, not cancelled: nobody is told of anybody', () => {
    const calendar = given(hold, NOTICE)
    const { effects, answer } = accepted(cancel(calendar, asClient()))
    expect(effects.bookingSteps).toEqual([{ bookingId: 'booking', status: 'expired' }])
    expect(effects.changes.map(({ type }) => type)).toEqual(['booking.expired'])
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ state: 'gone', seatsTaken: 0 }),
    ])
    expect(answer.status).toBe('expired')
    expect(answer).not.toHaveProperty('cancelledBy')
  })

  it('is released within the notice, too', () => {
    const now = monday('09:59')
    const calendar = given({ ...hold, holdExpiresAt: now + 1 }, NOTICE)
    expect(reasonOf(calendar, asClient(ANNA, now))).toBeUndefined()
  })

  it('that has expired has nothing left to release', () => {
    expect(reasonOf(given(hold), asClient(ANNA, monday('08:10')))).toBe('not-changeable')
  })
})

describe('a seat among others', () => {
  const service = buildService({ capacity: 4 })
  const claims = [
    buildClaim({ seats: 2 }),
    buildClaim({ bookingId: 'ben’s', uid: BEN }),
    buildClaim({
      bookingId: 'carl’s',
      uid: 'carl',
      status: 'held',
      holdExpiresAt: monday('07:00'),
    }),
    buildClaim({ bookingId: 'dora’s', uid: 'dora', status: 'cancelled' }),
  ]
  const calendar = buildCalendar({
    services: [service],
    appointments: [buildAppointment(monday('10:00'), { service, claims })],
  })

  it('leaves the appointment standing, with the seats of those who stay', () => {
    const { effects } = accepted(cancel(calendar, asClient()))
    // An expired hold keeps its seat until it is released by a change of its own.
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ appointmentId: 'appointment', seatsTaken: 2, state: 'active' }),
    ])
    expect(effects.bookingSteps?.map(({ bookingId }) => bookingId)).toEqual(['booking'])
    expect(effects.changes).toHaveLength(1)
  })

  it('frees exactly its own seats', () => {
    const after = applyEffects(calendar, accepted(cancel(calendar, asClient())).effects)
    const range = { start: monday('10:00'), end: monday('10:01') }
    expect(findSlots(after, service, range, 1, { now: NOW })[0]?.seatsLeft).toBe(3)
  })
})

describe('a cancellation is refused', () => {
  const by: Record<Status, string | undefined> = {
    held: undefined,
    pending: undefined,
    confirmed: undefined,
    'in-progress': 'not-changeable',
    completed: 'not-changeable',
    'no-show': 'not-changeable',
    cancelled: 'already-cancelled',
    declined: 'not-changeable',
    expired: 'not-changeable',
  }

  it.each(STATUSES)('by the status: %s', (status) => {
    const hold = status === 'held' ? { holdExpiresAt: monday('08:10') } : {}
    expect(reasonOf(given({ status, ...hold }), asOwner())).toBe(by[status])
  })

  it.each([
    ['confirmed', monday('10:00')],
    ['confirmed', monday('12:00')],
    ['pending', monday('10:00')],
  ] as const)('of a %s booking that the clock has taken on', (status, now: Instant) => {
    expect(reasonOf(given({ status }), asOwner(now))).toBe('not-changeable')
  })

  it('where the booking is at another version than the client saw', () => {
    const calendar = given()
    expect(reasonOf(calendar, asClient(), { version: 3 }, { version: 3 })).toBeUndefined()
    expect(reasonOf(calendar, asClient(), { version: 2 }, { version: 3 })).toBe('version-mismatch')
    expect(reasonOf(calendar, asClient(), { version: 4 }, { version: 3 })).toBe('version-mismatch')
  })

  it('as cancelled already, before any version is compared', () => {
    expect(reasonOf(given({ status: 'cancelled' }), asClient(), { version: 9 })).toBe(
      'already-cancelled',
    )
  })
})
