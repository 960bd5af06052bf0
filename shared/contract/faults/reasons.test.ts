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

// Contract, section 2, "Errors".
const TABLE: Readonly<Record<Reason, readonly [http: number, callable: string]>> = {
  'invalid-request': [400, 'INVALID_ARGUMENT'],
  unauthenticated: [401, 'UNAUTHENTICATED'],
  'app-check-failed': [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'PERMISSION_DENIED'],
  unverified: [403, 'PERMISSION_DENIED'],
  'not-found': [404, 'NOT_FOUND'],
  'method-not-allowed': [405, 'UNIMPLEMENTED'],
  conflict: [409, 'ABORTED'],
  'version-mismatch': [409, 'ABORTED'],
  'payload-too-large': [413, 'INVALID_ARGUMENT'],
  'unsupported-media-type': [415, 'INVALID_ARGUMENT'],
  'idempotency-key-reused': [422, 'INVALID_ARGUMENT'],
  'rate-limited': [429, 'RESOURCE_EXHAUSTED'],
  internal: [500, 'INTERNAL'],
  unavailable: [503, 'UNAVAILABLE'],
  'service-inactive': [409, 'FAILED_PRECONDITION'],
  'too-soon': [409, 'FAILED_PRECONDITION'],
  'too-far-ahead': [409, 'FAILED_PRECONDITION'],
  'outside-hours': [409, 'FAILED_PRECONDITION'],
  'on-time-off': [409, 'FAILED_PRECONDITION'],
  'professional-away': [409, 'FAILED_PRECONDITION'],
  'off-grid': [409, 'FAILED_PRECONDITION'],
  'slot-taken': [409, 'FAILED_PRECONDITION'],
  'not-enough-seats': [409, 'FAILED_PRECONDITION'],
  'limit-reached': [409, 'FAILED_PRECONDITION'],
  'client-limit-reached': [409, 'FAILED_PRECONDITION'],
  'hold-expired': [409, 'FAILED_PRECONDITION'],
  'already-cancelled': [409, 'FAILED_PRECONDITION'],
  'too-late-to-cancel': [409, 'FAILED_PRECONDITION'],
  'too-late-to-reschedule': [409, 'FAILED_PRECONDITION'],
  'not-changeable': [409, 'FAILED_PRECONDITION'],
}

const keys = Object.keys(TABLE) as Reason[] // the type says that there are no others

describe('the reasons of refusals', () => {
  it('are those of the contract, each once', () => {
    expect(REASONS.toSorted()).toEqual(keys.toSorted())
    expect(new Set(REASONS).size).toBe(REASONS.length)
  })

  it.each(keys)('%s has its HTTP status and its callable status', (reason) => {
    const [http, callable] = TABLE[reason]
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
