// A rule of the checker: what it says of what was seen, and violations of it to plant.
import type { Seen } from './seen.ts'

export interface Rule {
  readonly name: string
  /** @returns a sentence for each violation */
  readonly find: (seen: Seen) => readonly string[]
  /** Violations, each of which has to be found. */
  readonly plants: readonly Plant[]
}

export interface Plant {
  readonly what: string
  /** Statements that plant it in the books; they are undone. Nothing where there is nothing to do it to. */
  readonly inBooks?: (seen: Seen) => readonly string[] | undefined
  /** Plants it in what was seen elsewhere. Nothing where there is nothing to do it to. */
  readonly inSeen?: (seen: Seen) => Seen | undefined
}
