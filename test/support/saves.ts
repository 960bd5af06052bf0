// Saves of one calendar, from its first to its last: together they write every kind of row that a decision may.
import { v7 } from 'uuid'
import type { CalendarSave } from '../../shared/database/save/calendar-save.ts'
import type { ChangeDraft } from '../../shared/scheduling/effects/effects.ts'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { buildPolicy, buildService } from './build-calendar.ts'

/** When the first is saved; a part of a second is left out of what people see. */
export const AT = Date.UTC(2027, 0, 4, 8) + 789
const START = Date.UTC(2027, 0, 5, 10)

const KINDS = [
  'professionalId',
  'serviceId',
  'ownerUid',
  'uid',
  'key',
  'appointmentId',
  'otherAppointmentId',
  'bookingId',
  'otherBookingId',
  'timeOffId',
  'causeId',
] as const

export type Ids = Readonly<Record<(typeof KINDS)[number], string>> & {
  /** Each id with what it is called in every run. */
  readonly named: Map<string, string>
}

export function newIds(): Ids {
  const ids = Object.fromEntries(KINDS.map((kind) => [kind, v7()])) as Record<
    (typeof KINDS)[number],
    string
  >
  return { ...ids, named: new Map(KINDS.map((kind) => [ids[kind], `the-${kind}`])) }
}

/** The saves in their order: a calendar is made, a time is booked, another is held, and so on. */
export function everySave(
  ids: Ids,
): readonly [create: CalendarSave, book: CalendarSave, ...later: CalendarSave[]] {
  const { professionalId, serviceId, ownerUid, uid, appointmentId, bookingId, causeId, named } = ids
  let changes = 0
  const change = (type: ChangeDraft['type'], more: Partial<ChangeDraft> = {}): ChangeDraft => {
    const changeId = v7()
    named.set(changeId, `the-change-${changes++}`)
    return { changeId, type, dates: ['2027-01-05'], ...more }
  }
  const common = { professionalId, ownerUid, causeId }
  const by = { kind: 'client', uid } as const
  const owner = { kind: 'professional', uid: ownerUid } as const
  const kept = {
    account: uid,
    function: 'create-booking',
    key: ids.key,
    bodyHash: 'a hash',
    answer: { b: 1, a: 'in this order' },
    isStale: false,
  }
  const span = { start: START, end: START + HOUR }
  const appointment = {
    ...span,
    appointmentId,
    serviceId,
    occupies: { start: START - 5 * MINUTE, end: START + HOUR + 10 * MINUTE },
    capacity: 1,
    seatsTaken: 1,
    state: 'active',
  } as const
  const booking = {
    ...span,
    bookingId,
    appointmentId,
    serviceId,
    seats: 1,
    version: 1,
    status: 'confirmed',
    client: { uid, name: 'Anna "A" \\ Älv', email: 'anna@example.com', phone: '+49 170' },
    timeZone: 'Europe/Berlin',
    note: 'first\nvisit',
    price: { amountMinor: 5000, currency: 'EUR' },
    createdAt: AT,
    updatedAt: AT,
  } as const
  const booked = { bookingId, appointmentId, serviceId }
  const later = { start: START + 3 * HOUR, end: START + 4 * HOUR }
  const held = {
    ...appointment,
    ...later,
    appointmentId: ids.otherAppointmentId,
    occupies: later,
  } as const
  const hold = {
    ...later,
    bookingId: ids.otherBookingId,
    appointmentId: ids.otherAppointmentId,
    serviceId,
    seats: 1,
    version: 1,
    status: 'held',
    holdExpiresAt: AT + 10 * MINUTE,
    client: { uid, name: 'Anna' },
    createdAt: AT + MINUTE,
    updatedAt: AT + MINUTE,
  } as const
  const holding = {
    bookingId: ids.otherBookingId,
    appointmentId: ids.otherAppointmentId,
    serviceId,
  }
  const busy = { source: 'feed', start: START + 20 * HOUR, end: START + 21 * HOUR }
  const timeOff = { timeOffId: ids.timeOffId, ...later, startDate: '2027-02-01', note: 'skiing' }
  const block = { kind: 'client', key: uid } as const
  return [
    {
      ...common,
      revision: undefined,
      at: AT,
      by: owner,
      newAccount: { uid, name: 'Anna', email: 'anna@example.com' },
      effects: {
        changes: [change('professional.changed', { dates: 'all' })],
        professional: {
          professionalId,
          name: 'Petra',
          specialties: ['backs', 'knees'],
          timeZone: 'Europe/Berlin',
          active: true,
          policy: buildPolicy({}),
        },
        services: [buildService({ serviceId })],
      },
    },
    {
      ...common,
      revision: 1,
      at: AT,
      by,
      due: START,
      kept,
      countedFor: { uid, version: 0 },
      effects: {
        changes: [change('booking.confirmed', booked)],
        newAppointments: [appointment],
        newBookings: [booking],
        bookingSteps: [],
      },
    },
    {
      ...common,
      revision: 2,
      at: AT + MINUTE,
      by,
      countedFor: { uid, version: 1 },
      effects: {
        changes: [change('booking.held', { ...holding, override: ['too-soon'] })],
        newAppointments: [held],
        newBookings: [hold],
      },
    },
    {
      ...common,
      revision: 3,
      at: AT + 2 * MINUTE,
      by: owner,
      effects: {
        changes: [
          change('booking.cancelled', booked),
          change('booking.confirmed', { ...holding, by: 'system' }),
          change('booking.rescheduled', { ...holding, before: later }),
        ],
        changedAppointments: [
          { ...appointment, seatsTaken: 0, state: 'gone' },
          {
            ...held,
            ...span,
            occupies: span,
            expectedStart: START + MINUTE,
            endedAt: span.end + MINUTE,
          },
        ],
        bookingSteps: [
          { bookingId, status: 'cancelled', cancelledBy: 'professional', cancelReason: 'ill' },
          {
            bookingId: ids.otherBookingId,
            status: 'confirmed',
            seats: 1,
            booked: { client: { name: 'Ben' }, note: 'for him', timeZone: 'UTC' },
            moved: { appointmentId: ids.otherAppointmentId, ...span },
            expected: { start: START + MINUTE },
          },
        ],
      },
    },
    {
      ...common,
      revision: 6,
      at: AT + 3 * MINUTE,
      by: owner,
      newAccount: { uid: ownerUid, name: 'Petra' },
      effects: {
        changes: [change('schedule.changed', { dates: 'all', subject: 'block' })],
        weeklyRules: [
          { effectiveFrom: '2027-01-01', hours: [{ weekday: 1, start: '09:00', end: '17:00' }] },
          { effectiveFrom: '2026-01-01', hours: null },
        ],
        dateHours: [
          { date: '2027-03-01', intervals: [] },
          { date: '2027-03-02', intervals: null },
        ],
        activity: { state: 'away', since: AT, until: AT + HOUR, message: 'lunch' },
        blocks: [{ ...block, block: { ...block, name: 'Anna', createdAt: AT } }],
        newTimeOff: [timeOff],
        externalBusy: { added: [busy], removed: [] },
      },
    },
    {
      ...common,
      revision: 7,
      at: AT + 4 * MINUTE,
      by: owner,
      effects: {
        changes: [change('schedule.changed', { dates: 'all' })],
        services: [buildService({ serviceId, name: 'Longer' })],
        weeklyRules: [{ effectiveFrom: '2027-01-01', hours: null }],
        dateHours: [{ date: '2027-03-01', intervals: null }],
        activity: { state: 'available', since: AT + 4 * MINUTE },
        blocks: [{ ...block, block: null }],
        removedTimeOff: [timeOff],
        externalBusy: { added: [], removed: [busy] },
        bookingSteps: [
          { bookingId, erases: ['client', 'holder', 'reason'] },
          { bookingId: ids.otherBookingId, expected: {} },
        ],
      },
    },
  ]
}
