// What a fan-out works with in a world: the mirror it writes, and the truth it reads.
import { loadMirrorState } from '../../../database/load/load-mirror-state.ts'
import { saveOpenings } from '../../../database/save/save-openings.ts'
import type { FanOut } from '../../../realtime/fan-out.ts'
import { openMirror } from '../../../realtime/rest-mirror.ts'
import type { World } from '../../world/world.ts'
import { alarmUnwritable } from './unwritable.ts'

/** Opens the mirror of a world; nothing connects before it is used. */
export function openFanOut({ firestore, database, now, sleep, log }: World): FanOut {
  return {
    mirror: openMirror(firestore),
    load: (professionalId, since) => loadMirrorState(database, professionalId, since, now()),
    now,
    sleep,
    wrote: async ({ openings, refused }) => {
      alarmUnwritable(log, openings.professionalId, refused)
      await saveOpenings(database, openings)
    },
  }
}
