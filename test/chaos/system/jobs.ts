// In place of Cloud Scheduler: every job again and again, and three times at once where that is the fault.
import { setTimeout as sleep } from 'node:timers/promises'
import { type FunctionName, manifest } from '../../../functions/manifest.ts'
import type { Front } from './front.ts'
import type { Tally } from './tally.ts'

export interface Jobs {
  /** How often each is called at once. */
  atOnce: number
  /** Calls nothing any more; resolves when the calls that run are over. */
  readonly stop: () => Promise<void>
}

/** How long after its end a job is called anew; what looks for work itself while it runs, at once. */
const PAUSE_MILLIS: Partial<Record<FunctionName, number>> = {
  'reconcile-availability': 4_000,
  'delete-expired': 5_000,
  'erase-accounts': 1_000,
}
const DEFAULT_PAUSE_MILLIS = 200

const JOBS = (Object.keys(manifest) as FunctionName[]).filter(
  (name) => manifest[name].room === 'jobs',
)

export function startJobs(front: Front, tally: Tally): Jobs {
  const stopping = new AbortController()
  const { signal } = stopping
  const call = (name: FunctionName) =>
    front
      .call(name, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
      .catch(() => {}) // it is called again
  async function again(name: FunctionName): Promise<void> {
    while (!signal.aborted) {
      const { atOnce } = jobs
      if (atOnce > 1) tally.count(`jobs called ${atOnce} times at once`)
      await Promise.all(Array.from({ length: atOnce }, () => call(name)))
      const pause = PAUSE_MILLIS[name] ?? DEFAULT_PAUSE_MILLIS
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
  let running: readonly Promise<void>[] = []
  const jobs: Jobs = {
    atOnce: 1,
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
  running = JOBS.map(again)
  return jobs
}
