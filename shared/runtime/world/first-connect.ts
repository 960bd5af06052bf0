// The first connection to Postgres: for a minute after an instance started, its way into the private network may not be there
// (docs/surprises.md). So the first one is tried again, for as long as a request can wait; those after it are not.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connecting } from '../../database/connection/connection.ts'
import { toDatabaseFault } from '../../database/connection/errors.ts'
import { SECOND } from '../../time/instant.ts'

/** How long the first connection may take in all: a request of an API function has 30 s. */
export const FIRST_CONNECT_MILLIS = 25 * SECOND
const PAUSE_MILLIS = SECOND / 4

/**
 * Tries to connect until it has worked once, however many wait for it; from then on each attempt is the only one.
 *
 * @param millis all attempts together take no longer
 * @param attemptMillis one attempt takes no longer
 */
export function patientAtFirst(millis: number, attemptMillis: number): Connecting {
  let hasConnected = false
  return async (connect) => {
    // No attempt begins so late that it could end too late.
    const late = AbortSignal.timeout(Math.max(millis - attemptMillis, 0))
    while (!hasConnected) {
      try {
        const connection = await connect()
        hasConnected = true
        return connection
      } catch (error) {
        const isPassing = toDatabaseFault(error)?.kind === 'unavailable'
        if (late.aborted || !isPassing) throw error
      }
      await sleep(PAUSE_MILLIS)
    }
    return connect()
  }
}
