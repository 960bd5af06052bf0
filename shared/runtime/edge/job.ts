// job(): called by Cloud Scheduler. Only its invoker reaches it (Cloud Run's IAM), so there is nobody to authenticate.
import type { Definition } from '../world/definition.ts'
import { RefusalError } from './problem.ts'
import { shell } from './shell.ts'
import type { World } from '../world/world.ts'

export interface Job<T = undefined> {
  readonly name: string
  /** Opens what the job writes to, once per instance. */
  readonly open?: (world: World) => T
  /** Works until nothing is left or the time is over; answers what was done. */
  readonly run: (world: World, opened: T) => Promise<object>
}

/** A job as a function of the manifest. */
export function job<T = undefined>(spec: Job<T>): Definition {
  return {
    name: spec.name,
    serve: (world) => {
      // Unset, `T` is undefined.
      const opened = spec.open?.(world) as T
      return shell(spec.name, world, async (request) => {
        if (request.method !== 'POST')
          throw RefusalError.of(
            'method-not-allowed',
            `this job is called by POST, not ${request.method}`,
          )
        return { body: await spec.run(world, opened) }
      })
    },
  }
}
