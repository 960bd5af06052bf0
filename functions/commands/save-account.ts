// An account says what it is, and how it wants to hear of things.
import { saysTheSame, withSent } from '../../shared/accounts/decide-account.ts'
import { SaveAccount, SavedAccount } from '../../shared/contract/account.ts'
import { toAccount } from '../../shared/projection/account-answer.ts'
import { accountCommand } from '../../shared/runtime/command/account-command.ts'

/** Saves what was sent of the account; the rest stays. */
export const saveAccount = accountCommand({
  name: 'save-account',
  input: SaveAccount,
  output: SavedAccount,
  refuses: [],
  holds: () => ({ devices: true }),
  decide: (account, { input, actor, held }) => {
    const saved = withSent(account, input)
    const answer = { account: toAccount(actor, saved, held.devices) }
    return saysTheSame(saved, account) ? { answer } : { account: saved, answer }
  },
})
