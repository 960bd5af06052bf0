// One try of a call: tokens, the request, the answer read to its end; within its time.
import type { ServerClock } from './clock.ts'
import {
  type Fetch,
  type Signal,
  type Timers,
  newController,
  toFetch,
  toSignal,
} from './platform.ts'
import { type Heard, type Sent, toRetryAfter } from './request.ts'
import { reasonOf } from './wait.ts'

/** What calls are made with. */
export interface Sender {
  readonly fetch: Fetch | undefined
  readonly getIdToken: (forceRefresh?: boolean) => Promise<string | undefined>
  readonly getAppCheckToken: (() => Promise<string | undefined>) | undefined
  readonly deviceNow: () => number
  readonly clock: ServerClock
  readonly timers: Timers
}

interface Try {
  readonly withNewToken: boolean
  readonly millis: number
  readonly signal: Signal | undefined
}

/** Firebase's code for why there is no token. */
const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const isNetwork = (error: unknown) => codeOf(error) === 'auth/network-request-failed'

/** An account that is deleted, disabled or signed out elsewhere has no tokens any more. */
const GONE =
  /^auth\/(invalid-refresh-token|invalid-user-token|no-current-user|null-user|user-disabled|user-not-found|user-token-expired)$/

/** Whoever can have no token any more asks as somebody who has none, and is told so by the system. */
const orNone = (error: unknown): undefined => {
  if (!GONE.test(codeOf(error))) throw error
}

/** Rejects when the signal is aborted, if that comes first: what makes tokens knows no signals. */
async function within<T>(signal: Signal, work: Promise<T>): Promise<T> {
  const watched = toSignal(signal)
  const given = new Promise<never>((_, reject) => {
    const stop = () => reject(reasonOf(signal))
    if (watched.aborted) stop()
    else watched.addEventListener('abort', stop)
  })
  return await Promise.race([work, given])
}

/** Asks, once there are tokens. */
async function ask(
  { method, url, body, idempotencyKey }: Sent,
  idToken: string | undefined,
  appCheckToken: string | undefined,
  { fetch, clock, deviceNow }: Sender,
  signal: Signal,
): Promise<Heard> {
  const asked = deviceNow()
  const response = await toFetch(fetch)(url, {
    method,
    headers: {
      ...(idToken !== undefined && { Authorization: `Bearer ${idToken}` }),
      ...(appCheckToken !== undefined && { 'X-Firebase-AppCheck': appCheckToken }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    },
    ...(body !== undefined && { body }),
    signal,
  })
  const { status, headers } = response
  clock.hear(headers.get('Date'), asked, deviceNow())
  return {
    status,
    text: await response.text(),
    retryAfterMillis: toRetryAfter(headers.get('Retry-After'), clock.now()),
    requestId: headers.get('X-Request-Id') ?? undefined,
  }
}

/**
 * Tries once.
 *
 * @returns what was heard, or what failed where nothing was
 * @throws the signal's reason, and what `getIdToken` throws unless the network failed it or the account is gone
 */
export async function tryOnce(
  sent: Sent,
  { withNewToken, millis, signal }: Try,
  sender: Sender,
): Promise<(Heard & { readonly hadToken: boolean }) | { readonly failed: unknown }> {
  const { timers } = sender
  const controller = newController()
  const given = signal && toSignal(signal)
  const isOver = () => toSignal(controller.signal).aborted
  const stop = () => controller.abort()
  const deadline = timers.setTimeout(stop, millis)
  given?.addEventListener('abort', stop)
  if (given?.aborted) stop()
  let isAsking = false
  try {
    const tokens = Promise.all([
      sender.getIdToken(withNewToken).catch(orNone),
      sender.getAppCheckToken?.(),
    ])
    const [idToken, appCheckToken] = await within(controller.signal, tokens)
    isAsking = true
    const heard = await ask(sent, idToken, appCheckToken, sender, controller.signal)
    return { ...heard, hadToken: idToken !== undefined }
  } catch (error) {
    if (signal && given?.aborted) throw reasonOf(signal)
    if (isAsking || isOver() || isNetwork(error)) return { failed: error }
    throw error
  } finally {
    timers.clearTimeout(deadline as never)
    given?.removeEventListener('abort', stop)
  }
}
