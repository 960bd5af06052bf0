// The owner, or an admin, makes a calendar or changes what is told of its professional.
import { SavedProfessional, SaveProfessional } from '../../shared/contract/professional.ts'
import { atRevision } from '../../shared/projection/shown.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toScheduleAnswer, wholeCalendar } from '../../shared/runtime/command/schedule-command.ts'
import {
  decideNewProfessional,
  decideProfessional,
} from '../../shared/scheduling/schedule/decide-professional.ts'
import { NOT_THERE, refuse, refuseField } from '../../shared/scheduling/model/refusal.ts'

/** Creates or changes a professional: `professional.changed`. */
export const saveProfessional = command({
  name: 'save-professional',
  input: SaveProfessional,
  output: SavedProfessional,
  refuses: ['not-found'],
  calendar: (input, actor, now) => {
    const { professionalId } = input
    // Whoever may not name the owner learns nothing of that owner's calendar.
    const { ownerUid = actor.uid } = actor.isAdmin ? input : {}
    const wanted = wholeCalendar(input, actor, now)
    return professionalId === undefined ? { ...wanted, locator: { ownerUid } } : wanted
  },
  as: 'owner',
  account: ({ ownerUid }) => ownerUid,
  isRehearsal: ({ validateOnly }) => validateOnly,
  decide: (calendar, given) => {
    const { professionalId: _, ownerUid, validateOnly: _only, ...fields } = given.input
    if (ownerUid !== undefined && !given.actor.isAdmin)
      return refuse('forbidden', 'only an admin may name the owner')
    if (ownerUid !== undefined && ownerUid !== calendar.ownerUid)
      return refuseField('ownerUid', 'must be left out: a calendar keeps its owner')
    return decideProfessional(calendar, fields, given)
  },
  create: (given) => {
    const { professionalId, ownerUid, validateOnly: _only, ...fields } = given.input
    if (professionalId !== undefined) return refuse('not-found', NOT_THERE)
    if (ownerUid !== undefined && !given.actor.isAdmin)
      return refuse('forbidden', 'only an admin may name the owner')
    if (given.about.isGoing) return refuse('not-found', NOT_THERE)
    return decideNewProfessional(fields, ownerUid ?? given.actor.uid, given)
  },
  answer: (professional, outcome) => ({
    professional: atRevision(professional, outcome.revision),
    ...toScheduleAnswer(outcome),
  }),
})
