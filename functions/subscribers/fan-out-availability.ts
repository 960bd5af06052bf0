// Mirrors a professional's availability into Firestore whenever something changed in their calendar.
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { alarmMirrorAhead } from '../../shared/runtime/jobs/mirror/mirror-ahead.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { subscriber } from '../../shared/runtime/edge/subscriber.ts'

/** Brings the documents to the present revision; the message only says that they may not be. */
export const fanOutAvailability = subscriber({
  name: 'fan-out-availability',
  open: openFanOut,
  handle: async ({ professionalId, revision, at, dates }, { log, now }, parts) => {
    const done = await fanOut(parts, professionalId, { revision, ...(dates && { dates }) })
    if (done === 'unknown') return { unhandleable: `there is no professional ${professionalId}` }
    if (typeof done === 'object')
      return {
        unhandleable: `Firestore cannot hold the documents of ${professionalId}: ${done.unwritable}`,
      }
    if (done === 'behind') alarmMirrorAhead(log, professionalId)
    if (done === 'written')
      log({
        severity: 'INFO',
        message: 'fan-out-availability: the documents are as at this revision, or a later one',
        professionalId,
        revision,
        lagMillis: now() - at,
      })
    return 'handled'
  },
})
