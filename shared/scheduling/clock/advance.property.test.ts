// The clock over random lives of calendars: what it writes down is what every read saw already, and all of it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookingOf, newIds } from '../../../test/support/build-calendar.ts'
import { deedsArbitrary, live, worldArbitrary } from '../../../test/support/random-life.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { advance } from './advance.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Calendar, Claim } from '../model/calendar.ts'
import { statusAt } from '../model/status-at.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import { LOAD_MARGIN_MILLIS } from '../free/plan.ts'
import { runsAt, toExpectation } from '../free/runs.ts'
import { settle } from './settle.ts'

const claimsOf = ({ appointments }: Calendar) => appointments.flatMap(({ claims }) => claims)

/** Calendars at the end of a life, and instants after it at which the clock looks at them again. */
function check(
  runs: number,
  see: (calendar: Calendar, now: Instant, newId: () => string) => void,
): void {
  const minutes = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(worldArbitrary, deedsArbitrary, minutes, (world, deeds, waits) => {
      const newId = newIds()
      const { calendar, now } = live(world, deeds, newId, () => {})
      for (const wait of waits) see(calendar, now + wait * MINUTE, newId)
    }),
    { numRuns: runs },
  )
}

/** Whether what is stored of a claim is still what the delays before it come to. */
function isUpToDate(calendar: Calendar, { bookingId }: Claim, now: Instant): boolean {
  const found = runsAt(calendar, now).find(({ appointment }) =>
    appointment.claims.some((claim) => claim.bookingId === bookingId),
  )
  const claim = found?.appointment.claims.find((one) => one.bookingId === bookingId)
  if (!found || found.appointment.endedAt !== undefined) return true
  const { expectedStart, expectedEnd } = toExpectation(found)
  return claim?.expectedStart === expectedStart && claim?.expectedEnd === expectedEnd
}

describe('the clock', () => {
  it('has nothing more to do at the same instant', () => {
    let steps = 0
    check(300, (calendar, now, newId) => {
      const effects = advance(calendar, { now, newId })
      steps += effects.changes.length
      expect(advance(applyEffects(calendar, effects), { now, newId })).toEqual(NOTHING)
    })
    expect(steps).toBeGreaterThan(300)
  }, 60_000)

  it('writes down of every booking what was read of it before, and is read of it after', () => {
    let compared = 0
    check(300, (calendar, now, newId) => {
      const after = applyEffects(calendar, advance(calendar, { now, newId }))
      const statuses = new Map(claimsOf(after).map(({ bookingId, status }) => [bookingId, status]))
      for (const { bookingId, status } of claimsOf(after))
        expect([bookingId, statusAt(bookingOf(after, bookingId), now)]).toEqual([bookingId, status])
      for (const claim of claimsOf(calendar)) {
        // Where a request lapsed, those whom it delayed are expected earlier now.
        if (!isUpToDate(calendar, claim, now)) continue
        const read = statusAt(bookingOf(calendar, claim.bookingId), now)
        // An appointment without a live booking is gone, and its bookings with it.
        expect([claim.bookingId, read]).toEqual([
          claim.bookingId,
          statuses.get(claim.bookingId) ?? 'expired',
        ])
        compared++
      }
    })
    expect(compared).toBeGreaterThan(500)
  }, 60_000)

  it('comes to the same in one step as in several', () => {
    check(200, (calendar, now, newId) => {
      const at = (from: Calendar, instant: Instant) =>
        applyEffects(from, advance(from, { now: instant, newId }))
      const waits = [50, 25, 10, 1].map((minutes) => now - minutes * MINUTE)
      const slowly = at(waits.reduce(at, calendar), now)
      const shown = (one: Calendar) =>
        one.appointments.map(({ claims, ...appointment }) => ({
          ...appointment,
          claims: claims.filter(({ status }) => status !== 'expired'),
        }))
      expect(shown(slowly)).toEqual(shown(at(calendar, now)))
    })
  }, 60_000)

  it('takes no step on a part of a calendar that it would not take on the whole', () => {
    let partly = 0
    check(200, (calendar, now, newId) => {
      const steps = ({ bookingSteps = [] }: Effects) =>
        bookingSteps.map(({ bookingId, status }) => `${bookingId} ${status}`)
      const whole = new Set(steps(advance(calendar, { now, newId })))
      for (const { start: edge } of calendar.appointments) {
        // As it is loaded for a start that lies the margin behind.
        const start = edge + LOAD_MARGIN_MILLIS
        const appointments = calendar.appointments.filter((one) => one.start >= edge)
        const part = { ...calendar, appointments, range: { start, end: start } }
        const found = steps(advance(part, { now, newId }))
        partly += found.length
        expect(found.filter((step) => !whole.has(step))).toEqual([])
        expect(settle(part, NOTHING, { now, newId })).toBe(NOTHING)
      }
    })
    expect(partly).toBeGreaterThan(20)
  }, 60_000)

  it('speaks as the system, and of every step of every booking', () => {
    check(200, (calendar, now, newId) => {
      const { changes, bookingSteps = [] } = advance(calendar, { now, newId })
      expect(changes.every(({ by }) => by === 'system')).toBe(true)
      const told = new Set(changes.map(({ bookingId }) => bookingId))
      expect(bookingSteps.map(({ bookingId }) => bookingId).filter((id) => !told.has(id))).toEqual(
        [],
      )
      const ids = changes.map(({ changeId }) => changeId)
      expect(new Set(ids).size).toBe(ids.length)
    })
  }, 60_000)
})
