// The order in which a search lists professionals.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import type { Instant } from '../../time/instant.ts'

/** Where a professional stands in the list: by the soonest slot, infinite where there is none, and id. */
export interface Place {
  readonly soonest: Instant
  readonly professionalId: ProfessionalId
}

/** The order of the list. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.soonest !== b.soonest) return a.soonest < b.soonest ? -1 : 1
  if (a.professionalId === b.professionalId) return 0
  return a.professionalId < b.professionalId ? -1 : 1
}
