// Every reason and its two statuses, as the contract's table has them.
import { describe, expect, it } from 'vitest'
import {
  REASONS,
  type Reason,
  RULE_REASONS,
  TIME_REASONS,
  carriesAlternatives,
  statusOf,
} from './reasons.ts'
import { STATUSES } from '../../../test/support/statuses.ts'

const keys = Object.keys(STATUSES) as Reason[] // the type says that there are no others

describe('the reasons of refusals', () => {
  it('are those of the contract, each once', () => {
    expect(REASONS.toSorted()).toEqual(keys.toSorted())
    expect(new Set(REASONS).size).toBe(REASONS.length)
  })

  it.each(keys)('%s has its HTTP status and its callable status', (reason) => {
    const [http, callable] = STATUSES[reason]
    expect(statusOf(reason)).toEqual({ http, callable })
  })

  it('about a time come in the order in which the first that applies is told', () => {
    expect(TIME_REASONS).toEqual([
      'service-inactive',
      'too-soon',
      'too-far-ahead',
      'outside-hours',
      'on-time-off',
      'professional-away',
      'off-grid',
      'slot-taken',
      'not-enough-seats',
      'limit-reached',
      'client-limit-reached',
    ])
  })

  it('carry alternatives where a start was refused, save for an inactive service, and for a hold that expired', () => {
    const refusedStarts = TIME_REASONS.filter((reason) => reason !== 'service-inactive')
    expect(REASONS.filter(carriesAlternatives)).toEqual([...refusedStarts, 'hold-expired'])
    expect(RULE_REASONS.filter(carriesAlternatives)).toEqual(['hold-expired'])
  })
})
