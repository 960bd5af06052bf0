// When reminders are due.
import { describe, expect, it } from 'vitest'
import { remindersOf } from './plan-reminders.ts'

const START = Date.UTC(2026, 9, 25, 9) // in Berlin the clocks were set back in the night before
const MINUTE = 60_000
const DAY = 1440 * MINUTE

describe('the reminders of a booking', () => {
  it('are elapsed time before it, across a clock change too', () => {
    const due = remindersOf({ status: 'confirmed', start: START }, [60, 1440], 0)
    expect(due).toEqual([START - DAY, START - 60 * MINUTE])
  })

  it('leave out what was due before the booking stood there', () => {
    const booked = START - 90 * MINUTE
    expect(remindersOf({ status: 'confirmed', start: START }, [1440, 60], booked)).toEqual([
      START - 60 * MINUTE,
    ])
  })

  it('are one where two are the same', () => {
    expect(remindersOf({ status: 'confirmed', start: START }, [60, 60], 0)).toHaveLength(1)
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
    expect(remindersOf({ status, start: START }, [60], 0)).toEqual([])
  })
})
