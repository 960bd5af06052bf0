// What of day documents a viewer is shown: dates of two zones, notices, holds, clock changes.
import { describe, expect, it } from 'vitest'
import type { BookingDocument, DayDocument, ProfessionalDocument } from '../types.ts'
import { datesIn, layOut, toWanted } from './days.ts'
import type { DaysQuery } from './shown-days.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.parse('2026-11-20T08:00:00Z')

const offer = {
  serviceId: 's',
  name: 'Check-up',
  durationMinutes: 30,
  capacity: 1,
  approval: 'automatic',
  minNoticeMinutes: 0,
  horizonDays: 60,
  slotStepMinutes: 30,
} as const

const professional = (more: Partial<ProfessionalDocument> = {}): ProfessionalDocument => ({
  professionalId: 'p',
  name: 'Ana',
  specialties: [],
  specialtyKeys: [],
  timeZone: 'Europe/Berlin',
  weekStartsOn: 1,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  activity: { state: 'available' },
  services: [offer],
  nextFree: {},
  nextSlots: [],
  soonest: null,
  daysThrough: '2027-12-31',
  active: true,
  requireVerified: false,
  revision: 1,
  updatedAt: new Date(NOW),
  ...more,
})

/** A day document with these starts, each with one seat or as many as are given. */
const day = (
  date: string,
  ...starts: readonly (string | readonly [string, number])[]
): DayDocument => ({
  date,
  timeZone: 'Europe/Berlin',
  slots: {
    s: starts.map((one) => {
      const [start, seatsLeft] = typeof one === 'string' ? [one, 1] : one
      return { start: new Date(start), seatsLeft }
    }),
  },
  revision: 1,
  updatedAt: new Date(NOW),
  expireAt: new Date(NOW),
})

const hold = (start: string, more: Partial<BookingDocument> = {}): BookingDocument => ({
  bookingId: 'b',
  appointmentId: 'a',
  professionalId: 'p',
  professionalName: 'Ana',
  serviceId: 's',
  serviceName: 'Check-up',
  status: 'held',
  start: new Date(start),
  end: new Date(start),
  timeZone: 'Europe/Berlin',
  seats: 1,
  version: 1,
  client: { name: 'Anna' },
  holdExpiresAt: new Date(NOW + 10 * MINUTE),
  createdAt: new Date(NOW),
  updatedAt: new Date(NOW),
  expireAt: new Date(NOW),
  ...more,
})

const wanted = (more: Partial<DaysQuery> = {}) =>
  toWanted({
    professionalId: 'p',
    serviceId: 's',
    from: '2026-11-20',
    days: 1,
    timeZone: 'Europe/Berlin',
    ...more,
  })

/** The starts that are shown, with their seats. */
const shown = (
  documents: readonly DayDocument[],
  {
    holds = [],
    now = NOW,
    query = {},
    of = {},
  }: {
    holds?: readonly BookingDocument[]
    now?: number
    query?: Partial<DaysQuery>
    of?: Partial<ProfessionalDocument>
  } = {},
) => {
  const { days, changesAt } = layOut(wanted(query), professional(of), documents, holds, now)
  const seats = days.map(({ slots }) =>
    slots.map(({ start, seatsLeft, mine }) => [start.toISOString(), seatsLeft, mine !== undefined]),
  )
  return { days, seats, changesAt }
}

describe('the dates that are read', () => {
  const read = (viewer: string, theirs: string, more: Partial<DaysQuery> = {}) =>
    datesIn(wanted({ timeZone: viewer, ...more }), { timeZone: theirs })

  it.each([
    ['the viewer’s, in one zone', 'Europe/Berlin', 'Europe/Berlin', '2026-11-20', '2026-11-20'],
    [
      'two, where the professional is ahead',
      'Europe/Berlin',
      'Asia/Tokyo',
      '2026-11-20',
      '2026-11-21',
    ],
    [
      'two, where the professional is behind',
      'Europe/Berlin',
      'America/New_York',
      '2026-11-19',
      '2026-11-20',
    ],
    ['two, a day apart', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', '2026-11-21', '2026-11-22'],
  ])('are %s', (_what, viewer, theirs, first, last) => {
    expect(read(viewer, theirs)).toEqual([first, last])
  })

  it('are all of several days', () => {
    expect(read('Europe/Berlin', 'Asia/Tokyo', { days: 3 })).toEqual(['2026-11-20', '2026-11-23'])
  })

  it('are those of a day of 25 hours too', () => {
    const query = { from: '2026-10-25' }
    expect(read('Europe/Berlin', 'Europe/Berlin', query)).toEqual(['2026-10-25', '2026-10-25'])
    // 00:00 to 24:00 of Berlin that day are 22:00 UTC to 23:00 UTC.
    expect(read('Europe/Berlin', 'Etc/UTC', query)).toEqual(['2026-10-24', '2026-10-25'])
  })
})

describe('a day', () => {
  it('has the starts of the viewer’s date, sorted, with their ends', () => {
    const documents = [
      day('2026-11-20', '2026-11-20T22:30:00Z', '2026-11-20T09:00:00Z'),
      day('2026-11-21', '2026-11-20T23:00:00Z', '2026-11-21T09:00:00Z'),
    ]
    const { days } = shown(documents)
    expect(days).toEqual([
      {
        date: '2026-11-20',
        beyond: false,
        slots: [
          {
            start: new Date('2026-11-20T09:00:00Z'),
            end: new Date('2026-11-20T09:30:00Z'),
            seatsLeft: 1,
          },
          {
            start: new Date('2026-11-20T22:30:00Z'),
            end: new Date('2026-11-20T23:00:00Z'),
            seatsLeft: 1,
          },
        ],
      },
    ])
    const tokyo = shown(documents, { query: { timeZone: 'Asia/Tokyo', from: '2026-11-21' } })
    expect(tokyo.seats.flat().map(([start]) => start)).toEqual([
      '2026-11-20T22:30:00.000Z',
      '2026-11-20T23:00:00.000Z',
      '2026-11-21T09:00:00.000Z',
    ])
  })

  it('of a service that is not offered is empty', () => {
    const { seats, changesAt } = shown([day('2026-11-20', '2026-11-20T09:00:00Z')], {
      of: { services: [] },
    })
    expect(seats).toEqual([[]])
    expect(changesAt).toBe(Infinity)
  })

  it('shows starts up to the last millisecond of the notice, and says when that is', () => {
    const of = { services: [{ ...offer, minNoticeMinutes: 60 }] }
    const documents = [day('2026-11-20', '2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z')]
    const first = shown(documents, { of })
    expect(first.seats[0]).toHaveLength(2)
    expect(first.changesAt).toBe(NOW + 1)
    const second = shown(documents, { of, now: first.changesAt })
    expect(second.seats[0]).toHaveLength(1)
    expect(second.changesAt).toBe(NOW + HOUR + 1)
    const third = shown(documents, { of, now: second.changesAt })
    expect(third.seats).toEqual([[]])
    expect(third.changesAt).toBe(Infinity)
  })

  it('that the documents do not reach, or not whole, is beyond', () => {
    const of = { daysThrough: '2026-11-20', timeZone: 'Asia/Tokyo' }
    expect(shown([], { of, query: { from: '2026-11-19', days: 2 } }).days).toMatchObject([
      { beyond: false },
      { beyond: true },
    ])
  })
})

describe('an own hold', () => {
  const start = '2026-11-20T09:00:00Z'
  const at = new Date(start).toISOString()

  it('is shown where the documents show nothing, or are not there yet', () => {
    for (const documents of [[], [day('2026-11-20')], [day('2026-11-20', start)]])
      expect(shown(documents, { holds: [hold(start)] }).seats).toEqual([[[at, 1, true]]])
  })

  it('is the viewer’s until it runs out, then free, until the documents say so too', () => {
    const holds = [hold(start)]
    const before = shown([day('2026-11-20')], { holds })
    expect(before.changesAt).toBe(NOW + 10 * MINUTE)
    const after = shown([day('2026-11-20')], { holds, now: before.changesAt })
    expect(after.seats).toEqual([[[at, 1, false]]])
  })

  it('gives its seats back, up to the capacity', () => {
    const of = { services: [{ ...offer, capacity: 8 }] }
    const seats = (left: number) =>
      shown([day('2026-11-20', [start, left])], { of, holds: [hold(start, { seats: 3 })] }).seats
    expect(seats(2)).toEqual([[[at, 5, true]]])
    expect(seats(8)).toEqual([[[at, 8, true]]])
  })

  it('is shown although it is too late for others, and whatever seats are asked for', () => {
    const now = Date.parse(start) + MINUTE
    const holds = [hold(start, { holdExpiresAt: new Date(now + MINUTE) })]
    expect(shown([], { holds, now, query: { seats: 4 } }).seats).toEqual([[[at, 1, true]]])
  })

  it('of another service, of another professional, or that was booked, changes nothing', () => {
    for (const more of [
      { serviceId: 'other' },
      { professionalId: 'other' },
      { status: 'confirmed' as const },
    ])
      expect(shown([day('2026-11-20')], { holds: [hold(start, more)] }).seats).toEqual([[]])
  })
})
