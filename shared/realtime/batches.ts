// Firestore takes 10 MiB a request: what is larger is written in several batches, days first and in order.
import type { Write } from './mirror.ts'

/** Each batch is committed within a deadline. */
const BATCH_WRITES = 500
const BATCH_BYTES = 8 * 1024 * 1024
// As REST has it: every value comes with its type, every map with the word `fields`.
const ENCODING = 3

function sizeOf({ path, content }: Write): number {
  return path.length + (content ? JSON.stringify(content).length * ENCODING : 0)
}

/** The writes in batches that each fit into one request; at least one, maybe empty. */
export function batchesOf(
  writes: readonly Write[],
  limit = BATCH_BYTES,
): readonly (readonly Write[])[] {
  const batches: Write[][] = [[]]
  let bytes = 0
  for (const write of writes) {
    const size = sizeOf(write)
    if (bytes > 0 && (bytes + size > limit || batches.at(-1)?.length === BATCH_WRITES)) {
      batches.push([])
      bytes = 0
    }
    batches.at(-1)?.push(write)
    bytes += size
  }
  return batches
}
