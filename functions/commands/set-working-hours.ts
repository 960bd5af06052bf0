// The owner, or an admin, sets the weekly hours from a date on.
import { ChangedSchedule } from '../../shared/contract/booking.ts'
import { SetWorkingHours } from '../../shared/contract/schedule.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toScheduleAnswer, wholeCalendar } from '../../shared/runtime/command/schedule-command.ts'
import { decideWorkingHours } from '../../shared/scheduling/schedule/decide-working-hours.ts'

/** Replaces the weekly rule of a date: `schedule.changed`. */
export const setWorkingHours = command({
  name: 'set-working-hours',
  input: SetWorkingHours,
  output: ChangedSchedule,
  refuses: ['not-found'],
  calendar: wholeCalendar,
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const { hours, effectiveFrom } = given.input
    return decideWorkingHours(
      calendar,
      { hours, ...(effectiveFrom !== undefined && { effectiveFrom }) },
      given,
    )
  },
  answer: (_, outcome) => toScheduleAnswer(outcome),
})
