// Creating a professional's calendar, and changing what is told of them and their rules.
import type { AccountUid } from '../../contract/values/ids.ts'
import { policy } from '../../contract/policy.ts'
import type { Professional, SaveProfessional } from '../../contract/professional.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision, Founding } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { refuse } from '../model/refusal.ts'
import { isSame } from '../../contract/values/canonical-json.ts'
import { newCalendar } from '../model/new-calendar.ts'
import { patched, patchedPart } from '../model/patch.ts'
import { tell } from '../effects/tell.ts'

type Fields = Omit<SaveProfessional, 'professionalId' | 'ownerUid' | 'validateOnly'>

const CHANGED = { type: 'professional.changed', dates: 'all' } as const

function merge(present: Omit<Professional, 'name' | 'timeZone'>, fields: Fields) {
  const { policy: { perClient, ...rules } = {}, ...rest } = fields
  const limits = { perClient: patchedPart(present.policy.perClient, perClient) }
  return {
    ...patched(present, rest),
    policy: policy.parse(patched(present.policy, { ...rules, ...limits })),
  }
}

/** Decides on a first `save-professional`: name and zone are required, everything else has a default. */
export function decideNewProfessional(
  fields: Fields,
  ownerUid: AccountUid,
  { newId }: Circumstances,
): Founding<Professional> {
  const { name, timeZone } = fields
  if (name === undefined || timeZone === undefined) {
    const errors = (['name', 'timeZone'] as const)
      .filter((field) => fields[field] === undefined)
      .map((path) => ({ path, message: 'is required for a new professional' }))
    return refuse('invalid-request', 'a new professional needs a name and a time zone', { errors })
  }
  const blank = { professionalId: newId(), specialties: [], active: true, policy: policy.parse({}) }
  const professional: Professional = { ...merge(blank, fields), name, timeZone }
  const made = newCalendar(professional, ownerUid)
  return { effects: tell(made, { professional }, [CHANGED], newId), answer: professional, made }
}

/** Decides on a change of a professional: absent fields keep their value, `null` clears. */
export function decideProfessional(
  calendar: Calendar,
  fields: Fields,
  { newId }: Circumstances,
): Decision<Professional> {
  const present = calendar.professional
  const { name, timeZone } = { ...present, ...fields }
  const professional: Professional = {
    ...merge(present, fields),
    name: name ?? present.name,
    timeZone: timeZone ?? present.timeZone,
  }
  if (isSame(professional, present)) return { effects: NOTHING, answer: present }
  return { effects: tell(calendar, { professional }, [CHANGED], newId), answer: professional }
}
