// What was done to the system, counted by kind.

export interface Tally {
  readonly counts: ReadonlyMap<string, number>
  readonly count: (kind: string, times?: number) => void
}

export function openTally(): Tally {
  const counts = new Map<string, number>()
  return {
    counts,
    count: (kind, times = 1) => {
      counts.set(kind, (counts.get(kind) ?? 0) + times)
    },
  }
}
