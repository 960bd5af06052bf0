// A professional's rules.
import { describe, expect, it } from 'vitest'
import { policy } from './policy.ts'

describe('a new policy', () => {
  it('has the contract’s defaults', () => {
    expect(policy.parse({})).toEqual({
      minNoticeMinutes: 0,
      horizonDays: 60,
      cancelNoticeMinutes: 0,
      rescheduleNoticeMinutes: 0,
      weekStartsOn: 1,
      requireVerified: false,
    })
  })
})
