// Ends erasures that were begun: claimed one by one under a lease, each as far as it comes.
import { claimErasure, measureErasures, releaseErasure } from '../../../database/save/erasures.ts'
import { MINUTE, SECOND } from '../../../time/instant.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { erase } from './erase.ts'
import type { ErasureParts } from './erase-documents.ts'

/** After a fault, which others need not wait for. */
const RETRY_MILLIS = MINUTE

/** One line a run, for the metric and its alert. */
async function logWaiting({ database, log, now }: World): Promise<void> {
  const { waiting, oldestMillis } = await measureErasures(database, now())
  log({
    severity: 'INFO',
    message: `erase-accounts: ${waiting} erasures wait`,
    function: 'erase-accounts',
    erasuresWaiting: waiting,
    erasureMillis: oldestMillis,
  })
}

/** Takes what is due as far as it comes, until the job's time is over. Safe to run twice at once. */
export async function eraseAccounts(
  world: World,
  parts: ErasureParts,
): Promise<{ readonly erased: number }> {
  const { database, now, log } = world
  const until = now() + world.config.jobSeconds * SECOND
  await logWaiting(world)
  let erased = 0
  for (;;) {
    const claimed = await claimErasure(database, now())
    if (!claimed) return { erased }
    const { uid } = claimed
    try {
      const again = await erase(uid, until, world, parts)
      if (again === undefined) erased++
      await releaseErasure(database, uid, again ?? now())
    } catch (error) {
      log({ severity: 'ERROR', ...toFault('an erasure could not go on', error) })
      await releaseErasure(database, uid, now() + RETRY_MILLIS)
    }
    if (now() >= until) return { erased }
  }
}
