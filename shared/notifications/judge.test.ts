// What is no longer true is not told.
import { describe, expect, it } from 'vitest'
import { HAPPENINGS } from './happening.ts'
import type { CausedBooking } from './cause.ts'
import { isStillTrue } from './judge.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const START = NOW + 3_600_000
const MINUTE = 60_000

const booking = (more: Partial<CausedBooking> = {}): CausedBooking => ({
  bookingId: 'b1',
  status: 'confirmed',
  start: START,
  clientUid: 'anna',
  isHold: false,
  history: [{ revision: 7, type: 'booking.confirmed' }],
  ...more,
})
const ASKED = { revision: 7, toldStart: START, now: NOW }
const history = (type: CausedBooking['history'][number]['type']) => [
  { revision: 7, type: 'booking.confirmed' as const },
  { revision: 8, type },
]

describe('what happened to a booking', () => {
  it.each([
    ['booking.cancelled', false],
    ['booking.rescheduled', false],
    ['booking.started', true],
    ['booking.delayed', true],
    ['booking.completed', true],
  ] as const)('is confirmed still after %s: %s', (type, expected) => {
    expect(isStillTrue('confirmed', booking({ history: history(type) }), ASKED)).toBe(expected)
  })

  it('is told of by the last change alone', () => {
    const twice = booking({ history: history('booking.rescheduled') })
    expect([7, 8].map((revision) => isStillTrue('moved', twice, { ...ASKED, revision }))).toEqual([
      false,
      true,
    ])
  })

  it.each([
    ['late by five minutes', { expectedStart: START + 5 * MINUTE }, true, false],
    ['late by less', { expectedStart: START + 4 * MINUTE }, false, true],
    ['on time', {}, false, true],
    ['over', { status: 'completed' }, false, false],
    ['running', { status: 'in-progress', expectedStart: START + 9 * MINUTE }, false, false],
    ['cancelled', { status: 'cancelled', expectedStart: START + 9 * MINUTE }, false, false],
  ] as const)('is, %s, a delay: %o', (_, more, isDelayed, isOnTime) => {
    const one = booking(more)
    expect(isStillTrue('delayed', one, ASKED)).toBe(isDelayed)
    expect(isStillTrue('on-time', one, ASKED)).toBe(isOnTime)
  })

  it.each([
    ['stands', {}, {}, true],
    ['is cancelled', { status: 'cancelled' }, {}, false],
    ['is declined', { status: 'declined' }, {}, false],
    ['waits for approval', { status: 'pending' }, {}, false],
    ['has moved', { start: START + MINUTE }, {}, false],
    ['runs', { status: 'in-progress' }, {}, false],
    ['has begun', {}, { now: START }, false],
  ] as const)('is reminded of where it %s: %o', (_, more, asked, expected) => {
    expect(isStillTrue('reminder', booking(more), { ...ASKED, ...asked })).toBe(expected)
  })

  it('is told of no more once the booking is not in the books', () => {
    const told = HAPPENINGS.filter((happening) => isStillTrue(happening, undefined, ASKED))
    expect(told.filter((happening) => !happening.endsWith('-changed'))).toEqual(['erased'])
  })
})
