// Compares every professional's day documents with the truth once a day, and repairs what differs.
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { job } from '../../shared/runtime/edge/job.ts'
import type { Drift } from '../../shared/realtime/mirror-writes.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { openJobMirror } from '../../shared/runtime/jobs/mirror/open-mirror.ts'
import { runReconcile } from '../../shared/runtime/jobs/mirror/reconcile.ts'

/** Looks at those whose turn it is, for as long as the job lasts. */
export const reconcileAvailability = job({
  name: 'reconcile-availability',
  open: (world) => ({ ...openFanOut(world), mirror: openJobMirror(world) }),
  run: (world, parts) =>
    runReconcile(world, async (professionalId) => {
      let drifted: readonly Drift[] = []
      const wrote: typeof parts.wrote = async (written) => {
        ;({ drifted } = written)
        await parts.wrote?.(written)
      }
      await fanOut({ ...parts, wrote }, professionalId, { extraDates: 'horizon' })
      return drifted
    }),
})
