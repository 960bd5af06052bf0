// The calendar of a professional who has only just come to be.
import type { AccountUid } from '../../contract/values/ids.ts'
import type { Professional } from '../../contract/professional.ts'
import { findZone } from '../../time/zone.ts'
import type { Calendar } from './calendar.ts'

/** An empty calendar at revision 0, for a professional whose first save is about to be decided. */
export function newCalendar(professional: Professional, ownerUid: AccountUid): Calendar {
  const zone = findZone(professional.timeZone)
  if (!zone) throw new Error(`zone ${professional.timeZone} was accepted but is unknown`)
  return {
    professionalId: professional.professionalId,
    ownerUid,
    revision: 0,
    professional,
    zone,
    policy: professional.policy,
    services: [],
    weeklyRules: [],
    dateHours: [],
    timeOff: [],
    externalBusy: [],
    appointments: [],
    range: { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY },
  }
}
