// The caller's own account; before their first command, as their token tells.
import { FoundAccount, GetAccount } from '../../shared/contract/account.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { toAccount } from '../../shared/projection/account-answer.ts'

/** The account, the professional that belongs to it, and how many messages it has not read. */
export const getAccount = query({
  name: 'get-account',
  input: GetAccount,
  output: FoundAccount,
  refuses: [],
  answer: async ({ actor, database, now }) => {
    const { account, professionalId, devices, unread } = await findAccount(database, actor.uid, now)
    return {
      account: toAccount(actor, account, devices),
      ...(professionalId !== undefined && { professionalId }),
      unreadNotifications: unread,
    }
  },
})
