// Turns: commands of one instance that save to the same row use the database one after another. Those that wait do so here, where it
// costs nothing, and not in front of the row with a connection each, which whoever saves to other rows would lack.
import { SECOND } from '../../../time/instant.ts'
import { RefusalError } from '../../edge/problem.ts'

/** Longer than any queue that is moving: an instance serves forty requests at once. */
const WAIT_MILLIS = 3 * SECOND
/** The same where Postgres is distributed: a turn takes three round trips there, and a commit at two nodes. */
const WAIT_APART_MILLIS = 8 * SECOND
/** More than an instance serves at once. */
const WAITING_A_ROW = 100

/** The turn of one row. */
export interface Turn {
  readonly row: string
  /** Ends it, once; whoever has waited longest is next. */
  readonly end: () => void
}

export interface Turns {
  /** The row's turn, where nobody has it. */
  readonly take: (row: string) => Turn | undefined
  /**
   * The row's turn, after those who wait already.
   *
   * @throws RefusalError `unavailable` where too many wait, or it does not come in time
   */
  readonly wait: (row: string) => Promise<Turn>
}

const tooMany = () =>
  RefusalError.of('unavailable', 'too many change this at the same time; try again')

/** How long whoever asks waits for their turn. */
export const patience = (isDatabaseDistributed: boolean): number =>
  isDatabaseDistributed ? WAIT_APART_MILLIS : WAIT_MILLIS

/** Turns of any number of rows; nothing is kept of those whose turn nobody has. */
export function makeTurns(waitMillis = WAIT_MILLIS, waitingARow = WAITING_A_ROW): Turns {
  /** Of each row whose turn somebody has, those who wait for it. */
  const taken = new Map<string, Set<() => void>>()

  function begin(row: string): Turn {
    if (!taken.has(row)) taken.set(row, new Set())
    return {
      row,
      end: () => {
        const waiting = taken.get(row) ?? new Set()
        const [next] = waiting
        if (!next) {
          taken.delete(row)
          return
        }
        waiting.delete(next)
        next()
      },
    }
  }

  return {
    take: (row) => (taken.has(row) ? undefined : begin(row)),
    wait: (row) => {
      const waiting = taken.get(row)
      if (!waiting) return Promise.resolve(begin(row))
      if (waiting.size >= waitingARow) return Promise.reject(tooMany())
      return new Promise((resolve, reject) => {
        const comes = () => {
          clearTimeout(timer)
          resolve(begin(row))
        }
        const timer = setTimeout(() => {
          waiting.delete(comes)
          reject(tooMany())
        }, waitMillis)
        waiting.add(comes)
      })
    },
  }
}
