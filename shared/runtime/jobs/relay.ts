// One round of the relay: claims what waits in the outboxes, publishes it, calendar by calendar and accounts together, marks it.
import type { ChangeMessage } from '../../contract/messages/change.ts'
import {
  type UnpublishedAccount,
  claimUnpublishedAccounts,
  markAccountsPublished,
} from '../../database/save/account-outbox.ts'
import { claimUnpublished, markPublished, measureOutbox } from '../../database/save/outbox.ts'
import type { PublishChanges } from '../../messaging/message.ts'
import { publishAccounts } from '../../messaging/publish.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { toFault } from '../world/log.ts'
import type { World } from '../world/world.ts'
import { PAUSE_MILLIS } from './relay-wait.ts'
import { sideBySide } from './side-by-side.ts'

const PUBLISH_MILLIS = 10 * SECOND

async function publish(
  changes: readonly ChangeMessage[],
  world: World,
  publishChanges: PublishChanges,
): Promise<number> {
  try {
    await publishChanges(changes, PUBLISH_MILLIS)
  } catch (error) {
    // Its lease keeps it from being tried at once; the others go on.
    world.log({
      severity: 'ERROR',
      ...toFault('relay-changes: changes could not be published', error),
      ...(changes[0] && { professionalId: changes[0].professionalId }),
    })
    return 0
  }
  await markPublished(world.database, changes)
  return changes.length
}

async function publishAll(accounts: readonly UnpublishedAccount[], world: World): Promise<number> {
  if (accounts.length === 0) return 0
  const uids = accounts.map(({ uid }) => uid)
  try {
    await publishAccounts(world.pubsub, uids, PUBLISH_MILLIS)
  } catch (error) {
    const message = 'relay-changes: accounts could not be published'
    world.log({ severity: 'ERROR', ...toFault(message, error) })
    return 0
  }
  await markAccountsPublished(world.database, accounts)
  return accounts.length
}

/**
 * Publishes everything that has waited long enough. A calendar whose messages fail keeps its lease until that runs out.
 *
 * @returns how many messages were published
 */
async function relayOnce(
  world: World,
  until: Instant,
  publishChanges: PublishChanges,
): Promise<number> {
  let published = 0
  do {
    const claimed = await claimUnpublished(world.database, world.now())
    const accounts = await claimUnpublishedAccounts(world.database, world.now())
    if (claimed.length + accounts.length === 0) break
    // All at once, so that a claim is over before its lease is, even where Pub/Sub does not answer.
    const counts = await sideBySide([
      ...claimed.map((changes) => publish(changes, world, publishChanges)),
      publishAll(accounts, world),
    ])
    published += counts.reduce((sum, count) => sum + count, 0)
  } while (world.now() < until)
  return published
}

/** One line a run, for the metric and its alert. What commands are just publishing themselves is a few hundred milliseconds old. */
async function logOutbox({ database, log, now }: World): Promise<void> {
  const { waiting, oldestAt } = await measureOutbox(database)
  const outboxMillis = oldestAt === undefined ? 0 : Math.max(0, now() - oldestAt)
  log({
    severity: 'INFO',
    message: `relay-changes: ${waiting} changes wait`,
    function: 'relay-changes',
    outboxWaiting: waiting,
    outboxMillis,
  })
}

/** Looks for unpublished changes again and again until the job's time is over. */
export async function relayChanges(
  world: World,
  publishChanges: PublishChanges,
): Promise<{ readonly published: number }> {
  const until = world.now() + world.config.jobSeconds * SECOND
  await logOutbox(world)
  let published = await relayOnce(world, until, publishChanges)
  while (world.now() + PAUSE_MILLIS < until) {
    await world.sleep(PAUSE_MILLIS)
    published += await relayOnce(world, until, publishChanges)
  }
  return { published }
}
