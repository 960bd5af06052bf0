// A device is pushed to no more: somebody signed out on it, or took it off the list.
import { decideUnregistration } from '../../shared/accounts/decide-device.ts'
import { Done, UnregisterDevice } from '../../shared/contract/account.ts'
import { accountCommand } from '../../shared/runtime/command/account-command.ts'

/** Takes a device of the account out. */
export const unregisterDevice = accountCommand({
  name: 'unregister-device',
  input: UnregisterDevice,
  output: Done,
  refuses: ['not-found'],
  holds: () => ({ devices: true }),
  decide: (_, { input, held }) => {
    const effects = decideUnregistration(held.devices, input)
    return 'refused' in effects ? effects : { effects, answer: {} }
  },
})
