// The conflicts that a command answers: the first by start, and how many there are.
import { describe, expect, it } from 'vitest'
import {
  asOwner,
  bookingOf,
  buildAppointment,
  buildCalendar,
  buildClaim,
  monday,
} from '../../../test/support/build-calendar.ts'
import { toConflictAnswer } from './schedule-command.ts'

const calendar = buildCalendar({
  appointments: Array.from({ length: 130 }, (_, day) =>
    buildAppointment(monday('10:00', day), {
      appointmentId: `appointment ${day}`,
      claims: [buildClaim({ bookingId: `${day}` })],
    }),
  ),
})
const outcome = {
  ...asOwner(),
  input: {},
  before: calendar,
  after: calendar,
  bookings: [],
  revision: 7,
}
const answer = (days: readonly number[]) =>
  toConflictAnswer(
    days.map((day) => bookingOf(calendar, `${day}`)),
    outcome,
  )

describe('conflicts', () => {
  it('are named in the order of their starts', () => {
    const told = answer([3, 1, 2])
    expect(told.conflicts.map(({ bookingId }) => bookingId)).toEqual(['1', '2', '3'])
    expect(told).toMatchObject({ revision: 7, conflictCount: 3 })
  })

  it('are the first hundred, and all of them are counted', () => {
    const told = answer(Array.from({ length: 130 }, (_, index) => 129 - index))
    expect(told.conflictCount).toBe(130)
    expect(told.conflicts.map(({ bookingId }) => bookingId)).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index}`),
    )
  })
})
