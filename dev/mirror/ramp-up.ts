// Firestore wants new traffic to grow slowly: 500 writes a second to begin with, and half more every five minutes.
// https://firebase.google.com/docs/firestore/best-practices#ramping_up_traffic
import { type Instant, MINUTE, SECOND } from '../../shared/time/instant.ts'

const FIRST = 500
const STEP = 5 * MINUTE
const GROWTH = 1.5

/** Documents a second that may be written so long after the first. */
export const rateAfter = (millis: number, most: number): number =>
  Math.min(most, FIRST * GROWTH ** Math.floor(millis / STEP))

/**
 * Resolves when so many documents may be written: one caller after the other, as fast as the rule allows.
 *
 * @param most documents a second that are never exceeded
 */
export function makeRampUp(
  {
    now,
    sleep,
  }: { readonly now: () => Instant; readonly sleep: (millis: number) => Promise<void> },
  most: number,
): (documents: number) => Promise<void> {
  let begun: Instant | undefined
  /** When everything that was let through so far is written at the allowed rate. */
  let free: Instant | undefined
  return async (documents) => {
    const at = now()
    begun ??= at
    const turn = Math.max(at, free ?? at)
    free = turn + (documents / rateAfter(at - begun, most)) * SECOND
    if (turn > at) await sleep(turn - at)
  }
}
