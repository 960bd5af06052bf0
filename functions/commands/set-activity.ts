// The owner, or an admin, says what they are doing now.
import { SetTheActivity, SetActivity } from '../../shared/contract/session.ts'
import { toShownActivity } from '../../shared/projection/shown.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { calendarAround, toScheduleAnswer } from '../../shared/runtime/command/schedule-command.ts'
import { activityAt } from '../../shared/scheduling/free/activity.ts'
import { decideActivity } from '../../shared/scheduling/session/decide-activity.ts'
import { DAY, formatInstant } from '../../shared/time/instant.ts'

/** Takes the time from now on out of the offer, or gives it back: `activity.changed`. */
export const setActivity = command({
  name: 'set-activity',
  input: SetActivity,
  output: SetTheActivity,
  refuses: ['not-found'],
  // Unset, it ends with the hours of today.
  calendar: (input, actor, now) =>
    calendarAround(input, actor, now, { start: now, end: input.until ?? now + 2 * DAY }),
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => decideActivity(calendar, given.input, given),
  answer: (_, outcome) => ({
    activity: toShownActivity(activityAt(outcome.after, outcome.now), formatInstant),
    ...toScheduleAnswer(outcome),
  }),
})
