// The professional's word on a request.
import { describe, expect, it } from 'vitest'
import {
  BEN,
  NOW,
  accepted,
  asAdmin,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { applyEffects } from '../effects/apply.ts'
import { decideApproval } from './decide-approval.ts'
import { findSlots } from '../free/search.ts'

const group = buildService({ capacity: 3, approval: 'manual' })

/** Anna’s request for 10:00 on Monday, beside whoever else is in it. */
function given(...others: readonly ReturnType<typeof buildClaim>[]) {
  const claims = [buildClaim({ status: 'pending' }), ...others]
  const appointments = [buildAppointment(monday('10:00'), { service: group, claims })]
  return buildCalendar({ services: [group], appointments })
}

const freeAt = (calendar: ReturnType<typeof given>) =>
  findSlots(calendar, group, { start: monday('10:00'), end: monday('10:01') }, 1, { now: NOW })

const decide = (
  calendar: ReturnType<typeof given>,
  request: Parameters<typeof decideApproval>[2],
  by = asOwner(),
) => decideApproval(calendar, bookingOf(calendar), request, by)

describe('a request that is approved', () => {
  it('is confirmed in one change, and nothing else changes', () => {
    const { effects, answer } = accepted(decide(given(), { decision: 'approve' }))
    expect(effects).toEqual({
      bookingSteps: [{ bookingId: 'booking', status: 'confirmed' }],
      changes: [
        {
          changeId: 'new-1',
          type: 'booking.confirmed',
          dates: [],
          bookingId: 'booking',
          appointmentId: 'appointment',
          serviceId: 'massage',
        },
      ],
    })
    expect(answer).toMatchObject({ status: 'confirmed', version: 2, updatedAt: NOW })
  })
})

describe('a request that is declined', () => {
  it('gives its appointment back, with the reason that its client is told', () => {
    const request = { decision: 'decline', reason: 'I am on a course' } as const
    const { effects, answer } = accepted(decide(given(), request))
    expect(effects.bookingSteps).toEqual([
      {
        bookingId: 'booking',
        status: 'declined',
        cancelledBy: 'professional',
        cancelReason: 'I am on a course',
      },
    ])
    expect(effects.changedAppointments).toEqual([
      expect.objectContaining({ seatsTaken: 0, state: 'gone' }),
    ])
    expect(effects.changes.map(({ type, dates }) => [type, dates])).toEqual([
      ['booking.declined', ['2026-11-23']],
    ])
    expect(answer).toMatchObject({ status: 'declined', cancelReason: 'I am on a course' })
  })

  it('makes its seats free again, and leaves those of others taken', () => {
    const calendar = given(buildClaim({ bookingId: 'ben’s', uid: BEN }))
    const { effects } = accepted(decide(calendar, { decision: 'decline' }))
    const after = applyEffects(calendar, effects)
    expect([calendar, after].map((one) => freeAt(one)[0]?.seatsLeft)).toEqual([1, 2])
  })

  it('is recorded as the admin’s where an admin does it', () => {
    const { answer } = accepted(decide(given(), { decision: 'decline' }, asAdmin()))
    expect(answer.cancelledBy).toBe('admin')
  })
})

describe('a request', () => {
  it.each(['approve', 'decline'] as const)(
    'cannot be decided on once its start has come: %s',
    (decision) => {
      expect(refusalOf(decide(given(), { decision }, asOwner(monday('10:00') - 1)))).toBeUndefined()
      const late = refusalOf(decide(given(), { decision }, asOwner(monday('10:00'))))
      expect(late?.reason).toBe('not-changeable')
      expect(late?.detail).toContain('expired')
    },
  )
})
