// The owner, or an admin, takes time off.
import { AddedTimeOff, AddTimeOff } from '../../shared/contract/schedule.ts'
import { toShownTimeOff } from '../../shared/projection/shown.ts'
import { command } from '../../shared/runtime/command/command.ts'
import {
  calendarAround,
  spanOfDates,
  toScheduleAnswer,
} from '../../shared/runtime/command/schedule-command.ts'
import { decideTimeOff } from '../../shared/scheduling/schedule/decide-time-off.ts'
import { formatInstant } from '../../shared/time/instant.ts'

const spanOf = ({ start = 0, end = 0, startDate, endDate }: AddTimeOff) =>
  startDate === undefined || endDate === undefined
    ? { start, end }
    : spanOfDates([startDate, endDate])

/** Takes time off: `schedule.changed`, and `booking.cancelled` for each booking that is cancelled with it. */
export const addTimeOff = command({
  name: 'add-time-off',
  input: AddTimeOff,
  output: AddedTimeOff,
  refuses: ['not-found'],
  calendar: (input, actor, now) => calendarAround(input, actor, now, spanOf(input)),
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => decideTimeOff(calendar, given.input, given.bookings, given),
  answer: (timeOff, outcome) => ({
    timeOff: toShownTimeOff(timeOff, formatInstant),
    ...toScheduleAnswer(outcome),
  }),
})
