// Several watches that are told as one.
import type { Clockwork, Stop, Watched } from './listen.ts'

/** So long at most until the next look: timers of the platforms overflow after 24 days, and devices sleep. */
const MOST_SLEEP_MILLIS = 600_000

/** What several watches come to: as sure as the least sure of them, and as old as the oldest. */
export function worstOf(parts: readonly Watched<unknown>[]): Omit<Watched<never>, 'data'> {
  const has = (state: Watched<unknown>['state']) => parts.some((part) => part.state === state)
  const times = parts.map(({ asOf }) => asOf?.getTime())
  const oldest = times.some((time) => time === undefined)
    ? undefined
    : new Date(Math.min(...times.map((time) => time ?? 0)))
  return {
    state: has('offline') ? 'offline' : has('cached') ? 'cached' : 'live',
    asOf: oldest,
    denied: parts.some(({ denied }) => denied),
    error: parts.find(({ error }) => error)?.error,
  }
}

/** What is to be told, and when time alone may change it. */
export interface Look<T> {
  readonly watched: Watched<T>
  readonly changesAt: number
}

/**
 * Looks again after each change, and when time has made one; tells where something differs. What belongs together comes in
 * one turn of the event loop, and is told once.
 */
export function tellTogether<T>(
  { timers, serverNow, onClock }: Clockwork,
  look: (now: number) => Look<T>,
  tell: (watched: Watched<T>) => void,
): { readonly changed: () => void; readonly stop: Stop } {
  let soon: unknown
  let later: unknown
  let last = ''
  let isStopped = false

  function show(): void {
    soon = undefined
    timers.clearTimeout(later as never)
    const now = serverNow()
    const { watched, changesAt } = look(now)
    if (changesAt < Infinity)
      later = timers.setTimeout(show, Math.min(changesAt - now, MOST_SLEEP_MILLIS))
    const { data, state, denied, error } = watched
    const text = JSON.stringify([data, state, denied, error?.message])
    // While nothing is known and nothing went wrong, there is nothing to tell.
    if (text === last || (data === undefined && state !== 'offline')) return
    last = text
    tell(watched)
  }

  function changed(): void {
    if (!isStopped) soon ??= timers.setTimeout(show, 0)
  }

  const stopClock = onClock(changed)
  return {
    changed,
    stop: () => {
      isStopped = true
      stopClock()
      for (const timer of [soon, later]) timers.clearTimeout(timer as never)
    },
  }
}
