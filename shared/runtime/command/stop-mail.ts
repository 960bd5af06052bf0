// An account gets no more mail: whoever has the link of one may say so, without signing in.
import { type FoundCaller, loadAccount } from '../../database/load/load-account.ts'
import type { AccountSave } from '../../database/save/save-account.ts'
import type { World } from '../world/world.ts'
import { accountSaves } from './account-aggregate.ts'
import type { Aggregate } from './aggregate.ts'
import { decideAndSave } from './decide-and-save.ts'

/** Turns mail to an account off, and nothing else; again is the same, and so is an account that is not there. */
export async function stopMail(
  uid: string,
  { functionName, requestId }: { readonly functionName: string; readonly requestId: string },
  world: World,
): Promise<void> {
  const now = world.now()
  const account: Aggregate<FoundCaller, AccountSave, undefined> = {
    ...accountSaves(world),
    entry: { function: functionName, requestId },
    load: async (db) => ({ loaded: await loadAccount(db, { uid, now }, {}) }),
  }
  await decideAndSave<FoundCaller, AccountSave, undefined>(
    world,
    account,
    () => ({ kind: 'client', uid }),
    ({ account: stored }) => {
      if (!stored?.mail) return { answer: undefined }
      const { version, ...fields } = stored
      const saved = { ...fields, mail: false }
      const save = { uid, version, at: now, account: saved, isChanged: true }
      return { answer: undefined, save }
    },
  )
}
