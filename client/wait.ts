// Waiting that can be given up.
import { type Signal, type Timers, toSignal } from './platform.ts'

/** What a signal that was aborted rejects with, as fetch does. */
export function reasonOf(signal: Signal): Error {
  const { reason } = toSignal(signal)
  if (reason instanceof Error) return reason
  const error = new Error('the call was given up')
  error.name = 'AbortError'
  return error
}

/** Resolves after so many milliseconds; rejects as soon as the signal is aborted. */
export function wait(millis: number, timers: Timers, signal: Signal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const watched = signal && toSignal(signal)
    if (signal && watched?.aborted) {
      reject(reasonOf(signal))
      return
    }
    const giveUp = () => {
      timers.clearTimeout(timer as never)
      if (signal) reject(reasonOf(signal))
    }
    const timer = timers.setTimeout(() => {
      watched?.removeEventListener('abort', giveUp)
      resolve()
    }, millis)
    watched?.addEventListener('abort', giveUp)
  })
}

/** Full jitter: any time up to a bound that doubles with each failure. */
export function backOff(failures: number, firstMillis: number, mostMillis: number): number {
  return Math.random() * Math.min(mostMillis, firstMillis * 2 ** failures)
}
