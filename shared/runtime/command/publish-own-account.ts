// A command on an account tells of it before it answers, bounded in time; what fails is left to relay-changes.
import { markAccountsPublished } from '../../database/save/account-outbox.ts'
import { type AccountSave, versionAfter } from '../../database/save/save-account.ts'
import { publishAccounts } from '../../messaging/publish.ts'
import { toFault } from '../world/log.ts'
import { within } from '../world/within.ts'
import type { World } from '../world/world.ts'

/** Publishes and marks. Nothing is lost where it fails: the row stays in the outbox, and the log says so. */
export async function publishOwnAccount(save: AccountSave, world: World): Promise<void> {
  if (!save.isChanged) return
  const { pubsub, database, config, log } = world
  const { uid } = save
  const work = async () => {
    await publishAccounts(pubsub, [uid], config.publishMillis)
    await markAccountsPublished(database, [{ uid, version: versionAfter(save) }])
  }
  try {
    const late = () => new Error(`not published and marked within ${config.publishMillis} ms`)
    await within(config.publishMillis, work(), late)
  } catch (error) {
    log({ severity: 'WARNING', ...toFault('an account is left to the relay', error) })
  }
}
