// The owner, or an admin, sets the hours of single dates.
import { ChangedSchedule } from '../../shared/contract/booking.ts'
import { SetDateHours } from '../../shared/contract/schedule.ts'
import { command } from '../../shared/runtime/command/command.ts'
import {
  calendarAround,
  spanOfDates,
  toScheduleAnswer,
} from '../../shared/runtime/command/schedule-command.ts'
import { decideDateHours } from '../../shared/scheduling/schedule/decide-date-hours.ts'

const datesOf = ({ date, dates = date === undefined ? [] : [date] }: SetDateHours) => dates

/** Replaces the hours of dates, closes them, or clears their exceptions: `schedule.changed`. */
export const setDateHours = command({
  name: 'set-date-hours',
  input: SetDateHours,
  output: ChangedSchedule,
  refuses: ['not-found'],
  calendar: (input, actor, now) => calendarAround(input, actor, now, spanOfDates(datesOf(input))),
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => decideDateHours(calendar, given.input, given),
  answer: (_, outcome) => toScheduleAnswer(outcome),
})
