// The owner, an admin, or their calendar sync, tells what another calendar has.
import { ChangedSchedule } from '../../shared/contract/booking.ts'
import { SetExternalBusy } from '../../shared/contract/schedule.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { calendarAround, toScheduleAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { decideExternalBusy } from '../../shared/scheduling/schedule/decide-external-busy.ts'

/** Replaces a source's busy time within a stretch: `schedule.changed`. */
export const setExternalBusy = command({
  name: 'set-external-busy',
  input: SetExternalBusy,
  output: ChangedSchedule,
  refuses: ['not-found'],
  calendar: (input, actor, now) =>
    calendarAround(input, actor, now, { start: input.from, end: input.to }),
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => decideExternalBusy(calendar, given.input, given),
  answer: (_, outcome) => toScheduleAnswer(outcome),
})
