// probe(): answers whether the parts that every request needs are up; without authentication, and so that however often it is
// asked, it asks the database seldom.
import { GetHealth, Health } from '../../contract/health.ts'
import { ping } from '../../database/connection/ping.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import type { Definition } from '../world/definition.ts'
import { toFault } from '../world/log.ts'
import { countAddress } from './limits/count-requests.ts'
import { PROBE_REASONS, reasonsOf } from './edge-reasons.ts'
import { parseInput } from './input/parse-input.ts'
import { QUERY_METHODS, readQuery } from './request.ts'
import { shell } from './shell.ts'
import { within } from '../world/within.ts'
import type { World } from '../world/world.ts'

/** What was found is told for so long: however often it is asked, the database is asked once in that time. */
const KEPT_MILLIS = 5 * SECOND
const ASK_MILLIS = 2 * SECOND
/** A new instance may have to wait for its network; whoever probes gives up after ten seconds. */
const FIRST_ASK_MILLIS = 8 * SECOND

/** What people are told by, beside the app: what is set, not what answers. */
const channelsOf = ({ config, fcm }: World): Health['channels'] => ({
  mail: config.isMailSet ? 'on' : 'off',
  push: fcm ? 'on' : 'off',
})

async function look(world: World, name: string, millis: number): Promise<Health> {
  const { database, log } = world
  const channels = channelsOf(world)
  try {
    const late = () => new Error(`no answer within ${millis} ms`)
    await within(millis, ping(database), late)
    return { status: 'up', parts: { database: 'up' }, channels }
  } catch (error) {
    log({ severity: 'WARNING', function: name, ...toFault('the database does not answer', error) })
    return { status: 'down', parts: { database: 'down' }, channels }
  }
}

/** A probe as a function of the manifest. */
export function probe({ name }: { readonly name: string }): Definition {
  return {
    name,
    schemas: { input: GetHealth, output: Health },
    reasons: reasonsOf(PROBE_REASONS),
    serve: (world) => {
      let found: Promise<Health> | undefined
      let askedAt: Instant = 0
      let hasBeenUp = false
      return shell(name, world, async (request, exchange) => {
        exchange.methods = QUERY_METHODS
        countAddress(request, world)
        parseInput(GetHealth, readQuery(request, exchange))
        const now = world.now()
        if (!found || now - askedAt >= KEPT_MILLIS) {
          askedAt = now
          found = look(world, name, hasBeenUp ? ASK_MILLIS : FIRST_ASK_MILLIS)
        }
        const body = await found
        hasBeenUp ||= body.status === 'up'
        return { body, status: body.status === 'up' ? 200 : 503 }
      })
    },
  }
}
