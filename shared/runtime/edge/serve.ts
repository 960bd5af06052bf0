// Registers a function with functions-framework, which starts the process: the entry of every bundle.
import { http } from '@google-cloud/functions-framework'
import { type Config, readConfig } from '../world/config.ts'
import type { Definition } from '../world/definition.ts'
import { drainAtEnd } from './drain.ts'
import { ENTRY_POINT } from './entry-point.ts'
import { toFault, writeLog } from '../world/log.ts'
import { answerDirectly } from './direct.ts'
import { answerEveryPath } from './one-path.ts'
import { keepBodiesRaw } from './raw-body.ts'
import { makeWorld } from '../world/make-world.ts'
import type { World } from '../world/world.ts'

// An error that nobody catches would be printed below the bundle's line that threw it, which is a thousand lines of ours.
function readOwnConfig(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    writeLog({ severity: 'ERROR', ...toFault('the function cannot start', error) })
    process.exit(1)
  }
}

/** The world of the environment, which ends with the process; the function is alone in it. */
function ownWorld(): World {
  answerEveryPath()
  const world = makeWorld(readOwnConfig())
  drainAtEnd(() => world.database.destroy())
  return world
}

/**
 * Serves a function, in the world of the environment and as the bundle's entry point unless others are given. A process that
 * serves several functions gives each a name of its own.
 */
export function serve(
  definition: Definition,
  given?: World,
  entryPoint: string = ENTRY_POINT,
): void {
  const world = given ?? ownWorld()
  keepBodiesRaw()
  const handle = definition.serve(world)
  // The framework starts what is registered. It hands requests on as well, with much around them.
  http(entryPoint, handle)
  if (!given) answerDirectly(handle)
}
