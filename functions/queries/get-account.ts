// The caller's own account; before their first command, as their token tells.
import { FoundAccount } from '../../shared/contract/account.ts'
import { GetAccount } from '../../shared/contract/account.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { toAccount } from '../../shared/projection/account-answer.ts'

/** The account, and the professional that belongs to it. */
export const getAccount = query({
  name: 'get-account',
  input: GetAccount,
  output: FoundAccount,
  answer: async ({ actor, database }) => {
    const { account, professionalId } = await findAccount(database, actor.uid)
    return {
      account: toAccount(actor, account),
      ...(professionalId !== undefined && { professionalId }),
      // Nothing notifies anybody yet, so nothing is unread.
      unreadNotifications: 0,
    }
  },
})
