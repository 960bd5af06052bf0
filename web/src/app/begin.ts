// Work that nobody waits for still ends somewhere: what it throws is reported as an uncaught fault would be. Being offline is no
// fault, and every page says it.
import { Offline } from '../../../client/index.ts'

/** Begins work whose end nobody waits for. */
export function begin(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof Offline)) reportError(error)
  })
}
