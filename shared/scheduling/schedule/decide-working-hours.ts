// Setting the weekly hours that are in force from a date on.
import { type SetWorkingHours, WEEKLY_RULES } from '../../contract/schedule.ts'
import { formatDate } from '../../time/date.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { tell } from '../effects/tell.ts'
import { refuseField } from '../model/refusal.ts'
import { isSame } from '../../contract/canonical-json.ts'

/** Decides on `set-working-hours`: replaces the rule of that date (today if unset), or drops it where hours are null. */
export function decideWorkingHours(
  calendar: Calendar,
  request: Pick<SetWorkingHours, 'hours' | 'effectiveFrom'>,
  { newId, now }: Circumstances,
): Decision<Record<never, never>> {
  const effectiveFrom = request.effectiveFrom ?? formatDate(toLocalDay(calendar.zone, now))
  const present = calendar.weeklyRules.find((rule) => rule.effectiveFrom === effectiveFrom)
  if (isSame(present?.hours ?? null, request.hours)) return { effects: NOTHING, answer: {} }
  if (!present && calendar.weeklyRules.length >= WEEKLY_RULES) {
    const message = `a calendar keeps at most ${WEEKLY_RULES} weekly rules; drop an old one first`
    return refuseField('effectiveFrom', message)
  }
  const rows = { weeklyRules: [{ effectiveFrom, hours: request.hours }] }
  const told = { type: 'schedule.changed', dates: 'all' } as const
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
