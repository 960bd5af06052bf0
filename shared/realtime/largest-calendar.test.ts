// The largest calendar that commands let anybody make (shared/contract/limits.ts) fits its documents: in bytes, in what Firestore
// indexes of them, and whatever language it is written in.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectBooking } from '../projection/booking-documents.ts'
import { findDocumentFault } from '../projection/document-limits.ts'
import type { Calendar } from '../scheduling/model/calendar.ts'
import { formatDate, parseDate } from '../time/date.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import {
  NOW,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
} from '../../test/support/build-calendar.ts'
import { runs } from '../../test/support/long.ts'
import { project } from './mirror-writes.ts'
import type { Write } from './mirror.ts'

const TODAY = '2026-11-23'
const dateIn = (days: number) => formatDate((parseDate(TODAY) ?? 0) + days)
const WEEK = [1, 2, 3, 4, 5, 6, 7]
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
/** As many characters as are allowed, each of as many bytes as the alphabet has. */
const idOf = (index: number) => `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`
/** Twelve intervals, the last into the next day. */
const INTERVALS = many(12, (hour) => ({
  start: `${String(hour * 2).padStart(2, '0')}:05`,
  end: `${String((hour * 2 + 1) % 24).padStart(2, '0')}:59`,
}))

interface Size {
  readonly letter: string
  readonly services: number
  readonly rules: number
  readonly timeOff: number
  readonly busy: number
  readonly appointments: number
}

const LARGEST: Size = {
  letter: '😀',
  services: 100,
  rules: 100,
  timeOff: 1_000,
  busy: 2_000,
  appointments: 288,
}

function build({ letter, ...size }: Size): Calendar {
  const text = (characters: number) => letter.repeat(characters)
  const hours = WEEK.flatMap((weekday) => INTERVALS.map((one) => ({ weekday, ...one })))
  const services = many(size.services, (index) =>
    buildService({
      serviceId: idOf(index),
      name: text(100),
      description: text(4_000),
      durationMinutes: 5,
      slotStepMinutes: 5,
      capacity: 500,
      horizonDays: 730,
      hours,
      price: { amountMinor: 1_000_000_000, currency: 'EUR' },
      perClient: { maxUpcoming: 1_000, maxPerDay: 1_000, maxPerWeek: 1_000 },
      active: index < 20,
    }),
  )
  const calendar = buildCalendar({
    professionalId: idOf(0),
    ownerUid: text(128).slice(0, 128),
    timeZone: 'America/Argentina/ComodRivadavia',
    policy: {
      perClient: { maxUpcoming: 1_000, maxPerDay: 1_000, maxPerWeek: 1_000 },
      requireVerified: true,
    },
    services,
    weeklyRules: many(size.rules, (index) => ({ effectiveFrom: dateIn(index), hours })),
    dateHours: many(1_000, (index) => ({ date: dateIn(index), intervals: INTERVALS })),
    timeOff: many(size.timeOff, (index) => ({
      timeOffId: idOf(index),
      start: monday('00:00', 40) + index * MINUTE,
      end: monday('00:00', 40) + (index + 1) * MINUTE,
      note: text(1_000),
    })),
    externalBusy: many(size.busy, (index) => ({
      source: text(100),
      start: monday('00:00', 50) + index * MINUTE,
      end: monday('00:00', 50) + (index + 1) * MINUTE,
    })),
    // Off the grid, so that each is a slot beside those of the grid.
    appointments: many(size.appointments, (index) =>
      buildAppointment(monday('00:02', 1) + index * 5 * MINUTE, {
        appointmentId: idOf(index),
        ...(services[0] && { service: services[0] }),
        claims: [buildClaim({ bookingId: idOf(index), uid: text(128) })],
      }),
    ),
    activity: { state: 'away', since: NOW, until: NOW + HOUR, message: text(140) },
  })
  const professional = {
    ...calendar.professional,
    name: text(100),
    headline: text(140),
    about: text(4_000),
    photoUrl: `https://example.com/${'x'.repeat(1_980)}`,
    location: { address: text(500), latitude: -89.123456789, longitude: 179.123456789 },
    specialties: many(20, (index) => `${index}${text(58)}`),
    contact: { email: `${'x'.repeat(64)}@${'x'.repeat(180)}.example`, phone: text(40) },
  }
  return { ...calendar, professional }
}

/** Every document of a calendar, of its days the given ones. */
function documentsOf(calendar: Calendar, dates: readonly string[]): readonly Write[] {
  const bookings = calendar.appointments.slice(0, 2).map(({ claims: [claim] }) => {
    const note = calendar.services[0]?.name.repeat(10) ?? ''
    const booking = bookingOf(calendar, claim?.bookingId, {
      note,
      cancelReason: note,
      client: { uid: 'anna', name: note.slice(0, 100), email: note.slice(0, 254) },
    })
    return { booking, capacity: 500 }
  })
  const state = { calendar, bookings, dates }
  const { writes } = project(state, { dates, gone: [] }, new Map(), undefined, NOW)
  return [...writes, ...bookings.flatMap((one) => projectBooking(calendar, one))]
}

// ---- What Firestore indexes ----

interface Override {
  readonly collectionGroup: string
  readonly fieldPath: string
}
const { fieldOverrides } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../firestore.indexes.json'), 'utf8'),
) as { readonly fieldOverrides: readonly Override[] }

/** Bytes of a value that an index holds, https://firebase.google.com/docs/firestore/quotas#indexes; it cuts off the rest. */
const INDEXED_BYTES = 1_500
/** Entries of one document in all indexes. */
const ENTRIES = 40_000

function leavesOf(value: unknown, at: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [[at, value]]
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, Array.isArray(value) ? at : `${at}.${name}`),
  )
}

function indexFaults({ path, content = {} }: Write): readonly string[] {
  const group = path.split('/').at(-2)
  const exempt = fieldOverrides
    .filter(({ collectionGroup }) => collectionGroup === group)
    .map(({ fieldPath }) => fieldPath)
  const indexed = Object.entries(content)
    .filter(([field]) => !exempt.includes(field))
    .flatMap(([field, value]) => leavesOf(value, field))
  const long = indexed.filter(
    ([, value]) => typeof value === 'string' && Buffer.byteLength(value) > INDEXED_BYTES,
  )
  // Ascending, descending, and contained in a list.
  const isMany = indexed.length * 3 > ENTRIES
  return [
    ...long.map(([field]) => `${group}.${field} is longer than an index holds`),
    ...(isMany ? [`${group} has ${indexed.length} indexed values`] : []),
  ]
}

const faultsOf = (writes: readonly Write[]): readonly string[] =>
  writes.flatMap((write) => {
    const fault = findDocumentFault(write.path, write.content)
    const kind = write.path.split('/').at(-2)
    return [...(fault === undefined ? [] : [`${kind}: ${fault}`]), ...indexFaults(write)]
  })

describe('the largest lawful calendar', () => {
  const calendar = build(LARGEST)
  const documents = documentsOf(calendar, [0, 1, 2].map(dateIn))

  it('fits every document', () => {
    const kinds = new Set(documents.map(({ path }) => path.split('/').at(-2)))
    expect(kinds).toEqual(new Set(['agenda', 'bookings', 'days', 'professionals', 'schedules']))
    expect(faultsOf(documents)).toEqual([])
  })

  it('is cut, with a mark, in the schedule alone', () => {
    const truncated = documents.filter(({ content }) => content && 'truncated' in content)
    expect(truncated.map(({ path }) => path.split('/').at(-2))).toEqual(['schedules'])
  })

  it('holds back no part of a day that is full', () => {
    const day = documents.find(({ path }) => path.endsWith(`/days/${dateIn(1)}`))
    const { slots } = (day?.content ?? {}) as { slots: Record<string, readonly unknown[]> }
    expect(Object.keys(slots)).toHaveLength(20)
    // One appointment every five minutes, each with free seats.
    expect(slots[idOf(0)]?.length).toBeGreaterThan(280)
  })
})

it('any smaller one fits as well', () => {
  const size = fc.record({
    letter: fc.constantFrom('x', 'ß', '語', '😀'),
    services: fc.nat(LARGEST.services),
    rules: fc.integer({ min: 1, max: LARGEST.rules }),
    timeOff: fc.nat(LARGEST.timeOff),
    busy: fc.nat(LARGEST.busy),
    appointments: fc.nat(LARGEST.appointments),
  })
  fc.assert(
    fc.property(size, (any) => {
      expect(faultsOf(documentsOf(build(any), [dateIn(1)]))).toEqual([])
    }),
    { numRuns: runs(4, 60) },
  )
})
