// Erases an account: personal data goes everywhere, history stays without the person.
import { BegunErasure, EraseAccount } from '../../shared/contract/privacy.ts'
import { asFunction } from '../../shared/runtime/command/command-function.ts'
import { beginErasure } from '../../shared/runtime/jobs/erasure/begin-erasure.ts'

/** Begins at once; the job `erase-accounts` ends it. Asked again, it answers alike. */
export const eraseAccount = asFunction(
  {
    name: 'erase-account',
    input: EraseAccount,
    output: BegunErasure,
    refuses: ['not-found', 'not-changeable'],
  },
  beginErasure,
)
