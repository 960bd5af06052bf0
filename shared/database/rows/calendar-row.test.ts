// What is stored of an appointment that ended late, and what it occupies all the same.
import { describe, expect, it } from 'vitest'
import { buildCalendar, buildPolicy, monday } from '../../../test/support/build-calendar.ts'
import { type CalendarRow, occupiedEnd, toCalendar } from './calendar-row.ts'

describe('an appointment from 10:00 to 11:00 with a buffer of 15 minutes occupies its time', () => {
  const end = monday('11:00')

  it.each([
    ['until the buffer is over, where it has not ended', '11:15', null, '11:15'],
    ['and less where it ended early: what is stored was shortened', '10:55', '10:40', '10:55'],
    ['as agreed where it ended in time', '11:15', '11:00', '11:15'],
    ['until it ended and its buffer, where it ended late', '11:15', '11:20', '11:35'],
  ])('%s', (_how, stored, endedAt, occupied) => {
    const ended = endedAt === null ? null : monday(endedAt)
    expect(occupiedEnd(monday(stored), end, ended)).toBe(monday(occupied))
  })

  it('which is stored without its lateness: what was agreed behind it stands there already', () => {
    const [endedAt, occupied] = [monday('11:20'), monday('11:35')]
    const stored = occupied - occupiedEnd(0, end, endedAt)
    expect(stored).toBe(monday('11:15'))
    expect(occupiedEnd(stored, end, endedAt)).toBe(occupied)
  })
})

describe('an appointment that was begun and ended before its start', () => {
  it('occupies nothing, at its start: its range is empty and has no bounds', () => {
    const { range, professional } = buildCalendar()
    const [start, end] = [monday('10:00'), monday('11:00')]
    const times = [start, end, null, null, 1, monday('09:30'), null, monday('09:50')] as const
    const row: CalendarRow = {
      revision: 7,
      ownerUid: 'the-owner',
      professional: { ...professional, policy: buildPolicy() },
      services: null,
      weeklyRules: null,
      dateHours: null,
      timeOff: null,
      externalBusy: null,
      activity: null,
      appointments: [['early', 'massage', ...times, null]],
    }
    const [early] = toCalendar(row, range).appointments
    expect(early).toMatchObject({ occupies: { start, end: start }, endedAt: monday('09:50') })
  })
})
