// Compares the mirror with the truth and repairs it. What is found is a fault of ours, or a hand in the documents: an alarm.
import { claimReconciliations } from '../../database/clock/reconciliations.ts'
import { SECOND } from '../../time/instant.ts'
import { toFault } from '../world/log.ts'
import type { World } from '../world/world.ts'

/** Compares one professional's days and repairs them. @returns how many were not as their ticket said */
export type Repair = (professionalId: string) => Promise<number>

/** What a run compared and repaired. */
export interface Reconciled {
  readonly professionals: number
  /** Day documents. */
  readonly repaired: number
}

async function repairOne(professionalId: string, world: World, repair: Repair): Promise<number> {
  try {
    const drifted = await repair(professionalId)
    if (drifted > 0)
      world.log({
        severity: 'ERROR',
        message: `reconcile-availability: ${drifted} day documents were not as their ticket said; they are now`,
        professionalId,
        driftedDocuments: drifted,
        alarm: 'drift',
      })
    return drifted
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
