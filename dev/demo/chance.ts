// Chance that repeats itself: the same seed draws the same, so that the demo data are the same for everybody.

export interface Chance {
  /** At least 0, less than 1. */
  readonly draw: () => number
  /** One of them; undefined where there are none. */
  readonly pick: <T>(all: readonly T[]) => T | undefined
}

/** mulberry32: 32 bits of state, good enough to choose slots. Source: github.com/bryc/code, "PRNGs". */
export function makeChance(seed: number): Chance {
  let state = seed
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { draw, pick: (all) => all[Math.floor(draw() * all.length)] }
}
