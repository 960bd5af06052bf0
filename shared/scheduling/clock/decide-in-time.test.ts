// Every decision is made on a calendar as time has made it, and saved with what time did and whom it delays.
import { describe, expect, it } from 'vitest'
import {
  asClient,
  asClock,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  monday,
} from '../../../test/support/build-calendar.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import { refuse } from '../model/refusal.ts'
import { decideProgress } from '../session/decide-progress.ts'
import { decideInTime } from './decide-in-time.ts'

const told = ({ changes }: Effects) => changes.map(({ type, by }) => [type, by])

const lapsed = buildAppointment(monday('10:00'), { claims: [buildHold()] })
const held = { calendar: buildCalendar({ appointments: [lapsed] }), bookings: [] }
const now = monday('08:10')

describe('a decision in time', () => {
  it('is made on what the clock’s due steps leave, bookings included', () => {
    const booking = bookingOf(held.calendar, 'hold')
    const loaded = { ...held, booking, bookings: [booking] }
    decideInTime(loaded, asClock(now), (inTime) => {
      expect(inTime.calendar.appointments).toEqual([])
      expect(inTime.bookings).toEqual([{ ...booking, status: 'expired' }])
      expect(inTime.booking).toEqual(inTime.bookings[0])
      return refuse('not-changeable', 'it is over')
    })
  })

  it('saves the clock’s steps first, as the system’s', () => {
    const second = buildAppointment(monday('12:00'), { appointmentId: 'second' })
    const calendar = buildCalendar({ appointments: [lapsed, second] })
    const booking = bookingOf(calendar)
    const decided = decideInTime({ calendar, booking, bookings: [] }, asClock(now), (inTime) =>
      decideCancellation(inTime.calendar, inTime.booking ?? booking, {}, asClient(undefined, now)),
    )
    if (decided.refused) throw new Error(decided.refused.detail)
    expect(told(decided.effects)).toEqual([
      ['booking.expired', 'system'],
      ['booking.cancelled', undefined],
    ])
    expect(decided.before.appointments.map(({ appointmentId }) => appointmentId)).toEqual([
      'second',
    ])
    expect(decided.after).toMatchObject({ revision: calendar.revision + 2, appointments: [] })
  })

  it('tells whom it delays', () => {
    const late = buildAppointment(monday('08:00'), { appointmentId: 'late' })
    const behind = buildAppointment(monday('09:00'), {
      claims: [buildClaim({ bookingId: 'behind', uid: 'ben' })],
    })
    const calendar = buildCalendar({ appointments: [late, behind] })
    const decided = decideInTime({ calendar, bookings: [] }, asClock(now), (inTime) =>
      decideProgress(
        inTime.calendar,
        bookingOf(inTime.calendar, 'booking', { status: 'in-progress' }),
        { step: 'running-late', expectedEnd: monday('09:20') },
        asOwner(now),
      ),
    )
    if (decided.refused) throw new Error(decided.refused.detail)
    expect(decided.effects.changes.map(({ type, bookingId }) => [type, bookingId])).toEqual([
      ['booking.started', 'booking'],
      ['booking.delayed', 'booking'],
      ['booking.delayed', 'behind'],
    ])
  })

  it('writes nothing where it is refused or changes nothing: what was due is due still', () => {
    expect(decideInTime(held, asClock(now), () => refuse('not-found', 'there is none'))).toEqual(
      refuse('not-found', 'there is none'),
    )
    const idle = decideInTime(held, asClock(now), () => ({ effects: NOTHING, answer: 'as it is' }))
    expect(idle).toMatchObject({ effects: NOTHING, answer: 'as it is' })
    expect(idle).toHaveProperty('after.appointments', [])
  })
})
