// What was found free stays so until it is said that it may not: at every instant before, whoever looks finds the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at,
  buildCalendar,
  buildService,
  everyDay,
  newIds,
} from '../../../test/support/build-calendar.ts'
import { runs } from '../../../test/support/long.ts'
import { buildOwn, ownArbitrary } from '../../../test/support/own-bookings.ts'
import { deedsArbitrary, live, worldArbitrary } from '../../../test/support/random-life.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import type { OwnBooking } from '../model/own-booking.ts'
import { findSlots } from './search.ts'
import { holdersOf, unchangedUntil } from './unchanged-until.ts'

const PEOPLE = ['ann', 'ben', undefined] as const

/** Instants up to one, closer together near its ends. */
function between(now: Instant, until: Instant): readonly Instant[] {
  const span = Math.min(until, now + 40 * DAY) - now
  const shares = [0, 1, 1000, span / 7, span / 3, span / 2, span - 1000, span - 1]
  return shares.map((share) => now + Math.floor(Math.min(Math.max(share, 0), span - 1)))
}

interface Looked {
  readonly calendar: Calendar
  readonly now: Instant
  readonly uid: string | undefined
  readonly own: readonly OwnBooking[]
}

function check({ calendar, now, uid, own }: Looked): number {
  let lasting = 0
  for (const service of calendar.services) {
    const range = { start: now - 2 * HOUR, end: now + 6 * DAY }
    const viewer = { now, own, ...(uid !== undefined && { uid }) }
    const find = (then: Instant, seats: number) =>
      findSlots(calendar, service, range, seats, { ...viewer, now: then })
    for (const seats of [1, 2]) {
      const slots = find(now, seats)
      const until = unchangedUntil(calendar, service, slots, viewer)
      expect(until).toBeGreaterThan(now)
      for (const then of between(now, until)) expect(find(then, seats)).toEqual(slots)
      if (until > now + MINUTE) lasting++
    }
  }
  return lasting
}

describe('what was found free', () => {
  it('is found again at every instant until it may change, by whoever looked', () => {
    let lasting = 0
    fc.assert(
      fc.property(
        worldArbitrary.chain((world) =>
          fc.record({
            world: fc.constant(world),
            deeds: deedsArbitrary,
            uid: fc.constantFrom(...PEOPLE),
            own: ownArbitrary(world.begin, ['alone', 'group']),
            perClient: fc.constantFrom(
              undefined,
              { maxPerDay: 1 },
              { maxUpcoming: 2, maxPerWeek: 3 },
            ),
            jitter: fc.nat(90_000),
          }),
        ),
        ({ world, deeds, uid, own, perClient, jitter }) => {
          const { calendar, now } = live(world, deeds, newIds(), () => {})
          const policy = { ...calendar.policy, ...(perClient && { perClient }) }
          lasting += check({ calendar: { ...calendar, policy }, now: now + jitter, uid, own })
        },
      ),
      { numRuns: runs(60, 1_000) },
    )
    // Most of it lasts, or nothing was shown.
    expect(lasting).toBeGreaterThan(runs(60, 1_000))
  })
})

const NOW = at('2026-11-23T08:00:00Z')
const NINE = at('2026-11-23T09:00:00Z')
const service = buildService({ durationMinutes: 60, minNoticeMinutes: 30 })
const calendar = buildCalendar({
  timeZone: 'UTC',
  services: [service],
  weeklyRules: everyDay({ start: '09:00', end: '12:00' }),
})
const range = { start: NOW, end: NOW + DAY }
const untilOf = (now: Instant, own: readonly OwnBooking[] = []) => {
  const slots = findSlots(calendar, service, range, 1, { now, own })
  return unchangedUntil(calendar, service, slots, { now, own })
}

describe('it may change', () => {
  it('when its first slot is as near as the notice, and not an instant before', () => {
    expect(untilOf(NOW)).toBe(NINE - 30 * MINUTE + 1)
    const found = (now: Instant) => findSlots(calendar, service, range, 1, { now }).length
    expect([found(NINE - 30 * MINUTE), found(NINE - 30 * MINUTE + 1)]).toEqual([3, 2])
  })

  it('at the professional’s midnight, with the horizon', () => {
    expect(untilOf(at('2026-11-23T20:00:00Z'))).toBe(at('2026-11-24T00:00:00Z'))
  })

  it('when a booking of whoever looks begins', () => {
    expect(untilOf(NOW, [buildOwn(NOW + 10 * MINUTE)])).toBe(NOW + 10 * MINUTE)
  })
})

it('is different for those alone who hold something', () => {
  expect(holdersOf(calendar)).toEqual(new Set())
})
