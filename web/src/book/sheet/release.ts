// Lets go of what is held: when the sheet is closed, and when the page is left, for as long as the browser still sends.
import { newRandomKey } from '../../../../client/platform.ts'
import { connect, connection } from '../../app/backend.ts'
import type { Hold } from './flow.ts'

/** What a request that outlives its page needs, got while there was time. */
export interface Farewell {
  readonly headers: Readonly<Record<string, string>>
}

/** Gets ready to release when the page is left: then nothing can be waited for. */
export async function prepareFarewell(): Promise<Farewell> {
  const { firebase } = await connect()
  const token = await firebase.auth.currentUser?.getIdToken()
  const appCheck = await firebase.getAppCheckToken?.()
  return {
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(appCheck !== undefined && { 'X-Firebase-AppCheck': appCheck }),
    },
  }
}

/** Releases as the page goes. With its version: a hold that a reload has renewed meanwhile is left alone. */
export function releaseOnLeaving({ bookingId, version }: Hold, { headers }: Farewell): void {
  const now = connection.get()
  if (now.kind !== 'connected') return
  fetch(`${now.backend.config.apiBaseUrl}/cancel-booking`, {
    method: 'POST',
    keepalive: true,
    headers: { ...headers, 'Idempotency-Key': newRandomKey() },
    body: JSON.stringify({ bookingId, version }),
  }).catch(() => {
    // It runs out by itself.
  })
}

/** Releases what is not wanted any more, unless it was renewed meanwhile; what cannot be released runs out by itself. */
export async function release({ bookingId, version }: Hold): Promise<void> {
  try {
    const { client } = await connect()
    await client.call.cancelBooking({ bookingId, version })
  } catch {
    // It runs out by itself, in ten minutes at most.
  }
}
