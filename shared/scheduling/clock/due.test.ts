// When time alone next changes a calendar, or what is shown of it.
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  accepted,
  asClient,
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildHold,
  buildService,
  everyDay,
  monday,
} from '../../../test/support/build-calendar.ts'
import { HOUR, type Instant, SECOND } from '../../time/instant.ts'
import { advance } from './advance.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Appointment, Calendar } from '../model/calendar.ts'
import { type BookingRequest, decideNewBooking } from '../booking/decide-new-booking.ts'
import { decideActivity } from '../session/decide-activity.ts'
import { decideCancellation } from '../booking/decide-cancellation.ts'
import { decideHold } from '../booking/decide-hold.ts'
import { NOTHING } from '../effects/effects.ts'
import { dueAfter, nextDue } from './due.ts'
import { findNextFree } from '../free/search.ts'

/** Nothing is free for months and nobody is at work: only what stands in the calendar can be due. */
function closed(...appointments: readonly Appointment[]): Calendar {
  return buildCalendar({ weeklyRules: [], appointments })
}

const NOON = monday('12:00')

const withStatus = (status: 'pending' | 'confirmed' | 'in-progress' | 'completed', fields = {}) =>
  buildAppointment(monday('14:00'), { claims: [buildClaim({ status })], ...fields })

describe('a calendar is due', () => {
  it('when a hold expires', () => {
    const held = buildAppointment(monday('14:00'), {
      claims: [buildHold({ holdExpiresAt: monday('12:07') })],
    })
    expect(nextDue(closed(held), NOON)).toBe(monday('12:07'))
  })

  it.each([
    ['when a request comes to its start', withStatus('pending'), '14:00'],
    ['when a booking begins', withStatus('confirmed'), '14:00'],
    [
      'when a booking is expected to begin',
      withStatus('confirmed', { expectedStart: monday('14:20') }),
      '14:20',
    ],
    ['when a session ends', withStatus('in-progress'), '15:00'],
    [
      'when a session is expected to end',
      withStatus('in-progress', { expectedEnd: monday('15:35') }),
      '15:35',
    ],
  ])('%s', (_when, appointment, time) => {
    expect(nextDue(closed(appointment), NOON)).toBe(monday(time))
  })

  it('for nothing that is over', () => {
    const over = withStatus('completed', { endedAt: monday('14:30') })
    expect(nextDue(closed(over), monday('14:00'))).toBeGreaterThanOrEqual(monday('00:00', 1))
  })

  it('when hours begin and end, which shows in what the professional is doing', () => {
    const calendar = buildCalendar({ services: [] })
    expect(nextDue(calendar, monday('08:00'))).toBe(monday('09:00'))
    expect(nextDue(calendar, monday('09:00'))).toBe(monday('17:00'))
  })

  it('when time off begins and ends, and when an activity does', () => {
    const timeOff = [{ timeOffId: 'off', start: monday('11:00'), end: monday('12:30') }]
    const activity = { state: 'busy', since: monday('10:00'), until: monday('10:30') } as const
    const calendar = buildCalendar({ services: [], timeOff, activity })
    expect(nextDue(calendar, monday('10:00'))).toBe(monday('10:30'))
    expect(nextDue(calendar, monday('10:30'))).toBe(monday('11:00'))
    expect(nextDue(calendar, monday('11:00'))).toBe(monday('12:30'))
  })

  it('a second after the next free start can be booked for the last time', () => {
    const services = [buildService({ minNoticeMinutes: 90, slotStepMinutes: 30 })]
    const calendar = buildCalendar({
      services,
      weeklyRules: everyDay({ start: '00:00', end: '24:00' }),
    })
    expect(findNextFree(calendar, buildService(services[0]), NOON)?.start).toBe(monday('13:30'))
    expect(nextDue(calendar, NOON)).toBe(NOON + SECOND)
    expect(nextDue(calendar, NOON + SECOND)).toBe(monday('12:30') + SECOND)
  })

  it('within the hour after midnight of its own zone, so that the new day comes to be shown', () => {
    const tokyo = buildCalendar({ timeZone: 'Asia/Tokyo', weeklyRules: [] })
    const due = nextDue(tokyo, NOON)
    expect(due).toBeGreaterThanOrEqual(monday('15:00'))
    expect(due).toBeLessThan(monday('15:00') + HOUR)
    expect(nextDue(tokyo, due)).toBe(due + 24 * HOUR)
  })

  it('spreads the new day over professionals, the same for each every day', () => {
    const dues = ['anna', 'ben', 'carl'].map((professionalId) =>
      nextDue({ ...closed(), professionalId }, NOON),
    )
    expect(new Set(dues).size).toBe(3)
  })

  it('again at once where something is overdue', () => {
    const overdue = withStatus('confirmed', { start: monday('11:00'), end: monday('12:30') })
    expect(nextDue(closed(overdue), NOON)).toBe(NOON + SECOND)
  })

  it('again at once where one save left what has lapsed to the next', () => {
    const lapsed = ['13:00', '14:00'].map((time) =>
      buildAppointment(monday(time), {
        appointmentId: time,
        claims: [buildHold({ bookingId: time, holdExpiresAt: monday('11:00') })],
      }),
    )
    const calendar = closed(...lapsed)
    const effects = advance(calendar, { now: NOON, newId: () => 'an-id' }, 1)
    expect(effects.changes).toHaveLength(1)
    expect(nextDue(applyEffects(calendar, effects), NOON)).toBe(NOON + SECOND)
  })
})

describe('a save brings the due instant down', () => {
  const group = buildService({ capacity: 3, minNoticeMinutes: 60 })
  const request = (start: Instant, fields: Partial<BookingRequest> = {}): BookingRequest => ({
    serviceId: 'massage',
    start,
    seats: 1,
    client: { name: 'Gus' },
    override: [],
    ...fields,
  })

  it('not at all where nothing is due for what it wrote', () => {
    expect(dueAfter(closed(), NOTHING, NOON)).toBeUndefined()
  })

  it('to the start of a new booking', () => {
    const calendar = buildCalendar()
    const { effects } = accepted(decideNewBooking(calendar, request(monday('14:00')), asClient()))
    const after = applyEffects(calendar, effects)
    expect(dueAfter(after, effects, monday('08:00'))).toBe(monday('14:00'))
  })

  it('to before what a cancellation sets free', () => {
    const calendar = buildCalendar({ appointments: [withStatus('confirmed')] })
    const cancelled = decideCancellation(calendar, bookingOf(calendar), {}, asOwner())
    const { effects } = accepted(cancelled)
    const due = dueAfter(applyEffects(calendar, effects), effects, monday('08:00'))
    expect(due).toBeLessThanOrEqual(monday('14:00'))
  })

  it('to the present where an activity was set, whose end shows', () => {
    const calendar = closed()
    const until = monday('12:30')
    const { effects } = accepted(decideActivity(calendar, { state: 'away', until }, asOwner(NOON)))
    expect(dueAfter(applyEffects(calendar, effects), effects, NOON)).toBeLessThanOrEqual(until)
  })

  it('to before seats that the owner made outside the hours become too soon to join', () => {
    const calendar = buildCalendar({ services: [group] })
    const now = monday('02:00')
    const decision = decideNewBooking(
      calendar,
      request(monday('05:00'), { override: ['outside-hours', 'off-grid'] }),
      asOwner(now),
    )
    const { effects } = accepted(decision)
    const after = applyEffects(calendar, effects)
    expect(findNextFree(after, group, now)?.start).toBe(monday('05:00'))
    expect(dueAfter(after, effects, now)).toBeLessThanOrEqual(nextDue(after, now))
  })

  it('to before seats that a renewed hold gives up become too soon', () => {
    const service = buildService({ capacity: 3 })
    const start = monday('11:00')
    const held = buildHold({ seats: 3, holdExpiresAt: monday('11:10') })
    const appointments = [buildAppointment(start, { service, claims: [held] })]
    const calendar = buildCalendar({ services: [service], appointments })
    const now = monday('10:58')
    const hold = bookingOf(calendar, 'hold', { createdAt: monday('10:55') })
    const wish = { serviceId: 'massage', start, seats: 1, holdMinutes: 12 }
    const renewed = { ...wish, client: hold.client, ownHolds: [hold], holdsElsewhere: 0, kept: [] }
    const { effects } = accepted(decideHold(calendar, renewed, asClient(ANNA, now)))
    const after = applyEffects(calendar, effects)
    expect(findNextFree(after, service, now)?.start).toBe(start)
    expect(dueAfter(after, effects, now)).toBeLessThanOrEqual(nextDue(after, now))
  })
})
