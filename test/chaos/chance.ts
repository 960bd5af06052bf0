// Chance that can be repeated: the same seed draws the same.

export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number
  /** A whole number, both ends among them. */
  whole(from: number, to: number): number
  isTrue(probability: number): boolean
  /** One of a list that has one. */
  pick<T>(list: readonly [T, ...T[]]): T
  /** One of a list, which may have none. */
  find<T>(list: readonly T[]): T | undefined
  /** A chance of its own for somebody else, so that neither moves the other's. */
  fork(): Chance
}

/** The generator "mulberry32": 32 bits of state, good enough to draw lots. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function openChance(seed: number): Chance {
  const next = mulberry(seed)
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    isTrue: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    find: (list) => list[whole(0, list.length - 1)],
    fork: () => openChance(whole(0, 2 ** 31)),
  }
}
