// The app's documents follow what was read.
import { loadUnshownReads, saveShownReads } from '../../../database/notify/reads.ts'
import { markNotificationsRead } from '../../../realtime/notification-documents.ts'
import type { World } from '../../world/world.ts'

const READS_A_ROUND = 1000
/** No account has more messages in the time for which they are kept; what is left is the next change's. */
const ROUNDS = 20

/**
 * Marks documents of an account as read, or the one that was just written.
 *
 * One that is still to be written is left out: whoever writes it looks once more afterwards, so that whichever of the two is
 * the later one marks it.
 *
 * @returns how many were marked
 */
export async function showReads(
  of: { readonly uid: string; readonly notificationId?: string },
  { database, firestore }: World,
): Promise<number> {
  let marked = 0
  for (let round = 0; round < ROUNDS; round++) {
    const reads = await loadUnshownReads(database, of, READS_A_ROUND)
    const missing = new Set(await markNotificationsRead(firestore, of.uid, reads))
    const shown = reads.filter((one) => !missing.has(one) || !one.isComing)
    await saveShownReads(
      database,
      shown.map(({ notificationId }) => notificationId),
    )
    marked += reads.length - missing.size
    if (reads.length < READS_A_ROUND) return marked
  }
  return marked
}
