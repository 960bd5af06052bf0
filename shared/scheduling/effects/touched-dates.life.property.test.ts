// The same of whatever else changes a calendar: holds, moves, reports, activities and the clock, over random lives.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accepted,
  asOwner,
  buildCalendar,
  monday,
  newIds,
} from '../../../test/support/build-calendar.ts'
import { type Dates, daysOf, differing } from '../../../test/support/mirrored-days.ts'
import { KINDS, deedsArbitrary, live, worldArbitrary } from '../../../test/support/random-life.ts'
import { formatDate } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { toLocalDay } from '../../time/zone.ts'
import { applyEffects } from './apply.ts'
import type { Calendar } from '../model/calendar.ts'
import { decideActivity } from '../session/decide-activity.ts'
import type { Effects } from './effects.ts'

/** The dates from today on that differ although no change names them. */
function forgotten(
  before: Calendar,
  effects: Effects,
  now: Instant,
): { readonly differ: readonly string[]; readonly forgotten: readonly string[] } {
  const today = toLocalDay(before.zone, now)
  const dates: Dates = { first: today, last: today + 12, today }
  const differ = differing(daysOf(before, dates), daysOf(applyEffects(before, effects), dates))
  const named = new Set(effects.changes.flatMap((change) => change.dates))
  const isAll = named.has('all')
  return { differ, forgotten: isAll ? [] : differ.filter((date) => !named.has(date)) }
}

describe('the dates of the changes of one save hold every date whose document differs', () => {
  it('whatever was done', () => {
    const counts: Record<string, number> = {}
    fc.assert(
      fc.property(worldArbitrary, deedsArbitrary, (world, deeds) => {
        live(world, deeds, newIds(), ({ kind, before, effects, now }) => {
          const found = forgotten(before, effects, now)
          if (found.differ.length > 0) counts[kind] = (counts[kind] ?? 0) + 1
          expect([kind, found.forgotten]).toEqual([kind, []])
        })
      }),
      { numRuns: 300 },
    )
    // A hold occupies already what a booking of it does.
    const kinds = KINDS.filter((kind) => kind !== 'book-held')
    for (const kind of kinds) expect([kind, counts[kind] ?? 0]).not.toEqual([kind, 0])
  }, 60_000)

  it('where an activity that is over gives way to a message: what it took of today is shown again', () => {
    const activity = { state: 'away', since: monday('09:00'), until: monday('10:00') } as const
    const calendar = buildCalendar({ activity })
    const now = monday('12:00')
    const request = { state: 'available', message: 'back' } as const
    const { effects } = accepted(decideActivity(calendar, request, asOwner(now)))
    const today = formatDate(toLocalDay(calendar.zone, now))
    expect(forgotten(calendar, effects, now)).toEqual({ differ: [today], forgotten: [] })
  })
})
