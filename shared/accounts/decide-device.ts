// Which devices an account has: one for each token that it registered last.
import { DEVICES, type RegisterDevice, type UnregisterDevice } from '../contract/account.ts'
import { type Refusal, refuse, refuseField } from '../scheduling/model/refusal.ts'
import type { HeldDevice, HeldEffects } from './held.ts'

type Decided = { readonly refused: Refusal } | HeldEffects

/** Decides on `register-device`; a token that the account has already keeps its device. */
export function decideRegistration(
  devices: readonly HeldDevice[],
  { token, platform, locale: sent }: RegisterDevice,
  newId: () => string,
): Decided {
  const locale = sent ?? null
  const known = devices.find((device) => device.token === token)
  if (known && known.platform === platform && known.locale === locale) return {}
  if (!known && devices.length >= DEVICES)
    return refuseField(
      'token',
      `would be one device more than ${DEVICES}: unregister another first`,
    )
  return { registers: { deviceId: known?.deviceId ?? newId(), token, platform, locale } }
}

/** Decides on `unregister-device`. A token says which device whoever signs out has: gone before is gone as well. */
export function decideUnregistration(
  devices: readonly HeldDevice[],
  { token, deviceId }: UnregisterDevice,
): Decided {
  const found = devices.find((one) => one.token === token || one.deviceId === deviceId)
  if (found) return { unregisters: [found.deviceId] }
  if (deviceId === undefined) return {}
  return refuse('not-found', `the account has no device ${deviceId}`)
}
