// How often a service can begin, and what that means for a morning: with breaks between, a step of the duration alone leaves
// gaps that nobody can book.
export interface Lengths {
  readonly durationMinutes: number
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
}

/** Minutes that one appointment takes in all. */
export function takenMinutes(lengths: Lengths): number {
  return lengths.durationMinutes + lengths.bufferBeforeMinutes + lengths.bufferAfterMinutes
}

const GRID_MINUTES = 5
const LONGEST_STEP = 1440

/** The step that lets appointments follow each other without gaps; nothing where it is the duration already. */
export function suggestStep(lengths: Lengths): number | undefined {
  const taken = takenMinutes(lengths)
  if (taken === lengths.durationMinutes) return undefined
  const step = Math.ceil(taken / GRID_MINUTES) * GRID_MINUTES
  return step > LONGEST_STEP ? undefined : step
}

/**
 * How many appointments a stretch of hours holds when each is booked as early as it can be: starts come every step, the next
 * one fits once the buffers of both are over. Buffers may reach outside the hours.
 */
export function countIn(windowMinutes: number, stepMinutes: number, lengths: Lengths): number {
  if (stepMinutes <= 0) return 0
  let count = 0
  let freeFrom = -Infinity
  for (let start = 0; start + lengths.durationMinutes <= windowMinutes; start += stepMinutes) {
    if (start - lengths.bufferBeforeMinutes < freeFrom) continue
    count += 1
    freeFrom = start + lengths.durationMinutes + lengths.bufferAfterMinutes
  }
  return count
}

/** Hours to tell the difference by: three, or as many as show one. */
export function tellingHours(stepA: number, stepB: number, lengths: Lengths): number {
  const hours = [3, 4, 6, 8]
  return (
    hours.find((one) => countIn(one * 60, stepA, lengths) !== countIn(one * 60, stepB, lengths)) ??
    3
  )
}
