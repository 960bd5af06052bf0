// A command on an account tells of it before it answers, bounded in time, and has it marked; what fails is left to relay-changes.
import { type AccountSave, versionAfter } from '../../../database/save/save-account.ts'
import { publishAccounts } from '../../../messaging/publish.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { marksOf } from './marks-of.ts'

/** Publishes, and has it marked. Nothing is lost where it fails: the row stays in the outbox, and the log says so. */
export async function publishOwnAccount(save: AccountSave, world: World): Promise<void> {
  if (!save.isChanged) return
  const { pubsub, config, log } = world
  const { uid } = save
  try {
    await publishAccounts(pubsub, [uid], config.publishMillis)
    marksOf(world).accounts([{ uid, version: versionAfter(save) }])
  } catch (error) {
    log({ severity: 'WARNING', ...toFault('an account is left to the relay', error) })
  }
}
