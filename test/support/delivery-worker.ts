// A process that works deliveries off as the job does, so that a test can kill it at a moment of its choice: settings and
// the clock's advance come from the environment.
import { retryDeliveries } from '../../shared/runtime/jobs/notify/deliver.ts'
import type { Config } from '../../shared/runtime/world/config.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'

const { WORKER_CONFIG = '{}', WORKER_AHEAD_MILLIS = '0' } = process.env
const world = makeWorld(JSON.parse(WORKER_CONFIG) as Config) // as its parent has them
await retryDeliveries({ ...world, now: () => Date.now() + Number(WORKER_AHEAD_MILLIS) })
await world.database.destroy()
