// How many bookings one client may have, at its edges; and beside the sentence of the contract read naively.
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  ANNA,
  NOW,
  asAdmin,
  asClient,
  asOwner,
  at,
  buildAppointment,
  buildCalendar,
  buildClaim,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import { buildOwn, ownArbitrary } from '../../../test/support/own-bookings.ts'
import type { PerClient } from '../../contract/policy.ts'
import { type DateText, parseDate } from '../../time/date.ts'
import { DAY } from '../../time/instant.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import { clientLimitsOf } from './client-limits.ts'
import { explainStart } from './explain.ts'
import { viewerOf } from './judge-start.ts'
import { findSlots } from './search.ts'

const dayOf = (date: DateText): number => parseDate(date) ?? Number.NaN

interface Given {
  readonly perClient?: PerClient
  readonly ofService?: PerClient
  readonly timeZone?: string
  readonly weekStartsOn?: number
  readonly moving?: string
}

function isClosed(given: Given, own: readonly OwnBooking[], date: DateText): boolean | undefined {
  const { perClient, ofService, timeZone = 'UTC', weekStartsOn = 1, moving } = given
  const calendar = buildCalendar({
    timeZone,
    policy: { weekStartsOn, ...(perClient && { perClient }) },
  })
  const service = buildService(ofService ? { perClient: ofService } : {})
  const viewer = viewerOf({ ...asClient(), own }, moving)
  return clientLimitsOf(calendar, service, viewer)?.(dayOf(date))
}

describe('without a limit', () => {
  it('nothing is counted', () => {
    expect(isClosed({}, [buildOwn(monday('10:00'))], '2026-11-23')).toBeUndefined()
  })
})

describe('bookings still to come', () => {
  const two = [buildOwn(monday('10:00')), buildOwn(monday('10:00', 40), { serviceId: 'other' })]

  it('close every day once there are as many, in whichever service they are', () => {
    expect(isClosed({ perClient: { maxUpcoming: 2 } }, two, '2026-12-08')).toBe(true)
    expect(isClosed({ perClient: { maxUpcoming: 3 } }, two, '2026-12-08')).toBe(false)
  })

  it('are those that wait or are confirmed and begin after now', () => {
    const none = [
      buildOwn(NOW),
      buildOwn(monday('07:00'), { status: 'completed' }),
      buildOwn(monday('09:00'), { status: 'in-progress' }),
      buildOwn(monday('09:00'), { status: 'cancelled' }),
      buildOwn(monday('09:00'), { status: 'expired' }),
    ]
    expect(isClosed({ perClient: { maxUpcoming: 1 } }, none, '2026-11-23')).toBe(false)
    const pending = buildOwn(monday('09:00'), { status: 'pending' })
    expect(isClosed({ perClient: { maxUpcoming: 1 } }, [pending], '2026-11-23')).toBe(true)
  })

  it('of one service are counted by it alone', () => {
    expect(isClosed({ ofService: { maxUpcoming: 1 } }, two, '2026-11-23')).toBe(true)
    expect(isClosed({ ofService: { maxUpcoming: 2 } }, two, '2026-11-23')).toBe(false)
    const both = { perClient: { maxUpcoming: 2 }, ofService: { maxUpcoming: 9 } }
    expect(isClosed(both, two, '2026-11-23')).toBe(true)
  })
})

describe('bookings a day and a week', () => {
  const sunday = [buildOwn(monday('23:30', 6))]

  it('close the local date they begin on, also when they are over', () => {
    const past = [buildOwn(monday('07:00'), { status: 'completed' })]
    expect(isClosed({ perClient: { maxPerDay: 1 } }, past, '2026-11-23')).toBe(true)
    expect(isClosed({ perClient: { maxPerDay: 1 } }, past, '2026-11-24')).toBe(false)
    const berlin = { perClient: { maxPerDay: 1 }, timeZone: 'Europe/Berlin' }
    expect(isClosed(berlin, sunday, '2026-11-29')).toBe(false)
    expect(isClosed(berlin, sunday, '2026-11-30')).toBe(true)
  })

  it('close the week that begins on the professional’s first weekday', () => {
    const dates = ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30']
    const closed = (weekStartsOn: number) =>
      dates.map((date) => isClosed({ perClient: { maxPerWeek: 1 }, weekStartsOn }, sunday, date))
    expect(closed(1)).toEqual([false, true, true, false])
    expect(closed(7)).toEqual([false, false, true, true])
  })
})

describe('what is theirs to give up', () => {
  it('is not counted: holds, and the booking that moves', () => {
    const hold = buildOwn(monday('10:00'), { status: 'held', holdExpiresAt: NOW + DAY })
    expect(isClosed({ perClient: { maxPerDay: 1 } }, [hold], '2026-11-23')).toBe(false)
    const given = { perClient: { maxUpcoming: 1, maxPerDay: 1, maxPerWeek: 1 } }
    const booked = buildOwn(monday('10:00'))
    expect(isClosed(given, [booked], '2026-11-23')).toBe(true)
    expect(isClosed({ ...given, moving: booked.bookingId }, [booked], '2026-11-23')).toBe(false)
  })

  it('is not what time has ended: a request whose start has come', () => {
    const lapsed = buildOwn(monday('07:00'), { status: 'pending' })
    expect(isClosed({ perClient: { maxPerDay: 1 } }, [lapsed], '2026-11-23')).toBe(false)
  })
})

describe('a client who has as many bookings as one may have', () => {
  const group = buildService({ capacity: 4 })
  const calendar = buildCalendar({
    policy: { perClient: { maxPerDay: 1 } },
    services: [group],
    appointments: [
      buildAppointment(monday('10:00'), {
        service: group,
        claims: [buildClaim({ uid: 'somebody' })],
      }),
    ],
  })
  const own = [buildOwn(monday('12:00'))]
  const reasonsAt = (start: number, asking: Parameters<typeof explainStart>[2]) =>
    explainStart(calendar, { service: group, start, seats: 1 }, asking).map(({ reason }) => reason)

  it('finds no slot on that day, a seat beside others included', () => {
    const range = { start: monday('00:00'), end: monday('00:00', 2) }
    const slots = findSlots(calendar, group, range, 1, viewerOf({ ...asClient(), own }))
    expect(slots.map(({ start }) => start).every((start) => start >= monday('09:00', 1))).toBe(true)
    expect(slots).toHaveLength(8)
  })

  it('is told so behind every other reason', () => {
    expect(reasonsAt(monday('11:00'), { ...asClient(), own })).toEqual(['client-limit-reached'])
    expect(reasonsAt(monday('10:00'), { ...asClient(), own })).toEqual(['client-limit-reached'])
    const odd = reasonsAt(monday('16:30'), { ...asClient(), own })
    expect(odd).toEqual(['outside-hours', 'off-grid', 'client-limit-reached'])
  })

  it('is never the owner or an admin, whatever they have', () => {
    expect(reasonsAt(monday('11:00'), { ...asOwner(), own })).toEqual([])
    expect(reasonsAt(monday('11:00'), { ...asAdmin(), own })).toEqual([])
    expect(reasonsAt(monday('11:00'), { ...asClient(ANNA), own: [] })).toEqual([])
  })
})

describe('random bookings', () => {
  const perClient = fc
    .record({
      maxUpcoming: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      maxPerDay: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
      maxPerWeek: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    })
    .map((rules) => JSON.parse(JSON.stringify(rules)) as PerClient)
  // A week in which the clocks of New York change, and one over Samoa's missing date.
  const places = fc.constantFrom(
    { timeZone: 'America/New_York', now: at('2026-11-01T03:00:00Z') },
    { timeZone: 'Pacific/Apia', now: at('2011-12-30T05:00:00Z') },
    { timeZone: 'UTC', now: NOW },
  )

  const localDate = (timeZone: string, instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate()

  /** The contract's sentence: live bookings, holds and the booking that is moved aside. */
  function isReached(
    rules: PerClient,
    own: readonly OwnBooking[],
    date: Temporal.PlainDate,
    { timeZone, now }: { readonly timeZone: string; readonly now: number },
  ): boolean {
    const live = own.filter(
      ({ status, start }) =>
        ['confirmed', 'in-progress', 'completed', 'no-show'].includes(status) ||
        (status === 'pending' && start > now),
    )
    const upcoming = live.filter(
      ({ status, start }) => start > now && ['pending', 'confirmed'].includes(status),
    )
    const dates = live.map(({ start }) => localDate(timeZone, start))
    const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })
    const ofDay = dates.filter((day) => day.equals(date))
    const ofWeek = dates.filter((day) => mondayOf(day).equals(mondayOf(date)))
    return (
      (rules.maxUpcoming !== undefined && upcoming.length >= rules.maxUpcoming) ||
      (rules.maxPerDay !== undefined && ofDay.length >= rules.maxPerDay) ||
      (rules.maxPerWeek !== undefined && ofWeek.length >= rules.maxPerWeek)
    )
  }

  it('are counted as the contract says, on every date around them', () => {
    const closed = { true: 0, false: 0 }
    fc.assert(
      fc.property(
        places.chain((place) =>
          fc.record({
            place: fc.constant(place),
            rules: perClient,
            ofService: perClient,
            own: ownArbitrary(place.now, ['massage', 'other']),
          }),
        ),
        ({ place, rules, ofService, own }) => {
          const calendar = buildCalendar({
            timeZone: place.timeZone,
            policy: { perClient: rules },
          })
          const service = buildService({ perClient: ofService })
          const viewer = viewerOf({ ...asClient(ANNA, place.now), own })
          const reached = clientLimitsOf(calendar, service, viewer)
          const massages = own.filter(({ serviceId }) => serviceId === 'massage')
          for (let days = -1; days < 8; days++) {
            const date = localDate(place.timeZone, place.now).add({ days })
            const naive =
              isReached(rules, own, date, place) || isReached(ofService, massages, date, place)
            expect(reached?.(dayOf(date.toString()))).toBe(naive)
            closed[naive ? 'true' : 'false']++
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(Math.min(closed.true, closed.false)).toBeGreaterThan(300)
  })
})
