// Setting the weekly hours in force from a date on.
import { describe, expect, it } from 'vitest'
import {
  NOW,
  accepted,
  asOwner,
  buildCalendar,
  buildService,
  monday,
} from '../../../test/support/build-calendar.ts'
import { applyEffects } from '../effects/apply.ts'
import type { Calendar } from '../model/calendar.ts'
import { decideWorkingHours } from './decide-working-hours.ts'
import { findSlots } from '../free/search.ts'

const mornings = [{ weekday: 1, start: '09:00', end: '11:00' }]
const evenings = [{ weekday: 1, start: '18:00', end: '20:00' }]

const set = (calendar: Calendar, request: Parameters<typeof decideWorkingHours>[1]) =>
  accepted(decideWorkingHours(calendar, request, asOwner())).effects

const startsOn = (calendar: Calendar, daysLater: number) =>
  findSlots(
    calendar,
    buildService(),
    { start: monday('00:00', daysLater), end: monday('00:00', daysLater + 1) },
    1,
    { now: NOW },
  ).map(({ start }) => start)

describe('weekly hours', () => {
  const calendar = buildCalendar({
    weeklyRules: [{ effectiveFrom: '2020-01-01', hours: mornings }],
  })

  it('are set from a date on, in one change of every date', () => {
    expect(set(calendar, { hours: evenings, effectiveFrom: '2026-11-30' })).toEqual({
      weeklyRules: [{ effectiveFrom: '2026-11-30', hours: evenings }],
      changes: [{ changeId: 'new-1', type: 'schedule.changed', dates: 'all' }],
    })
  })

  it('leave the weeks before that date as they were', () => {
    const effects = set(calendar, { hours: evenings, effectiveFrom: '2026-11-30' })
    const after = applyEffects(calendar, effects)
    expect(startsOn(after, 0)).toEqual([monday('09:00'), monday('10:00')])
    expect(startsOn(after, 7)).toEqual([monday('18:00', 7), monday('19:00', 7)])
  })

  it('end where the next rule begins', () => {
    const weeklyRules = [
      { effectiveFrom: '2020-01-01', hours: mornings },
      { effectiveFrom: '2026-12-07', hours: mornings },
    ]
    const before = buildCalendar({ weeklyRules })
    const after = applyEffects(
      before,
      set(before, { hours: evenings, effectiveFrom: '2026-11-30' }),
    )
    expect(after.weeklyRules.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2020-01-01',
      '2026-11-30',
      '2026-12-07',
    ])
    expect(startsOn(after, 14)).toEqual([monday('09:00', 14), monday('10:00', 14)])
  })

  it('begin on the professional’s today where no date is named', () => {
    const auckland = buildCalendar({ timeZone: 'Pacific/Auckland' })
    // 23:30 on Monday in UTC is Tuesday there.
    const circumstances = asOwner(monday('23:30'))
    const { effects } = accepted(decideWorkingHours(auckland, { hours: evenings }, circumstances))
    expect(effects.weeklyRules?.[0]?.effectiveFrom).toBe('2026-11-24')
  })

  it('replace the rule of the same date', () => {
    const effects = set(calendar, { hours: evenings, effectiveFrom: '2020-01-01' })
    expect(applyEffects(calendar, effects).weeklyRules).toEqual([
      { effectiveFrom: '2020-01-01', hours: evenings },
    ])
  })

  it('are dropped with null, and the rule before them holds again', () => {
    const later = applyEffects(
      calendar,
      set(calendar, { hours: evenings, effectiveFrom: '2026-11-30' }),
    )
    const effects = set(later, { hours: null, effectiveFrom: '2026-11-30' })
    expect(effects.weeklyRules).toEqual([{ effectiveFrom: '2026-11-30', hours: null }])
    expect(applyEffects(later, effects).weeklyRules).toEqual(calendar.weeklyRules)
  })

  it('that are empty close every week from then on', () => {
    const after = applyEffects(calendar, set(calendar, { hours: [], effectiveFrom: '2026-11-30' }))
    expect(startsOn(after, 0)).toHaveLength(2)
    expect(startsOn(after, 7)).toEqual([])
  })

  it('of a date before all that is known may be dropped or set: there may be a rule of it', () => {
    const dropped = { hours: null, effectiveFrom: '2019-01-01' }
    expect(set(calendar, dropped).weeklyRules).toEqual([dropped])
    expect(set(buildCalendar({ weeklyRules: [] }), dropped)).toEqual({ changes: [] })
  })

  it.each([
    ['that are so already', { hours: mornings, effectiveFrom: '2020-01-01' }],
    ['of null where no rule begins on that date', { hours: null, effectiveFrom: '2026-11-30' }],
  ])('%s change nothing', (_what, request) => {
    expect(set(calendar, request)).toEqual({ changes: [] })
  })
})
