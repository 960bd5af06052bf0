// From a save to the messages it makes.
import { describe, expect, it } from 'vitest'
import type { ChangeType } from '../contract/messages/change.ts'
import type { Cause, CausedBooking, CausedChange } from './cause.ts'
import { planNotifications } from './plan-notifications.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const HOUR = 3_600_000
const ON = { push: true, email: true, reminderMinutes: [60] }

const booking = (bookingId: string, more: Partial<CausedBooking> = {}): CausedBooking => ({
  bookingId,
  status: 'confirmed',
  start: NOW + 24 * HOUR,
  clientUid: 'anna',
  isHold: false,
  history: [],
  ...more,
})

const change = (
  type: ChangeType,
  by: CausedChange['by'],
  bookingId?: string,
  more: Partial<CausedChange> = {},
): CausedChange => ({
  type,
  by,
  revision: 7,
  ...(bookingId !== undefined && { bookingId }),
  ...more,
})

const cause = (
  changes: readonly CausedChange[],
  bookings: readonly CausedBooking[] = [],
): Cause => ({
  causeId: 'c1',
  professionalId: 'p1',
  ownerUid: 'olga',
  at: NOW,
  changes,
  bookings: new Map(bookings.map((one) => [one.bookingId, one])),
  accounts: new Map(['olga', 'anna', 'ben'].map((uid) => [uid, ON])),
})

/** `anna: cancelled b1 b2 (in-app push mail)`, one line a message. */
const told = (of: Cause): readonly string[] =>
  planNotifications(of, NOW).map(({ addressee, items, channels }) => {
    const who = addressee.role === 'guest' ? addressee.guestAddress : addressee.uid
    const what = items.map(({ happening, bookingId }) =>
      [happening, bookingId ?? []].flat().join(' '),
    )
    return `${who}: ${what.join(', ')} (${channels.join(' ')})`
  })

describe('a save', () => {
  it('tells both sides of a booking', () => {
    expect(told(cause([change('booking.confirmed', 'client', 'b1')], [booking('b1')]))).toEqual([
      'anna: confirmed b1 (in-app mail)',
      'olga: confirmed b1 (in-app push mail)',
    ])
  })

  it('that cancels many bookings tells each client once, the next booking first', () => {
    const ids = ['b1', 'b2', 'b3']
    const changes = [
      change('schedule.changed', 'professional'),
      ...ids.map((id) => change('booking.cancelled', 'professional', id)),
    ]
    const bookings = [
      booking('b1', { start: NOW + 9 * HOUR }),
      booking('b2', { start: NOW + 2 * HOUR }),
      booking('b3', { clientUid: 'ben' }),
    ]
    expect(told(cause(changes, bookings))).toEqual([
      'anna: cancelled b2, cancelled b1 (in-app push mail)',
      'ben: cancelled b3 (in-app push mail)',
    ])
  })

  it("of an admin's tells the owner once of all of it", () => {
    const changes = [
      change('schedule.changed', 'admin'),
      change('schedule.changed', 'admin', undefined, { revision: 8 }),
      change('booking.cancelled', 'admin', 'b1'),
      change('booking.cancelled', 'admin', 'b2'),
    ]
    expect(told(cause(changes, [booking('b1'), booking('b2', { clientUid: 'ben' })]))).toEqual([
      'olga: cancelled b1, cancelled b2, hours-changed (in-app mail)',
      'anna: cancelled b1 (in-app push mail)',
      'ben: cancelled b2 (in-app push mail)',
    ])
  })

  it('tells a guest by mail alone, and nobody where there is no address', () => {
    const guest = booking('b1', { guestAddress: 'gus@example.com' })
    const { clientUid: _, ...nobody } = booking('b2')
    const { clientUid: __, ...asGuest } = guest
    const changes = ['b1', 'b2'].map((id) => change('booking.confirmed', 'professional', id))
    expect(told(cause(changes, [asGuest, nobody]))).toEqual([
      'gus@example.com: confirmed b1 (mail)',
    ])
  })

  it('tells who is on both sides as the client', () => {
    const own = booking('b1', { clientUid: 'olga' })
    expect(told(cause([change('booking.confirmed', 'client', 'b1')], [own]))).toEqual([
      'olga: confirmed b1 (in-app mail)',
    ])
  })

  it.each([
    ['a hold that lapsed', change('booking.expired', 'system', 'b1'), { isHold: true }, []],
    [
      'a request that lapsed',
      change('booking.expired', 'system', 'b1'),
      { status: 'expired' },
      ['anna: request-expired b1 (in-app push mail)', 'olga: request-expired b1 (in-app push)'],
    ],
    [
      'a move that has to be approved',
      change('booking.rescheduled', 'client', 'b1'),
      { status: 'pending' },
      ['anna: move-requested b1 (in-app mail)', 'olga: move-requested b1 (in-app push mail)'],
    ],
    [
      'a request that an admin moved',
      change('booking.rescheduled', 'admin', 'b1'),
      { status: 'pending' },
      ['anna: moved b1 (in-app push mail)', 'olga: moved b1 (in-app mail)'],
    ],
    [
      'a no-show that was taken back',
      change('booking.completed', 'professional', 'b1'),
      { status: 'completed', history: [{ revision: 6, type: 'booking.no-show' }] },
      ['anna: no-show-taken-back b1 (in-app)'],
    ],
    [
      'a session that simply ended',
      change('booking.completed', 'professional', 'b1'),
      { status: 'completed', history: [{ revision: 6, type: 'booking.started' }] },
      [],
    ],
    [
      'a delay of what begins soon',
      change('booking.delayed', 'professional', 'b1'),
      { start: NOW + HOUR / 4, expectedStart: NOW + HOUR / 2 },
      ['anna: delayed b1 (in-app push)'],
    ],
    [
      'being on time again',
      change('booking.delayed', 'professional', 'b1'),
      {},
      ['anna: on-time b1 (in-app push mail)'],
    ],
  ] as const)('tells of %s what it is', (_, one, more, expected) => {
    expect(told(cause([one], [booking('b1', more)]))).toEqual(expected)
  })

  it('is nothing to tell of once its booking is not in the books any more', () => {
    expect(told(cause([change('booking.confirmed', 'client', 'gone')]))).toEqual([])
  })

  it.each([
    ['an hour before', 60, ['anna: reminder b1 (in-app push mail)']],
    ['at a time that is none of their choice any more', 120, []],
  ])('reminds of a booking %s', (_, minutes, expected) => {
    const of = cause([change('booking.reminder-due', 'system', 'b1')], [booking('b1')])
    expect(told({ ...of, at: NOW + 24 * HOUR - minutes * 60_000 })).toEqual(expected)
  })

  it('leaves alone who has no account here', () => {
    const stranger = booking('b1', { clientUid: 'nobody' })
    expect(told(cause([change('booking.confirmed', 'client', 'b1')], [stranger]))).toEqual([
      'olga: confirmed b1 (in-app push mail)',
    ])
  })
})
