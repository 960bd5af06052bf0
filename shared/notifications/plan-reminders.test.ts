// When reminders are due.
import { describe, expect, it } from 'vitest'
import { remindersOf } from './plan-reminders.ts'

const START = Date.UTC(2026, 9, 25, 9) // in Berlin the clocks were set back in the night before
const MINUTE = 60_000
const DAY = 1440 * MINUTE

const confirmed = (at = 0) => ({
  status: 'confirmed' as const,
  start: START,
  history: [{ revision: 1, type: 'booking.confirmed' as const, at }],
})

describe('the reminders of a booking', () => {
  it('are elapsed time before it, across a clock change too', () => {
    const due = remindersOf(confirmed(), [60, 1440])
    expect(due).toEqual([START - DAY, START - 60 * MINUTE])
  })

  it('leave out what was due before the booking stood there', () => {
    const booked = START - 90 * MINUTE
    expect(remindersOf(confirmed(booked), [1440, 60])).toEqual([START - 60 * MINUTE])
  })

  it('are one where two are the same', () => {
    expect(remindersOf(confirmed(), [60, 60])).toHaveLength(1)
  })

  it.each([
    'held',
    'pending',
    'cancelled',
    'declined',
    'expired',
    'in-progress',
    'completed',
  ] as const)('are none of what is %s', (status) => {
    expect(remindersOf({ ...confirmed(), status }, [60])).toEqual([])
  })
})
