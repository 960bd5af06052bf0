// How many of each kind were made, changed, there already and left out.

export const KINDS = ['professional', 'service', 'booking', 'time off', 'date', 'hours'] as const
export type Kind = (typeof KINDS)[number]

export interface Counts {
  readonly created: number
  readonly changed: number
  readonly kept: number
  readonly leftOut: number
}

export interface Tally {
  readonly count: (kind: Kind, what: keyof Counts) => void
  readonly of: (kind: Kind) => Counts
}

/** Counts from zero. */
export function openTally(): Tally {
  const counts = new Map<Kind, Counts>()
  const none: Counts = { created: 0, changed: 0, kept: 0, leftOut: 0 }
  const of = (kind: Kind) => counts.get(kind) ?? none
  return {
    of,
    count: (kind, what) => {
      const present = of(kind)
      counts.set(kind, { ...present, [what]: present[what] + 1 })
    },
  }
}
