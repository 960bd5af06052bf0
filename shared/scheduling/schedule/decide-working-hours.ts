// Setting the weekly hours that are in force from a date on.
import { WEEKLY_RULES } from '../../contract/limits.ts'
import type { SetWorkingHours } from '../../contract/schedule.ts'
import { formatDate } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import { applyEffects } from '../effects/apply.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { tell } from '../effects/tell.ts'
import { refuseFarDates } from '../model/reach.ts'
import { refuseGrowth } from './growth.ts'
import { isSame } from '../../contract/values/canonical-json.ts'

/** How many rules are in force today or later on. */
function countInForce({ zone, weeklyRules }: Calendar, now: Instant): number {
  const today = formatDate(toLocalDay(zone, now))
  const toCome = weeklyRules.filter(({ effectiveFrom }) => effectiveFrom > today)
  return toCome.length + (toCome.length < weeklyRules.length ? 1 : 0)
}

/** Decides on `set-working-hours`: replaces the rule of that date (today if unset), or drops it where hours are null. */
export function decideWorkingHours(
  calendar: Calendar,
  request: Pick<SetWorkingHours, 'hours' | 'effectiveFrom'>,
  { newId, now }: Circumstances,
): Decision<Record<never, never>> {
  const effectiveFrom = request.effectiveFrom ?? formatDate(toLocalDay(calendar.zone, now))
  const present = calendar.weeklyRules.find((rule) => rule.effectiveFrom === effectiveFrom)
  // Rules that were followed by another one before all that was loaded are not known: there may be one of that date.
  const [first] = calendar.weeklyRules
  const isKnown = !first || effectiveFrom >= first.effectiveFrom
  // A rule that stands, however old, may be dropped.
  const isDropped = request.hours === null && (present !== undefined || !isKnown)
  const far = refuseFarDates(calendar, 'effectiveFrom', [effectiveFrom], now)
  if (far && !isDropped) return far
  if (isKnown && isSame(present?.hours ?? null, request.hours))
    return { effects: NOTHING, answer: {} }
  const rows = { weeklyRules: [{ effectiveFrom, hours: request.hours }] }
  const grown = refuseGrowth('effectiveFrom', {
    what: 'weekly rules from today on',
    limit: WEEKLY_RULES,
    before: countInForce(calendar, now),
    after: countInForce(applyEffects(calendar, { ...rows, changes: [] }), now),
  })
  if (grown) return grown
  const told = { type: 'schedule.changed', dates: 'all' } as const
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
