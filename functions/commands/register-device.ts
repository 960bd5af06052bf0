// An app's device is pushed to from now on.
import { decideRegistration } from '../../shared/accounts/decide-device.ts'
import { Done, RegisterDevice } from '../../shared/contract/account.ts'
import { accountCommand } from '../../shared/runtime/command/account-command.ts'

/** Registers a device; whoever had its token before does not get its messages any more. */
export const registerDevice = accountCommand({
  name: 'register-device',
  input: RegisterDevice,
  output: Done,
  refuses: [],
  holds: () => ({ devices: true }),
  decide: (_, { input, held, newId }) => {
    const effects = decideRegistration(held.devices, input, newId)
    return 'refused' in effects ? effects : { effects, answer: {} }
  },
})
