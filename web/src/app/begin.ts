// Work that nobody waits for still ends somewhere: what it throws is reported as an uncaught fault would be.

/** Begins work whose end nobody waits for. */
export function begin(work: Promise<unknown>): void {
  work.catch(reportError)
}
