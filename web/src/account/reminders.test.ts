import { describe, expect, it } from 'vitest'
import { remindersWith, shownReminders } from './reminders.ts'

describe('the reminders that can be chosen', () => {
  it('are the usual ones, and those that were chosen elsewhere, the longest before first', () => {
    expect(shownReminders([45, 60])).toEqual([10_080, 2880, 1440, 180, 60, 45, 15])
  })
})

describe('a tap on a reminder', () => {
  it('adds it where it was not chosen', () => {
    expect(remindersWith([1440], 60)).toEqual([1440, 60])
  })

  it('takes it away where it was', () => {
    expect(remindersWith([1440, 60], 1440)).toEqual([60])
  })
})
