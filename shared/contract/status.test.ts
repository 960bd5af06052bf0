// The life of a booking: the contract's table, step by step.
import { describe, expect, it } from 'vitest'
import {
  type Cause,
  LISTED,
  LIVE,
  STATUSES,
  STEPS,
  type Status,
  isLive,
  nextStatus,
} from './status.ts'

// As docs/reference/statuses.md has it, row by row: from; to what, by which function or the clock.
const TABLE: readonly (readonly [from: Status | 'none', to: readonly Status[], by: Cause])[] = [
  ['none', ['held'], 'hold-slot'],
  ['none', ['pending', 'confirmed'], 'create-booking'],
  ['held', ['pending', 'confirmed'], 'create-booking'],
  ['held', ['expired'], 'cancel-booking'],
  ['held', ['expired'], 'clock'],
  ['pending', ['confirmed', 'declined'], 'decide-booking'],
  ['pending', ['cancelled'], 'cancel-booking'],
  ['pending', ['expired'], 'clock'],
  ['confirmed', ['in-progress'], 'report-progress'],
  ['confirmed', ['in-progress'], 'clock'],
  ['confirmed', ['cancelled'], 'cancel-booking'],
  ['confirmed', ['no-show'], 'report-progress'],
  ['in-progress', ['completed'], 'report-progress'],
  ['in-progress', ['completed'], 'clock'],
  ['in-progress', ['no-show'], 'report-progress'],
  ['completed', ['no-show'], 'report-progress'],
  ['no-show', ['completed'], 'report-progress'],
]

const CAUSES: readonly Cause[] = [
  'hold-slot',
  'create-booking',
  'cancel-booking',
  'decide-booking',
  'report-progress',
  'clock',
]

const FROM: readonly (Status | 'none')[] = ['none', ...STATUSES]

describe('the status table', () => {
  it('has every step of the contract and no other', () => {
    const wanted = TABLE.flatMap(([from, all, by]) => all.map((to) => `${from} → ${to}, ${by}`))
    const known = STEPS.map(({ from, to, by }) => `${from} → ${to}, ${by}`)
    expect(known.toSorted()).toEqual(wanted.toSorted())
  })

  it('leads a booking nowhere by what may not change it', () => {
    const astray = FROM.flatMap((from) =>
      CAUSES.filter((by) => {
        const lawful = TABLE.flatMap(([is, all, cause]) => (is === from && cause === by ? all : []))
        const next = nextStatus(from, by)
        return next === undefined ? lawful.length > 0 : !lawful.includes(next)
      }).map((by) => `${from}, ${by}`),
    )
    expect(astray).toEqual([])
  })

  it('ends in what is cancelled, declined or expired', () => {
    const final = STATUSES.filter((status) => !STEPS.some(({ from }) => from === status))
    expect(final).toEqual(['cancelled', 'declined', 'expired'])
  })

  it('can be reached in every status', () => {
    expect(STATUSES.filter((status) => !STEPS.some(({ to }) => to === status))).toEqual([])
  })
})

describe('a seat', () => {
  it('is kept by everything but what is cancelled, declined or expired', () => {
    expect(STATUSES.filter((status) => !isLive(status))).toEqual([
      'cancelled',
      'declined',
      'expired',
    ])
    expect(STATUSES.filter(isLive)).toEqual(LIVE)
  })
})

describe('a list of bookings', () => {
  it('shows every status but held and expired unless asked', () => {
    expect(LISTED).toEqual([
      'pending',
      'confirmed',
      'in-progress',
      'completed',
      'no-show',
      'cancelled',
      'declined',
    ])
  })
})
