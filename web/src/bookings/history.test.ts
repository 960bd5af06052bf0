import { expect, test } from 'vitest'
import { stepsOf } from './history.ts'

const at = '2026-11-26T10:00:00Z'

test('a history says who did what, without the hold that it began with', () => {
  const steps = stepsOf([
    { at, type: 'booking.held', by: 'client' },
    { at, type: 'booking.requested', by: 'client' },
    { at, type: 'booking.confirmed', by: 'professional' },
    { at, type: 'booking.rescheduled', by: 'admin' },
    { at, type: 'booking.started', by: 'system' },
  ])
  expect(steps.map(({ words }) => words)).toEqual([
    'history.requestedYou',
    'history.confirmedThey',
    'history.moved',
    'history.started',
  ])
})

test('a hold that nothing came of is told, and what is no step is not', () => {
  expect(stepsOf([{ at, type: 'booking.held', by: 'client' }])).toHaveLength(1)
  expect(stepsOf([{ at, type: 'booking.reminder-due', by: 'system' }])).toEqual([])
})
