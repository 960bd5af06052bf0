// An account as the aggregate of decisions: how what was decided is saved to it, and told.
import { lockAccount } from '../../database/load/load-account.ts'
import { deleteStaleKey } from '../../database/save/idempotency.ts'
import { type AccountSave, saveAccount } from '../../database/save/save-account.ts'
import type { World } from '../world/world.ts'
import type { Aggregate } from './aggregate.ts'
import { accountRow } from './turns/known-rows.ts'
import { publishOwnAccount } from './publish/publish-own-account.ts'

/** Everything of the aggregate but the load. */
export function accountSaves(
  world: World,
): Pick<Aggregate<unknown, AccountSave, unknown>, 'save' | 'row' | 'lock' | 'publish'> {
  return {
    save: async (db, save) => {
      if (save.kept?.isStale === true) await deleteStaleKey(db, save.kept, save.at)
      return saveAccount(db, save)
    },
    row: ({ uid }) => accountRow(uid),
    lock: (transaction, { uid }) => lockAccount(transaction, uid),
    publish: (save) => publishOwnAccount(save, world),
  }
}
