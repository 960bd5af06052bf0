// The middle of what was measured.

/** The number below which a share of them lies; NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Of an even number the upper one; NaN of none. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 1 / 2)
