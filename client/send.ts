// A call is sent, and again where that may help: the network failed, the system is busy, somebody else was faster.
import { Offline, Unavailable } from './errors.ts'
import type { Signal } from './platform.ts'
import { type Heard, type Sent, toOutcome } from './request.ts'
import { type Sender, tryOnce } from './try-once.ts'
import { backOff, wait } from './wait.ts'

const TRIES = 3
const ALL_TRIES_MILLIS = 20_000
/** One try; a connection that hangs leaves time for another. */
const TRY_MILLIS = 10_000
const FIRST_DELAY_MILLIS = 400
const MOST_DELAY_MILLIS = 4_000

/** What a try ends in: an answer; an error that is told at once, or, as `again`, where no further try is to be had. */
type End =
  | { readonly answer: object }
  | { readonly error: Error }
  | { readonly again: Error; readonly afterMillis?: number | undefined }

function toEnd(heard: Heard | { readonly failed: unknown }, { idempotencyKey }: Sent): End {
  if ('failed' in heard)
    return { again: new Offline('nothing answered', { cause: heard.failed, idempotencyKey }) }
  const { status, requestId, retryAfterMillis } = heard
  const about = { requestId, retryAfterMillis, idempotencyKey }
  const outcome = toOutcome(heard)
  switch (outcome.kind) {
    case 'answer':
      return outcome
    case 'refusal': {
      const { refusal } = outcome
      if (refusal.reason !== 'conflict') return { error: refusal }
      return { again: refusal, afterMillis: retryAfterMillis }
    }
    case 'busy':
      return {
        again: new Unavailable(`the system is busy (${status})`, about),
        afterMillis: retryAfterMillis,
      }
    case 'fault':
      return { error: new Unavailable(`something went wrong on the other side (${status})`, about) }
    case 'stranger':
      return { again: new Offline('something else answered, no function', { idempotencyKey }) }
  }
}

/**
 * Sends a call until it is answered: at most three times in 20 s. A token that has run out is replaced once, which is no try.
 *
 * @throws Refusal, Offline, Unavailable; the signal's reason; what `getIdToken` throws
 */
export async function send(
  sent: Sent,
  sender: Sender,
  signal: Signal | undefined,
): Promise<object> {
  const until = sender.deviceNow() + ALL_TRIES_MILLIS
  const left = () => until - sender.deviceNow()
  const attempt = (withNewToken: boolean) =>
    tryOnce(sent, { withNewToken, millis: Math.min(TRY_MILLIS, left()), signal }, sender)
  let hasNewToken = false
  for (let failures = 0; ; failures += 1) {
    let heard = await attempt(false)
    if ('status' in heard && heard.status === 401 && heard.hadToken && !hasNewToken) {
      hasNewToken = true
      heard = await attempt(true)
    }
    const end = toEnd(heard, sent)
    if ('answer' in end) return end.answer
    if ('error' in end) throw end.error
    const delay = (end.afterMillis ?? 0) + backOff(failures, FIRST_DELAY_MILLIS, MOST_DELAY_MILLIS)
    if (failures + 1 >= TRIES || delay >= left()) throw end.again
    await wait(delay, sender.timers, signal)
  }
}
