// How often somebody may ask, judged before anything of a request is read: accounts each by themselves; whoever has none, or
// does not prove it, by the address that they come from.
import type { Actor } from '../../../identity/actor.ts'
import type { HttpRequest } from '../../world/http.ts'
import { RefusalError } from '../problem.ts'
import { perWorld } from '../../world/per-world.ts'
import type { World } from '../../world/world.ts'
import { type Budget, makeBudget } from './budget.ts'
import { callerAddress } from './caller-address.ts'

/** What requests are counted as. */
type Counted = 'commands' | 'queries' | 'text queries' | 'requests'

function limitsOf({ config }: World): ReadonlyMap<Counted, number> {
  return new Map<Counted, number>([
    ['commands', config.commandsPerMinute],
    ['queries', config.queriesPerMinute],
    ['text queries', config.textQueriesPerMinute],
    ['requests', config.queriesPerMinute],
  ])
}

/** Of one instance: exact counts of commands are the database's (docs/decisions/0005). */
const budgetsOf = perWorld(
  (world): ReadonlyMap<Counted, Budget> =>
    new Map([...limitsOf(world)].map(([each, limit]) => [each, makeBudget(limit)])),
)

function budgetOf(what: Counted, world: World): Budget {
  const budget = budgetsOf(world).get(what)
  if (!budget) throw new Error(`${what} have no budget`)
  return budget
}

function spend(what: Counted, key: string, world: World): void {
  const seconds = budgetOf(what, world).spend(key, world.now())
  if (seconds === undefined) return
  const detail = `more than ${limitsOf(world).get(what)} ${what} a minute; try again in ${seconds} s`
  throw new RefusalError({ reason: 'rate-limited', detail }, seconds)
}

/**
 * Counts a request of nobody in particular: an anonymous caller's, a probe's, or one without a valid token.
 *
 * @throws RefusalError where their address has no more of them in this minute
 */
export function countAddress(request: HttpRequest, world: World): void {
  spend('requests', callerAddress(request, world.config.trustedHops), world)
}

/**
 * Counts a request of an account; an anonymous one is made in no time, and counts as its address.
 *
 * @throws RefusalError where it has no more of them in this minute
 */
export function countRequest(
  what: Exclude<Counted, 'requests'>,
  actor: Actor,
  request: HttpRequest,
  world: World,
): void {
  if (actor.isAnonymous) countAddress(request, world)
  else spend(what, actor.uid, world)
}
