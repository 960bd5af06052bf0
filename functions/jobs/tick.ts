// The clock: everything that time alone changes is written down, or shown, within a minute.
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { job } from '../../shared/runtime/edge/job.ts'
import { alarmMirrorAhead } from '../../shared/runtime/jobs/mirror/mirror-ahead.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { runTick } from '../../shared/runtime/jobs/tick.ts'

/** Takes every calendar that is due as far as time has come, for as long as the job lasts. */
export const tick = job({
  name: 'tick',
  open: openFanOut,
  run: (world, parts) =>
    runTick(world, async (professionalId) => {
      const done = await fanOut(parts, professionalId)
      // Messages of revisions that the mirror is past already cannot tell: they are taken for repeated ones.
      if (done === 'behind') alarmMirrorAhead(world.log, professionalId)
      if (typeof done === 'object')
        throw new Error(`Firestore cannot hold the documents: ${done.unwritable}`)
    }),
})
