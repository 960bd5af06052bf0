// Two decisions in one save: each row once, with what the later one made of it.
import { describe, expect, it } from 'vitest'
import {
  accepted,
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
import { advance } from '../clock/advance.ts'
import { applyEffects } from './apply.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { decideProgress } from '../session/decide-progress.ts'
import { type Effects, NOTHING } from './effects.ts'
import { mergeEffects } from './merge-effects.ts'
import { mergeSteps, steppedBooking, steppedClaim } from './steps.ts'

const group = buildService({ capacity: 3 })

const change = (changeId: string): Effects['changes'][number] => ({
  changeId,
  type: 'booking.expired',
  dates: [],
})

describe('two decisions', () => {
  it('are the later one where the earlier did nothing', () => {
    const later: Effects = { changes: [change('later')] }
    expect(mergeEffects(NOTHING, later)).toBe(later)
  })

  it('make their changes one after the other', () => {
    const merged = mergeEffects({ changes: [change('earlier')] }, { changes: [change('later')] })
    expect(merged.changes.map(({ changeId }) => changeId)).toEqual(['earlier', 'later'])
  })

  it('write a booking that the clock began and the professional ended once, and tell both', () => {
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('10:00'))] })
    const now = monday('10:40')
    const due = advance(calendar, asClock(now))
    const begun = applyEffects(calendar, due)
    const report = decideProgress(begun, bookingOf(begun), { step: 'finished' }, asOwner(now))
    const merged = mergeEffects(due, accepted(report).effects)
    expect(merged.bookingSteps).toEqual([{ bookingId: 'booking', status: 'completed' }])
    expect(merged.changes.map(({ type, by }) => [type, by])).toEqual([
      ['booking.started', 'system'],
      ['booking.completed', undefined],
    ])
    expect(applyEffects(calendar, merged).appointments).toEqual([
      expect.objectContaining({ endedAt: now }) as unknown,
    ])
  })

  it('write an appointment that loses seats twice once, with those that are left', () => {
    const claims = [
      buildClaim(),
      buildHold({ uid: 'carl' }),
      buildClaim({ bookingId: 'stays', uid: 'dora' }),
    ]
    const appointments = [buildAppointment(monday('10:00'), { service: group, claims })]
    const calendar = buildCalendar({ services: [group], appointments })
    const now = monday('08:10')
    const due = advance(calendar, asClock(now))
    const advanced = applyEffects(calendar, due)
    const cancelled = decideCancellation(advanced, bookingOf(advanced), {}, asOwner(now))
    const merged = mergeEffects(due, accepted(cancelled).effects)
    expect(merged.changedAppointments).toEqual([
      expect.objectContaining({ seatsTaken: 1, state: 'active' }),
    ])
    expect(merged.bookingSteps?.map(({ bookingId, status }) => [bookingId, status])).toEqual([
      ['hold', 'expired'],
      ['booking', 'cancelled'],
    ])
  })
})

describe('steps of one booking', () => {
  it('are one: what a later one leaves unset is the earlier’s', () => {
    const merged = mergeSteps([
      { bookingId: 'one', status: 'in-progress', expected: { start: 1 } },
      { bookingId: 'two', status: 'expired' },
      { bookingId: 'one', status: 'completed' },
    ])
    expect(merged).toEqual([
      { bookingId: 'one', status: 'completed', expected: { start: 1 } },
      { bookingId: 'two', status: 'expired' },
    ])
  })

  it('clear what was expected where they say so, and keep it where they do not', () => {
    const late = buildClaim({ expectedStart: 5, expectedEnd: 9 })
    expect(steppedClaim(late, { bookingId: 'booking', expected: {} })).toEqual(buildClaim())
    expect(steppedClaim(late, { bookingId: 'booking', status: 'in-progress' })).toEqual({
      ...late,
      status: 'in-progress',
    })
  })

  it('move a booking’s version and time of change', () => {
    const calendar = buildCalendar({ appointments: [buildAppointment(monday('10:00'))] })
    const booking = bookingOf(calendar)
    const step = { bookingId: 'booking', status: 'in-progress' } as const
    expect(steppedBooking(booking, step, monday('10:00'))).toEqual({
      ...booking,
      ...step,
      version: 2,
      updatedAt: monday('10:00'),
    })
  })
})
