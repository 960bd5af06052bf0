// The owner, or an admin, gives time off back.
import { ChangedSchedule } from '../../shared/contract/booking.ts'
import { RemoveTimeOff } from '../../shared/contract/schedule.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { calendarAround, toScheduleAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { decideTimeOffRemoval } from '../../shared/scheduling/schedule/decide-time-off.ts'

/** Gives time off back: `schedule.changed`. */
export const removeTimeOff = command({
  name: 'remove-time-off',
  input: RemoveTimeOff,
  output: ChangedSchedule,
  refuses: ['not-found'],
  // What is given back takes nobody's time.
  calendar: (input, actor, now) => calendarAround(input, actor, now, { start: now, end: now }),
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => decideTimeOffRemoval(calendar, given.input.timeOffId, given),
  answer: (_, outcome) => toScheduleAnswer(outcome),
})
