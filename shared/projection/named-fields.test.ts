// What the core learns about a booking, a professional or a schedule is told to nobody by itself: each field is named.
import { describe, expect, it } from 'vitest'
import {
  NOW,
  bookingOf,
  buildAppointment,
  buildCalendar,
  monday,
} from '../../test/support/build-calendar.ts'
import type { ChangeMessage } from '../contract/messages/change.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { projectBooking } from './booking-documents.ts'
import { toChange } from './change-message.ts'
import { projectDays } from './day-documents.ts'
import { toFoundProfessional } from './found-professional.ts'
import { projectProfessional } from './professional-document.ts'
import { toScheduleOf } from './schedule-answer.ts'
import { toShownBlock } from './shown-block.ts'
import { projectSchedule } from './schedule-document.ts'
import { toShownBooking } from './shown-booking.ts'

/** With a field that nobody has heard of. */
const planted = <T extends object>(known: T): T => ({ ...known, secret: 'secret' })

const START = monday('09:00')

function plantedCalendar(): Calendar {
  const calendar = buildCalendar({
    appointments: [buildAppointment(START)],
    dateHours: [{ date: '2026-11-24', intervals: [{ start: '08:00', end: '12:00' }] }],
    timeOff: [{ timeOffId: 'off', start: monday('13:00'), end: monday('14:00') }],
    externalBusy: [{ source: 'google', start: monday('15:00'), end: monday('16:00') }],
    activity: { state: 'busy', since: NOW, until: monday('08:30') },
  })
  return planted({
    ...calendar,
    professional: planted({
      ...calendar.professional,
      contact: planted({ phone: '+49 30 901820', email: 'praxis@example.com' }),
    }),
    services: calendar.services.map(planted),
    weeklyRules: calendar.weeklyRules.map(planted),
    dateHours: calendar.dateHours.map(planted),
    timeOff: calendar.timeOff.map(planted),
    externalBusy: calendar.externalBusy.map(planted),
    ...(calendar.activity && { activity: planted(calendar.activity) }),
    appointments: calendar.appointments.map((one) =>
      planted({ ...one, claims: one.claims.map(planted) }),
    ),
  })
}

describe('a field that is new in the core', () => {
  const calendar = plantedCalendar()
  const client = planted({ name: 'Anna', email: 'anna@example.com' })
  const booking = planted(bookingOf(calendar, 'booking', { client }))
  const range = { start: monday('00:00'), end: monday('00:00', 7) }
  const text = (at: number) => new Date(at).toISOString()
  const block = planted({
    kind: 'email',
    key: 'anna@example.com',
    name: 'Anna',
    note: 'never came, three times in a row',
    createdAt: NOW,
  } as const)
  const change: ChangeMessage = planted({
    changeId: 'change',
    causeId: 'cause',
    type: 'booking.confirmed',
    professionalId: 'the-professional',
    revision: 1,
    at: NOW,
    by: planted({ kind: 'client' }),
    dates: [],
  })

  it.each([
    ['a booking', () => toShownBooking(calendar, booking, text, NOW)],
    ['its documents', () => projectBooking(calendar, { booking, capacity: 1 })],
    ['a professional as they are found', () => toFoundProfessional(calendar, NOW, text)],
    ['the professional’s document', () => projectProfessional(calendar, NOW)],
    ['a day’s document', () => projectDays(calendar, ['2026-11-23'], 20_780)],
    ['a schedule', () => toScheduleOf(calendar, range, NOW)],
    ['the schedule’s document', () => projectSchedule(calendar, NOW)],
    ['a change', () => toChange(change, text)],
    ['a block', () => toShownBlock(block)],
  ])('is no field of %s', (_what, show) => {
    const shown = JSON.stringify(show())
    expect(shown.length).toBeGreaterThan(100)
    expect(shown).not.toContain('secret')
  })
})
