// The caller's own account; before their first command, as their token tells.
import { GetAccount } from '../../shared/contract/booking.ts'
import { findAccount } from '../../shared/database/find-account.ts'
import { query } from '../../shared/runtime/query.ts'
import { toAccount } from '../../shared/projection/account-answer.ts'

/** The account, and the professional that belongs to it. */
export const getAccount = query({
  name: 'get-account',
  input: GetAccount,
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
