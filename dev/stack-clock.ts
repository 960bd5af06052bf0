// A stack whose people live at another time than the machine: for pictures, which show a working day at whatever hour they are taken.
import { v7 } from 'uuid'
import type { World } from '../shared/runtime/world/world.ts'
import type { Instant } from '../shared/time/instant.ts'

/** The world at another time. The Auth emulator goes by the machine's clock, and so do its tokens. */
export function worldAt(world: World, now: () => Instant): World {
  return {
    ...world,
    now,
    newId: () => v7({ msecs: now() }),
    verifyToken: (token, isFresh) => world.verifyToken(token, isFresh, Date.now()),
  }
}
