// How pages see the backend: live listeners and questions as values that say their state, and commands that are sent once.
import { startTransition, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Listener, Live, Watched } from '../../../client/live.ts'
import type { Client } from '../../../client/index.ts'
import { type Backend, connect, useBackend } from './backend.ts'
import { type Failure, toFailure } from './failure.ts'

/** What a page knows of something that it shows. */
export interface Seen<T> {
  readonly data: T | undefined
  readonly state: 'loading' | 'live' | 'cached' | 'offline' | 'failed' | 'denied'
  readonly asOf?: Date | undefined
  readonly failure?: Failure
  readonly retry: () => void
}

type WatchName = Extract<keyof Live, `watch${string}`>
type QueryOf<Name extends WatchName> = Parameters<Live[Name]>[0]
type DataOf<Name extends WatchName> =
  Parameters<Live[Name]>[1] extends Listener<infer Data> ? Data : never

/**
 * Follows something live: `useLive('watchProfessional', { professionalId })`. When the query changes, what was followed before
 * is left, and its data with it. Undefined follows nothing yet.
 */
export function useLive<Name extends WatchName>(
  name: Name,
  query: QueryOf<Name> | undefined,
): Seen<DataOf<Name>> {
  const backend = useBackend()
  const key = query === undefined ? undefined : JSON.stringify(query)
  const [seen, setSeen] = useState<{
    readonly key: string
    readonly value: Watched<DataOf<Name>>
  }>()
  const [tries, setTries] = useState(0)
  const watchNow = useEffectEvent(({ live }: Backend, of: string) => {
    if (query === undefined) return undefined
    // Name says which query and which data belong together; TypeScript cannot follow it through the index.
    const watch = live[name] as (
      query: QueryOf<Name>,
      listener: Listener<DataOf<Name>>,
    ) => () => void
    // What comes from afar is drawn in slices, between which taps are answered.
    return watch(query, (value) => startTransition(() => setSeen({ key: of, value })))
  })
  useEffect(() => {
    if (backend && key !== undefined) return watchNow(backend, key)
    return undefined
  }, [backend, name, key, tries])
  const retry = useCallback(() => setTries((before) => before + 1), [])
  const value = seen?.key === key ? seen?.value : undefined
  if (!value) return { data: undefined, state: 'loading', retry }
  const isWaiting = value.data === undefined && value.state !== 'offline'
  return {
    data: value.data,
    state: value.denied ? 'denied' : isWaiting ? 'loading' : value.state,
    asOf: value.asOf,
    retry,
  }
}

/** Asks a question, again when `key` changes. Undefined asks nothing yet; what was answered last stays until the next answer. */
export function useAsked<T>(
  key: string | undefined,
  ask: (client: Client, signal: AbortSignal) => Promise<T>,
): Seen<T> {
  const [seen, setSeen] = useState<{
    readonly key?: string
    readonly data?: T
    readonly failure?: Failure
  }>({})
  const [tries, setTries] = useState(0)
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    if (key === undefined) return
    const leaving = new AbortController()
    connect()
      .then(({ client }) => askNow(client, leaving.signal))
      .then(
        (data) => {
          if (!leaving.signal.aborted) startTransition(() => setSeen({ key, data }))
        },
        (error: unknown) => {
          if (!leaving.signal.aborted)
            setSeen((before) => ({ ...before, key, failure: toFailure(error) }))
        },
      )
    return () => leaving.abort()
  }, [key, tries])
  const retry = useCallback(() => {
    setSeen({})
    setTries((before) => before + 1)
  }, [])
  const { failure, data } = seen
  if (failure && seen.key === key) {
    const state =
      failure.kind === 'denied' ? 'denied' : failure.kind === 'offline' ? 'offline' : 'failed'
    return { data, state, failure, retry }
  }
  return { data, state: data === undefined ? 'loading' : 'live', retry }
}

/** A command on its way: at most one at a time, so that a double tap sends once. */
export interface Sending {
  readonly isSending: boolean
  readonly failure: Failure | undefined
  readonly error: unknown
  /** @returns what was answered; undefined where it failed, or another is on its way */
  readonly send: <T>(command: (client: Client) => Promise<T>) => Promise<T | undefined>
  readonly clear: () => void
}

/** Sends commands one after the other and tells how the last one went. */
export function useSending(): Sending {
  const [state, setState] = useState<{ isSending: boolean; error?: unknown }>({ isSending: false })
  const busy = useRef(false)
  const send = useCallback(async <T>(command: (client: Client) => Promise<T>) => {
    if (busy.current) return undefined
    busy.current = true
    setState({ isSending: true })
    try {
      const { client } = await connect()
      const answer = await command(client)
      setState({ isSending: false })
      return answer
    } catch (error) {
      setState({ isSending: false, error })
      return undefined
    } finally {
      busy.current = false
    }
  }, [])
  const clear = useCallback(() => setState({ isSending: false }), [])
  return {
    isSending: state.isSending,
    error: state.error,
    failure: state.error === undefined ? undefined : toFailure(state.error),
    send,
    clear,
  }
}
