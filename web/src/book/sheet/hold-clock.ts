// How much is left of a hold: how far its bar has gone, and when the time that is left is said aloud.

/** So much left is said to who cannot see the bar. */
const SPOKEN_MILLIS = [120_000, 60_000, 30_000]
/** From so much left on the bar has the colour of being late. */
const LATE_MILLIS = 60_000

export interface HoldClock {
  readonly leftMillis: number
  /** 1 at the beginning, 0 at the end. */
  readonly share: number
  readonly isLate: boolean
  /** The last of the moments that are said aloud which has passed. */
  readonly spokenMillis: number | undefined
}

/** Reads the clock of a hold. */
export function readHold(expiresAt: number, wholeMillis: number, now: number): HoldClock {
  const leftMillis = Math.max(0, expiresAt - now)
  return {
    leftMillis,
    share: Math.min(1, leftMillis / wholeMillis),
    isLate: leftMillis < LATE_MILLIS,
    spokenMillis: leftMillis === 0 ? undefined : SPOKEN_MILLIS.findLast((at) => leftMillis <= at),
  }
}
