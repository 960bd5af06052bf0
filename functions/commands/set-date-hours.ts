// The owner, or an admin, sets the hours of single dates.
import { ChangedSchedule } from '../../shared/contract/booking.ts'
import { SetDateHours } from '../../shared/contract/schedule.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toScheduleAnswer, wholeCalendar } from '../../shared/runtime/command/schedule-command.ts'
import { decideDateHours } from '../../shared/scheduling/schedule/decide-date-hours.ts'

/** Replaces the hours of dates, closes them, or clears their exceptions: `schedule.changed`. */
export const setDateHours = command({
  name: 'set-date-hours',
  input: SetDateHours,
  output: ChangedSchedule,
  calendar: wholeCalendar,
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const { date, dates = date === undefined ? [] : [date], intervals } = given.input
    return decideDateHours(calendar, { dates, intervals }, given)
  },
  answer: (_, outcome) => toScheduleAnswer(outcome),
})
