// Calls that wait: as long as the system says where it was asked too often, and some times where nothing answers.
import { setTimeout as sleep } from 'node:timers/promises'
import { Offline, Refusal, Unavailable } from '../../../client/errors.ts'
import { SECOND } from '../../../shared/time/instant.ts'
import { Stopped } from './stopped.ts'

/** What is told while waiting. */
export type OnWait = (millis: number, why: string) => void

export interface Patience {
  readonly signal: AbortSignal
  readonly onWait: OnWait
  /** Before each further try, where nothing answers. */
  readonly pauses: readonly number[]
}

/** The client has tried three times by itself before each of these. */
export const PAUSES: readonly number[] = [2, 5, 15, 30].map((seconds) => seconds * SECOND)
/** Of one call that is told to come again later. A minute's budget is full again after one. */
const WAITS = 2

async function pause({ signal, onWait }: Patience, millis: number, why: string): Promise<void> {
  onWait(millis, why)
  await sleep(millis, undefined, { signal })
}

/** Ends it where asking again would change nothing. */
function stopIfPointless(error: unknown): void {
  if (!(error instanceof Refusal)) return
  const { reason, detail } = error
  if (reason === 'unauthenticated')
    throw new Stopped(
      `the system does not take the token (${detail}); get a new one, and run the same command again`,
      { cause: error },
    )
  if (reason === 'app-check-failed' || reason === 'forbidden')
    throw new Stopped(`the system answered ${reason}: ${detail}`, { cause: error })
}

/**
 * Calls until there is an answer.
 *
 * @throws Refusal where the system said no; Stopped where it is not there, or takes nothing from this caller
 */
export async function patiently<T>(patience: Patience, call: () => Promise<T>): Promise<T> {
  let waits = 0
  let failures = 0
  for (;;) {
    patience.signal.throwIfAborted()
    try {
      return await call()
    } catch (error) {
      stopIfPointless(error)
      const isBusy = error instanceof Refusal && error.reason === 'rate-limited'
      const isGone = error instanceof Offline || error instanceof Unavailable
      if (isBusy && waits < WAITS) {
        waits += 1
        const millis = error.retryAfterMillis ?? 10 * SECOND
        await pause(patience, millis, 'the system takes no more commands this minute')
        continue
      }
      const delay = isGone ? patience.pauses[failures] : undefined
      if (isGone && delay === undefined)
        throw new Stopped(
          `the system does not answer (${error.message}); run the same command again when it does`,
          { cause: error },
        )
      if (delay === undefined) throw error
      failures += 1
      await pause(patience, delay, 'the system does not answer')
    }
  }
}
