// Which archives serve after a rollback, and whether they can.

/** What was written down of a release (cloudbuild.yaml, step `record`). */
export interface Release {
  /** Function to object name of its archive. */
  readonly sources: Readonly<Record<string, string>>
  /** The migrations it had that take something away. */
  readonly contracts: readonly string[]
}

/**
 * The archives after going back from the newest release to an earlier one: its own, and for functions that came later those
 * of the newest.
 *
 * @throws where a migration since then has taken away what the earlier release uses
 */
export const chooseSources = (wanted: Release, newest: Release): Release['sources'] => {
  const since = newest.contracts.filter((name) => !wanted.contracts.includes(name))
  if (since.length > 0)
    throw new Error(
      `that release cannot serve any more: ${since.join(', ')} has taken away since then what it uses`,
    )
  return { ...newest.sources, ...wanted.sources }
}
