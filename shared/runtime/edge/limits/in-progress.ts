// How many requests an instance has in hand at once. What comes on top is refused before anything is done for it, so that those in hand
// are answered in time: an instance that takes more than it can do does none of it.
import { RefusalError } from '../problem.ts'

/** More than the platform hands an instance (the manifest's `concurrency`); as much as it answers within a second. */
const MOST = 100

/** Runs what comes while there is room. @throws RefusalError `unavailable` where there is none */
export type Admit = <T>(run: () => Promise<T>) => Promise<T>

/** Room for so many at once. */
export function makeRoom(most = MOST): Admit {
  let inProgress = 0
  return async (run) => {
    if (inProgress >= most)
      throw RefusalError.of('unavailable', 'too much is asked at the same time; try again')
    inProgress += 1
    try {
      return await run()
    } finally {
      inProgress -= 1
    }
  }
}
