// A bound in time for work that may never end.

/**
 * What the work comes to, if it does so in time. Work that is given up is not ended by this.
 *
 * @throws what `late` makes, after `millis`
 */
export async function within<T>(millis: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), millis)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
