// When time alone next changes a calendar is never told too late: the clock's job sleeps until then.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newIds } from '../../../test/support/build-calendar.ts'
import {
  type World,
  deedsArbitrary,
  live,
  worldArbitrary,
} from '../../../test/support/random-life.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { startOfDay, toLocalDay } from '../../time/zone.ts'
import { activityAt } from '../free/activity.ts'
import { advance } from './advance.ts'
import { applyEffects } from '../effects/apply.ts'
import { type Calendar, takenByActivity } from '../model/calendar.ts'
import { dueAfter, nextDue } from './due.ts'
import { rulesOf } from '../free/plan.ts'
import { findNextFree } from '../free/search.ts'

/** Instants after `now`, closer together near it; and those just before and at everything that may happen. */
function gridAfter(calendar: Calendar, now: Instant): readonly Instant[] {
  const regular = Array.from({ length: 90 }, (_, index) => now + (index + 1) * 17 * MINUTE)
  const { activity, appointments, timeOff } = calendar
  const edges = [
    ...appointments.flatMap(({ start, end, claims }) => [
      start,
      end,
      ...claims.flatMap(({ holdExpiresAt, expectedStart, expectedEnd }) =>
        [holdExpiresAt, expectedStart, expectedEnd].flatMap((at) => (at === undefined ? [] : at)),
      ),
    ]),
    ...timeOff.flatMap(({ start, end }) => [start, end]),
    ...[takenByActivity(activity)?.end ?? []].flat(),
  ]
  return [...regular, ...edges.flatMap((edge) => [edge - SECOND, edge, edge + SECOND])]
    .filter((instant) => instant > now)
    .toSorted((a, b) => a - b)
}

/** When the next free start of each service passes for whoever books with notice. */
const passings = (calendar: Calendar, now: Instant): readonly Instant[] =>
  calendar.services.flatMap((service) => {
    const next = findNextFree(calendar, service, now)
    const passes = next && next.start - rulesOf(calendar, service).minNoticeMinutes * MINUTE
    return passes === undefined ? [] : [passes, passes + SECOND]
  })

const freeAt = (calendar: Calendar, now: Instant): string =>
  calendar.services.map((service) => String(findNextFree(calendar, service, now)?.start)).join(' ')

/** A life's end, as the clock has left it. */
function endOf(world: World, deeds: Parameters<typeof live>[1]) {
  const newId = newIds()
  const { calendar, now } = live(world, deeds, newId, () => {})
  return { now, calendar: applyEffects(calendar, advance(calendar, { now, newId })), newId }
}

function check(runs: number, see: (end: ReturnType<typeof endOf>) => void): void {
  fc.assert(
    fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => see(endOf(world, deeds))),
    { numRuns: runs },
  )
}

describe('the next instant at which time changes something', () => {
  it('lies ahead, and is no later than the clock’s next step', () => {
    let found = 0
    check(300, ({ calendar, now, newId }) => {
      const due = nextDue(calendar, now)
      expect(due).toBeGreaterThan(now)
      const hasStep = (at: Instant) => advance(calendar, { now: at, newId }).changes.length > 0
      const first = gridAfter(calendar, now).find(hasStep)
      if (first === undefined) return
      found++
      expect(due).toBeLessThanOrEqual(first)
    })
    expect(found).toBeGreaterThan(100)
  }, 60_000)

  it('is no later than what the professional is shown to be doing changes', () => {
    let found = 0
    check(300, ({ calendar, now }) => {
      const present = JSON.stringify(activityAt(calendar, now))
      const first = gridAfter(calendar, now).find(
        (at) => JSON.stringify(activityAt(calendar, at)) !== present,
      )
      if (first === undefined) return
      found++
      expect(nextDue(calendar, now)).toBeLessThanOrEqual(first)
    })
    expect(found).toBeGreaterThan(100)
  }, 60_000)

  it('is no later than the next free start of a service changes; a new day may take an hour', () => {
    let found = 0
    let days = 0
    check(150, ({ calendar, now }) => {
      const due = nextDue(calendar, now)
      const today = toLocalDay(calendar.zone, now)
      const midnight = startOfDay(calendar.zone, today + 1)
      const present = freeAt(calendar, now)
      const grid = [...gridAfter(calendar, now), ...passings(calendar, now), midnight]
        .filter((at) => at > now)
        .toSorted((a, b) => a - b)
      const first = grid.find((at) => freeAt(calendar, at) !== present)
      if (first === undefined) return
      found++
      const isNewDay = first >= midnight
      if (isNewDay) days++
      expect(due).toBeLessThanOrEqual(isNewDay ? Math.max(midnight + HOUR, first) : first)
    })
    expect(found).toBeGreaterThan(100)
    expect(days).toBeGreaterThan(5)
  }, 60_000)
})

describe('what a save brings the due instant down to', () => {
  it('is, with what was due before, no later than what is due after it', () => {
    let nearer = 0
    fc.assert(
      fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => {
        live(world, deeds, newIds(), ({ advanced, effects, after, now }) => {
          const stored = nextDue(advanced, now)
          const brought = dueAfter(after, effects, now) ?? Number.POSITIVE_INFINITY
          if (brought < stored) nearer++
          expect(Math.min(stored, brought)).toBeLessThanOrEqual(nextDue(after, now))
        })
      }),
      { numRuns: 200 },
    )
    expect(nearer).toBeGreaterThan(100)
  }, 60_000)
})
