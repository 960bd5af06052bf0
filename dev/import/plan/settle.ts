// A source's plan made ready to be applied: what is past, what the contract refuses and what overlaps is taken out and told.
import type { Instant } from '../../../shared/time/instant.ts'
import { keepTaken } from './contract.ts'
import type { Finding } from './finding.ts'
import { fitLengths } from './lengths.ts'
import { keepApart } from './overlaps.ts'
import { limitOffers } from './offers.ts'
import type { PlannedProfessional } from './plan.ts'
import { keepUpcoming } from './upcoming.ts'

/** The professionals as they are to be imported at `now`. */
export function settle(
  professionals: readonly PlannedProfessional[],
  now: Instant,
  findings: Finding[],
): readonly PlannedProfessional[] {
  return professionals.flatMap((planned) => {
    const upcoming = fitLengths(keepUpcoming(planned, now, findings), findings)
    const taken = keepTaken(limitOffers(upcoming, findings), findings)
    return taken ? [keepApart(taken, findings)] : []
  })
}
