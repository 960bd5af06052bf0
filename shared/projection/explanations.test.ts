// Explanations as they may be told: everything to the professional's side, the rules alone to clients.
import { describe, expect, it } from 'vitest'
import { monday } from '../../test/support/build-calendar.ts'
import type { Explanation } from '../scheduling/free/explain.ts'
import { toExplanations } from './explanations.ts'

const FOUND: readonly Explanation[] = [
  { reason: 'outside-hours', detail: 'closed', source: { kind: 'date-hours', id: '2026-11-23' } },
  {
    reason: 'on-time-off',
    detail: 'time off',
    source: { kind: 'time-off', id: 'off', start: monday('10:00'), end: monday('11:00') },
  },
  { reason: 'slot-taken', detail: 'taken', source: { kind: 'appointment', id: 'one' } },
  { reason: 'slot-taken', detail: 'taken', source: { kind: 'appointment', id: 'two' } },
  { reason: 'off-grid', detail: 'every 30 minutes' },
]

describe('an explanation', () => {
  it.each(['professional', 'admin'] as const)(
    'tells the %s all of it, instants as text',
    (kind) => {
      const told = toExplanations(FOUND, { kind })
      expect(told).toHaveLength(FOUND.length)
      expect(told[1]).toEqual({
        reason: 'on-time-off',
        detail: 'time off',
        source: {
          kind: 'time-off',
          id: 'off',
          start: '2026-11-23T10:00:00Z',
          end: '2026-11-23T11:00:00Z',
        },
      })
      expect(told.at(-1)).toEqual({ reason: 'off-grid', detail: 'every 30 minutes' })
    },
  )

  it('tells a client each rule once, time off as outside the hours, and nothing behind it', () => {
    expect(toExplanations(FOUND, { kind: 'client', uid: 'anna' })).toEqual([
      { reason: 'outside-hours' },
      { reason: 'slot-taken' },
      { reason: 'off-grid' },
    ])
  })

  it('of nothing is nothing', () => {
    expect(toExplanations([], { kind: 'client' })).toEqual([])
  })
})
