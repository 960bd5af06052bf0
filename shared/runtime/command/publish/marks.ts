// Marks of what was published: made beside the answers that they would delay, one statement at a time and for all that came meanwhile.
// Nobody waits for one, and a mark that is lost repeats a message: docs/decisions/0037-nobody-waits-for-a-mark.md.

/** What may wait to be marked; what comes on top is left to the relay. */
const WAITING = 1_000
/** What one statement marks. */
const A_STATEMENT = 500

/** Marks these, in time. */
export type MarkLater<T> = (published: readonly T[]) => void

/**
 * A mark that nobody waits for. Where nothing is being marked the statement is on its way before this turn of the process
 * ends: an instance that is frozen after its answer has sent it.
 *
 * @param mark deletes rows of an outbox
 * @param fail tells why some could not be marked; they are left to the relay
 */
export function markLater<T>(
  mark: (published: readonly T[]) => Promise<void>,
  fail: (error: unknown) => void,
): MarkLater<T> {
  const waiting: T[] = []
  let isMarking = false

  function markRest(): void {
    isMarking = waiting.length > 0
    if (!isMarking) return
    mark(waiting.splice(0, A_STATEMENT)).then(markRest, (error: unknown) => {
      fail(error)
      markRest()
    })
  }

  return (published) => {
    waiting.push(...published.slice(0, WAITING - waiting.length))
    if (!isMarking) markRest()
  }
}
