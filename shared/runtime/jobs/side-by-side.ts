// Work that goes on side by side, all of it to its end, whatever becomes of a part: what still went on after the answer would be
// frozen with the instance, in the middle of a call or of a row.

/** What each comes to, once all have ended. @throws the first fault among them, by then */
export async function sideBySide<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
  return (await Promise.allSettled(all)).map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

/**
 * Works through a list, so many of it at once; where one fails, what is under way ends, and nothing new begins.
 *
 * @param isOver asked before each: whether to leave the rest
 * @returns those that were left
 * @throws the first fault, once nothing is under way any more
 */
export async function workThrough<T extends NonNullable<unknown>>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
  isOver: () => boolean = () => false,
): Promise<readonly T[]> {
  const left = [...all]
  let hasFailed = false
  const worker = async (): Promise<void> => {
    while (!hasFailed && !isOver()) {
      const one = left.shift()
      if (one === undefined) return
      try {
        await work(one)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  await sideBySide(Array.from({ length: atOnce }, worker))
  return left
}
