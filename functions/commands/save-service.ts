// The owner, or an admin, adds a service or changes one.
import { SavedService, SaveService } from '../../shared/contract/service.ts'
import { toShownService } from '../../shared/projection/shown.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toScheduleAnswer, wholeCalendar } from '../../shared/runtime/command/schedule-command.ts'
import { decideService } from '../../shared/scheduling/schedule/decide-service.ts'

/** Creates or changes a service: `service.changed`. */
export const saveService = command({
  name: 'save-service',
  input: SaveService,
  output: SavedService,
  refuses: ['not-found'],
  calendar: wholeCalendar,
  as: 'owner',
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const { professionalId: _, serviceId, validateOnly: _only, ...fields } = given.input
    return decideService(calendar, serviceId, fields, given)
  },
  answer: (service, outcome) => ({
    service: toShownService(service),
    ...toScheduleAnswer(outcome),
  }),
})
