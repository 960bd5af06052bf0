// Chance of one input: what it draws follows from the seed, the round and its number alone, so that it can be had again.
import { type Chance as Drawn, makeChance } from '../demo/chance.ts'

export interface Chance {
  /** A whole number from 0 to `count` − 1. */
  readonly below: (count: number) => number
  /** True so often, from 0 (never) to 1 (always). */
  readonly isIn: (share: number) => boolean
  readonly pick: <T>(all: readonly [T, ...T[]] | readonly T[]) => T
}

/** Numbers that lie beside each other begin alike in a generator of 32 bits: each is stirred before the next one comes. */
const stir = (state: number, more: number): number => {
  const mixed = Math.imul(state ^ more ^ (more >>> 16), 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16)
}

/** The chance of what these numbers name together. */
export function chanceOf(...numbers: readonly number[]): Chance {
  const { draw }: Drawn = makeChance(numbers.reduce(stir, 0x9e3779b9))
  const below = (count: number) => Math.floor(draw() * count)
  return {
    below,
    isIn: (share) => draw() < share,
    pick: (all) => {
      const found = all.at(below(all.length))
      if (found === undefined) throw new Error('there is nothing to pick from')
      return found
    },
  }
}
