// The windows of a whole calendar: those of its active services, and nothing is free outside them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ME, calendarOf, newIds } from '../../../test/support/build-calendar.ts'
import { runs } from '../../../test/support/long.ts'
import { naiveAnswer } from '../../../test/support/naive.ts'
import { deedsArbitrary, live, worldArbitrary } from '../../../test/support/random-life.ts'
import { scenarioArbitrary } from '../../../test/support/scenario-arbitrary.ts'
import { Scenario } from '../../contract/scenario.ts'
import { DAY, formatInstant } from '../../time/instant.ts'
import {
  type Spans,
  coversSpan,
  cutSpans,
  intersectSpans,
  mergeSpans,
  toSpans,
} from '../../time/spans.ts'
import type { Span } from '../../time/span.ts'
import type { Calendar } from '../model/calendar.ts'
import { unitedWindows } from './open.ts'
import { planFor, reachAt } from './plan.ts'
import { findSlots } from './search.ts'
import { MIRROR, takenOf } from './taken.ts'

const pairsOf = (spans: readonly Span[]) => spans.flatMap(({ start, end }) => [start, end])

const toText = ({ start, end }: Span) => ({ start: formatInstant(start), end: formatInstant(end) })

/** Free starts that are no seat beside others: those may lie outside the hours. */
function newStarts(calendar: Calendar, range: Span, now: number): readonly Span[] {
  return calendar.services.flatMap((service) => {
    const standing = calendar.appointments
      .filter(({ serviceId }) => serviceId === service.serviceId)
      .map(({ start }) => start)
    return findSlots(calendar, service, range, 1, { now, uid: ME }).filter(
      ({ start }) => !standing.includes(start),
    )
  })
}

describe('the windows of a calendar', () => {
  it('of one active service are what a naive reading of the contract finds', () => {
    let found = 0
    fc.assert(
      fc.property(scenarioArbitrary, (input) => {
        const scenario = Scenario.parse(input)
        const calendar = calendarOf(scenario, { active: false })
        // A calendar holds no two that overlap, one of them a hold that is over.
        if (calendar.appointments.length < scenario.appointments.length) return
        const services = calendar.services.map((one, index) => ({ ...one, active: index === 0 }))
        // The naive reading has the caller's own given up already.
        const viewer = { now: scenario.now, uid: ME }
        const range = { start: scenario.from, end: scenario.to }
        const windows = unitedWindows({ ...calendar, services }, range, viewer)
        expect(windows.map(toText)).toEqual(naiveAnswer(input).windows)
        found += windows.length
      }),
      { numRuns: runs(100, 3000) },
    )
    expect(found).toBeGreaterThan(100)
  }, 300_000)

  it('are those of its active services united, through every life of a calendar', () => {
    fc.assert(
      fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => {
        const { calendar, now } = live(world, deeds, newIds(), () => {})
        const range = { start: now - DAY, end: now + 6 * DAY }
        const viewer = { now, uid: ME }
        const each = calendar.services
          .filter(({ active }) => active)
          .map((service) => {
            const taken = takenOf(calendar, service.serviceId, viewer)
            return planFor(calendar, service, taken, range, reachAt(calendar, service, now)).open
          })
        const united = mergeSpans(each.flat())
        expect(unitedWindows(calendar, range, viewer)).toEqual(
          toSpans(cutSpans(united, range.start, range.end)),
        )
      }),
      { numRuns: runs(100, 2000) },
    )
  }, 300_000)

  it('hold every free start of every active service, as everybody sees it and as the mirror does', () => {
    let starts = 0
    fc.assert(
      fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => {
        const { calendar, now } = live(world, deeds, newIds(), () => {})
        const asked = { start: now, end: now + 4 * DAY }
        const whole = { start: now, end: now + 6 * DAY }
        const seen = mergeSpans(pairsOf(unitedWindows(calendar, whole, { now, uid: ME })))
        const mirrored = mergeSpans(pairsOf(unitedWindows(calendar, whole, MIRROR)))
        const free = newStarts(calendar, asked, now)
        const outside = (windows: Spans) =>
          free.filter(({ start, end }) => !coversSpan(windows, start, end))
        expect(outside(seen).map(toText)).toEqual([])
        starts += free.length
        // The mirror keeps no clock: what is over for everybody may still delay those behind it there, until it is released.
        expect(intersectSpans(seen, mirrored)).toEqual(mirrored)
      }),
      { numRuns: runs(100, 2000) },
    )
    expect(starts).toBeGreaterThan(1000)
  }, 300_000)
})
