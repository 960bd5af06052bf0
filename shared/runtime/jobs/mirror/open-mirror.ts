// The mirror that jobs write: by Google's client, loaded when it is first used. Most runs find nothing to do.
import type { Mirror } from '../../../realtime/mirror.ts'
import type { World } from '../../world/world.ts'

/** The mirror of a world, kept as long as the instance. */
export function openJobMirror({ firestore }: Pick<World, 'firestore'>): Mirror {
  let opened: Promise<Mirror> | undefined
  const open = () =>
    (opened ??= import('../../../realtime/google-mirror.ts').then(({ openGoogleMirror }) =>
      openGoogleMirror(firestore),
    ))
  return {
    readTicket: async (...asked) => (await open()).readTicket(...asked),
    readDays: async (...asked) => (await open()).readDays(...asked),
    listDates: async (...asked) => (await open()).listDates(...asked),
    commit: async (...asked) => (await open()).commit(...asked),
  }
}
