// One listener that lives: it says how sure it is of what it shows, and begins again when it fails.
import type { Timers } from '../platform.ts'
import { backOff } from '../wait.ts'
import type { Place, Shot } from './sdk.ts'

/** What a watch shows. */
export interface Watched<T> {
  /** Undefined until something is known. */
  readonly data: T | undefined
  /** Of the server now; of the device's cache, for a moment; or without a word from the server for 3 s. */
  readonly state: 'live' | 'cached' | 'offline'
  /** When `data` was last known to be so, by the server's clock; undefined where it came from a cache and was never. */
  readonly asOf: Date | undefined
  /** Whether the account may not read this. Then nothing more is told: watch again when somebody else is signed in. */
  readonly denied: boolean
  /** What the listener failed with; it begins again by itself unless `denied`. */
  readonly error: Error | undefined
}

/** Is told what a watch shows, at once and whenever it changes. */
export type Listener<T> = (watched: Watched<T>) => void

/** Ends a watch; nothing is told any more. */
export type Stop = () => void

/** Where watches get their time from. */
export interface Clockwork {
  readonly serverNow: () => number
  readonly onClock: (listener: () => void) => () => void
  readonly timers: Timers
}

/** How long a cache is shown without saying that nothing comes from the server. */
const GRACE_MILLIS = 3_000
const FIRST_RESTART_MILLIS = 1_000
const MOST_RESTART_MILLIS = 60_000

const isDenial = (error: Error) => 'code' in error && error.code === 'permission-denied'

/** Listens to a place until it is stopped or denied. */
export function listen<T>(
  { open, read }: Place<T>,
  { serverNow, timers }: Clockwork,
  tell: Listener<T>,
): Stop {
  let watched: Watched<T> = {
    data: undefined,
    state: 'cached',
    asOf: undefined,
    denied: false,
    error: undefined,
  }
  let failures = 0
  let isStopped = false
  let stopShots: Stop = () => {}
  let grace: unknown
  let restart: unknown

  function show(changed: Partial<Watched<T>>): void {
    watched = { ...watched, ...changed }
    tell(watched)
  }

  function wait(): void {
    grace ??= timers.setTimeout(() => show({ state: 'offline' }), GRACE_MILLIS)
  }

  function settle(): void {
    timers.clearTimeout(grace as never)
    grace = undefined
  }

  /** It was so until now. */
  const asOf = () => (watched.state === 'live' ? new Date(serverNow()) : watched.asOf)

  function next(shot: Shot): void {
    if (isStopped) return
    const found = read(shot)
    const data = found === undefined ? watched.data : found
    if (!shot.metadata.fromCache) {
      settle()
      failures = 0
      show({ data, state: 'live', asOf: new Date(serverNow()), error: undefined })
      return
    }
    const state = watched.state === 'offline' ? 'offline' : 'cached'
    wait()
    if (data !== undefined) show({ data, state, asOf: asOf() })
  }

  function fail(error: Error): void {
    if (isStopped) return
    const denied = isDenial(error)
    settle()
    show({ state: 'offline', asOf: asOf(), denied, error, ...(denied && { data: undefined }) })
    if (denied) stop()
    else
      restart = timers.setTimeout(
        again,
        backOff(failures, FIRST_RESTART_MILLIS, MOST_RESTART_MILLIS),
      )
    failures += 1
  }

  function begin(): void {
    if (isStopped) return
    stopShots = open(next, fail)
    // It may have been stopped by what it showed at once.
    if (isStopped) stopShots()
  }

  function again(): void {
    try {
      begin()
    } catch (error) {
      // A Firestore that was closed meanwhile throws at once.
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  }

  function stop(): void {
    isStopped = true
    settle()
    timers.clearTimeout(restart as never)
    stopShots()
  }

  wait()
  begin()
  return stop
}
