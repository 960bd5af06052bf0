// Ending what was started, the last first, and all of it though one cannot be ended: what is left running keeps its port and folder.

/** Ends one thing that was started, in its own time or `at once`. */
export type End = (how?: 'at once') => unknown

/**
 * Ends all of these, in the reverse order of their start, each once.
 *
 * @param ends what is ended is taken out, so that calling this again ends nothing twice
 * @throws the first fault, once all others were ended
 */
export async function endAll(ends: End[], how?: 'at once'): Promise<void> {
  const faults: unknown[] = []
  for (let end = ends.pop(); end; end = ends.pop())
    try {
      await end(how)
    } catch (fault) {
      faults.push(fault)
    }
  if (faults.length > 0) throw faults[0]
}
