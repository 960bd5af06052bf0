// Begins the erasure of an account, and takes it as far as a request may last; the job ends it.
import type { EraseAccount } from '../../../contract/privacy.ts'
import { loadAccount } from '../../../database/load/load-account.ts'
import { findUpcoming } from '../../../database/load/find-upcoming.ts'
import { findErasure, markErasure, releaseErasure } from '../../../database/save/erasures.ts'
import { SECOND, formatInstant } from '../../../time/instant.ts'
import type { Attempt } from '../../command/attempt.ts'
import type { CarriedOut } from '../../command/command-function.ts'
import { refuseTooMany } from '../../command/command-rate.ts'
import { RefusalError } from '../../edge/problem.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { erase } from './erase.ts'

const BEGIN_MILLIS = 20 * SECOND
/** As long as the function may run. */
const LEASE_MILLIS = 30 * SECOND

/** Whose account it is: the caller's, or the one that an admin names. */
async function accountOf(
  { input, actor }: Attempt<EraseAccount>,
  { database, findAuthAccount, now }: World,
): Promise<string> {
  const { uid = actor.uid } = input
  if (uid === actor.uid) return uid
  if (!actor.isAdmin)
    throw RefusalError.of('forbidden', 'only admins may erase the account of somebody else')
  const { account } = await loadAccount(database, { uid, now: now() }, {})
  if (!account && !(await findAuthAccount(uid, now())))
    throw RefusalError.of('not-found', 'there is no such account')
  return uid
}

async function refuseUpcoming(uid: string, { database, now }: World): Promise<void> {
  const { count, bookings } = await findUpcoming(database, uid, now())
  if (count === 0) return
  throw new RefusalError({
    reason: 'not-changeable',
    detail: `${count} bookings are still to come; send cancelBookings to cancel them`,
    errors: bookings.map(({ bookingId, start }) => ({
      path: 'cancelBookings',
      message: `booking ${bookingId} begins at ${formatInstant(start)}`,
    })),
    errorCount: count,
  })
}

/** Marks the account and begins. Whatever it does not reach, or fails at, the job does. */
export async function beginErasure(
  attempt: Attempt<EraseAccount>,
  world: World,
): Promise<CarriedOut> {
  const { actor, now } = attempt
  const { database, config } = world
  const caller = await loadAccount(
    database,
    { uid: actor.uid, now, maxCommands: config.commandsPerMinute },
    {},
  )
  refuseTooMany(caller, now, config.commandsPerMinute)
  const uid = await accountOf(attempt, world)
  const begun = { body: {}, isReplayed: false }
  const present = await findErasure(database, uid)
  if (present && present.step !== 'done') return begun
  if (!attempt.input.cancelBookings) await refuseUpcoming(uid, world)
  if (!(await markErasure(database, uid, now, LEASE_MILLIS))) return begun
  try {
    const again = await erase(uid, world.now() + BEGIN_MILLIS, world)
    await releaseErasure(database, uid, again ?? world.now())
  } catch (error) {
    // Its lease ends, and the job goes on.
    world.log({ severity: 'ERROR', ...toFault('an erasure is left to the job', error) })
  }
  return begun
}
