// createClient: every function as a typed call, and the server's clock.
import { openClock } from './clock.ts'
import { COMMANDS, QUERIES } from './functions.ts'
import { type Fetch, type Timers, newRandomKey, toTimers } from './platform.ts'
import { toCommand, toQuery } from './request.ts'
import { send } from './send.ts'
import type { Sender } from './try-once.ts'
import type { CallOptions, Calls, CommandOptions } from './types.ts'

/** What a client is made of. */
export interface ClientOptions {
  /** Where the functions are, such as `https://europe-west1-my-project.cloudfunctions.net`. */
  readonly functionsUrl: string
  /** The signed-in account's ID token; with `true`, a new one. Undefined where nobody is signed in. */
  readonly getIdToken: (forceRefresh?: boolean) => Promise<string | undefined>
  /** Where App Check is enabled. */
  readonly getAppCheckToken?: (() => Promise<string | undefined>) | undefined
  /** The platform's own if unset. */
  readonly fetch?: Fetch | undefined
  /** The device's clock in milliseconds; `Date.now` if unset. */
  readonly now?: (() => number) | undefined
  /** Makes idempotency keys where there is no `crypto.getRandomValues`. */
  readonly newKey?: (() => string) | undefined
  /** The platform's own if unset. */
  readonly timers?: Timers | undefined
}

/** Calls of the functions, and the server's time. */
export interface Client {
  /** `call.createBooking(input)`: resolves with the answer; throws {@link Refusal}, {@link Offline} or {@link Unavailable}. */
  readonly call: Calls
  /** The server's present time in milliseconds, by its answers: the device's own clock may be wrong. */
  readonly serverNow: () => number
  /** Tells when an answer has set the server's time anew. Returns what stops it. */
  readonly onClock: (listener: () => void) => () => void
}

/** Makes a client. It keeps nothing on the device and queues nothing: what is not answered is told. */
export function createClient(options: ClientOptions): Client {
  const { functionsUrl, newKey = newRandomKey, now: deviceNow = () => Date.now() } = options
  const clock = openClock(deviceNow)
  const sender: Sender = {
    fetch: options.fetch,
    getIdToken: options.getIdToken,
    getAppCheckToken: options.getAppCheckToken,
    deviceNow,
    clock,
    timers: toTimers(options.timers),
  }
  const queries = QUERIES.map((name) => [
    name,
    (input: object = {}, { signal }: CallOptions = {}) =>
      send(toQuery(functionsUrl, name, input), sender, signal),
  ])
  const commands = COMMANDS.map((name) => [
    name,
    (input: object = {}, { signal, idempotencyKey = newKey() }: CommandOptions = {}) =>
      send(toCommand(functionsUrl, name, input, idempotencyKey), sender, signal),
  ])
  // Each name of Calls is one of these, by what client/functions.ts and client/types.ts are made from.
  const call = Object.fromEntries([...queries, ...commands]) as unknown as Calls
  return { call, serverNow: clock.now, onClock: clock.onSet }
}
