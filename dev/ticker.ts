// The ticker, in place of Cloud Scheduler: calls every job of the manifest by HTTP, again and again, never twice at once.
import { setTimeout as sleep } from 'node:timers/promises'
import { manifest } from '../functions/manifest.ts'

export interface Ticker {
  /** Calls nothing any more; resolves when the calls that run are over. */
  stop(): Promise<void>
}

/** Scheduler's finest step is a minute, which a job fills by looping; here jobs are short and called often instead. */
const PAUSE_MILLIS = 5_000
const CALL_MILLIS = 60_000

/** Starts calling; what a job fails with is in the log of the functions, and it is called again. */
export function startTicker(functionsUrl: string): Ticker {
  const stopping = new AbortController()
  const { signal } = stopping
  const callAgainAndAgain = async (job: string) => {
    while (!signal.aborted) {
      await call(`${functionsUrl}/${job}`)
      await sleep(PAUSE_MILLIS, undefined, { signal }).catch(() => {})
    }
  }
  const jobs = Object.entries(manifest).filter(([, { room }]) => room === 'jobs')
  const running = jobs.map(([job]) => callAgainAndAgain(job))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

async function call(url: string): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(CALL_MILLIS),
    })
    await response.arrayBuffer()
  } catch {
    // No answer: the functions are being stopped, or hang, which their callers notice too.
  }
}
