// This browser as a device that is pushed to: the token that it was registered by.
import type { Client } from '../../../client/index.ts'

const TOKEN = 'pushToken'

/** The token by which this browser is registered, if it is. */
export function registeredToken(): string | undefined {
  return localStorage.getItem(TOKEN) ?? undefined
}

/** Registers this browser under a token of FCM's. */
export async function registerThisDevice(
  client: Client,
  token: string,
  locale: string,
): Promise<void> {
  await client.call.registerDevice({ token, platform: 'web', locale })
  localStorage.setItem(TOKEN, token)
}

/** Forgets the token: the browser was taken out elsewhere. */
export function forgetToken(): void {
  localStorage.removeItem(TOKEN)
}

/** Takes this browser out; where there is no connection it is taken out when FCM next says that the token is gone. */
export async function leaveDevice(client: Client): Promise<void> {
  const token = registeredToken()
  if (token === undefined) return
  forgetToken()
  await client.call.unregisterDevice({ token }).catch(() => undefined)
}
