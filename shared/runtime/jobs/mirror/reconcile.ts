// Compares the mirror with the truth and repairs it. What is found is a fault of ours, or a hand in the documents: an alarm.
import { claimReconciliations } from '../../../database/clock/reconciliations.ts'
import type { Drift } from '../../../realtime/mirror-writes.ts'
import { SECOND } from '../../../time/instant.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'

/** Compares one professional's days and repairs them. @returns those that were not as their ticket said */
export type Repair = (professionalId: string) => Promise<readonly Drift[]>

/** What a run compared and repaired. */
export interface Reconciled {
  readonly professionals: number
  /** Day documents. */
  readonly repaired: number
}

/** So many days are told of; what happened to them is likely to have happened to all. */
const DRIFT_TOLD = 20

/** `2026-11-23: slots`, what of a day's document differed: names alone, since what they hold may be people's. */
const toWords = ({ date, fields }: Drift): string =>
  `${date}: ${fields.length === 0 ? 'missing' : fields.join(', ')}`

async function repairOne(professionalId: string, world: World, repair: Repair): Promise<number> {
  try {
    const drifted = await repair(professionalId)
    if (drifted.length > 0)
      world.log({
        severity: 'ERROR',
        message: `reconcile-availability: ${drifted.length} day documents were not as their ticket said; they are now`,
        professionalId,
        driftedDocuments: drifted.length,
        drift: drifted.slice(0, DRIFT_TOLD).map(toWords).join('; '),
        alarm: 'drift',
      })
    return drifted.length
  } catch (error) {
    // Its turn comes again tomorrow; the others go on.
    world.log({
      severity: 'ERROR',
      ...toFault('reconcile-availability: documents could not be compared', error),
      professionalId,
    })
    return 0
  }
}

/** Compares whoever's turn it is, one after another, until nobody's is or the job's time is over. */
export async function runReconcile(world: World, repair: Repair): Promise<Reconciled> {
  const until = world.now() + world.config.jobSeconds * SECOND
  let professionals = 0
  let repaired = 0
  do {
    const claimed = await claimReconciliations(world.database, world.now())
    if (claimed.length === 0) break
    for (const professionalId of claimed) {
      const drifted = await repairOne(professionalId, world, repair)
      repaired += drifted
    }
    professionals += claimed.length
  } while (world.now() < until)
  return { professionals, repaired }
}
