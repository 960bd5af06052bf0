// Every type of change is something for those who hear of it.
import { describe, expect, it } from 'vitest'
import { CHANGE_TYPES } from '../contract/messages/change.ts'
import { HAPPENINGS, toHappening } from './happening.ts'

describe('a change', () => {
  it.each(CHANGE_TYPES)('of type %s is something that happened', (type) => {
    expect(HAPPENINGS).toContain(toHappening({ type, by: 'system' }))
  })

  it.each([
    [{ type: 'booking.rescheduled', status: 'pending' }, 'move-requested'],
    [{ type: 'booking.rescheduled', status: 'pending', by: 'professional' }, 'moved'],
    [{ type: 'booking.rescheduled', status: 'pending', by: 'admin' }, 'moved'],
    [{ type: 'booking.rescheduled', status: 'confirmed' }, 'moved'],
    [{ type: 'booking.expired', wasRequested: true }, 'request-expired'],
    [{ type: 'booking.expired' }, 'released'],
    [{ type: 'booking.delayed', isOnTime: true }, 'on-time'],
    [{ type: 'booking.delayed' }, 'delayed'],
    [{ type: 'booking.completed', wasNoShow: true }, 'no-show-taken-back'],
    [{ type: 'booking.completed' }, 'completed'],
    [{ type: 'schedule.changed', subject: 'external-busy' }, 'external-busy-changed'],
    [{ type: 'schedule.changed' }, 'hours-changed'],
    [{ type: 'professional.changed', subject: 'block' }, 'block-changed'],
    [{ type: 'professional.changed' }, 'professional-changed'],
  ] as const)('%o is %s', (seen, happening) => {
    expect(toHappening({ by: 'client', ...seen })).toBe(happening)
  })
})
