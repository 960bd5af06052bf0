// The server's clock, as its answers tell it: they name the second in which they were made.

/** A clock that is set by answers. */
export interface ServerClock {
  /** The server's present time in milliseconds; the device's until something has answered. */
  readonly now: () => number
  /** Sets it by an answer's `Date`, with the device's time of asking and of hearing. */
  readonly hear: (date: string | null, asked: number, heard: number) => void
  /** Tells when it was set anew. */
  readonly onSet: (listener: () => void) => () => void
}

/** The unit of a `Date` header. */
const SECOND = 1000

/** Opens a clock that is as far from the device's as answers leave possible: each narrows it, and one that contradicts begins anew. */
export function openClock(deviceNow: () => number): ServerClock {
  const listeners = new Set<() => void>()
  let [least, most] = [-Infinity, Infinity]
  let offset = 0

  function hear(date: string | null, asked: number, heard: number): void {
    const told = Date.parse(date ?? '')
    if (Number.isNaN(told) || heard < asked) return
    const [from, to] = [told - heard, told + SECOND - asked]
    // The device's clock was set meanwhile, or drifted: what was known of it is no longer true.
    if (from > most || to < least) [least, most] = [from, to]
    else [least, most] = [Math.max(least, from), Math.min(most, to)]
    // A clock that may be right is taken for right.
    const found = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2)
    if (found === offset) return
    offset = found
    for (const listener of listeners) listener()
  }

  return {
    now: () => deviceNow() + offset,
    hear,
    onSet: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
