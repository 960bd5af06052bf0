// What browsers, Node and React Native share, said without the types of any of them.

/** The part of an AbortSignal that is needed. */
interface SignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The part of a Response that is needed. */
interface ResponseLike {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** How a request is made. */
export interface RequestLike {
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  readonly signal: Signal
}

/** The platform's AbortSignal, where its types are there. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Own } }
  ? Own
  : SignalLike

/** The platform's fetch, where its types are there. */
export type Fetch = typeof globalThis extends { fetch: infer Own }
  ? Own
  : (url: string, request: RequestLike) => Promise<ResponseLike>

/** Timers that a test may set itself. */
export interface Timers {
  readonly setTimeout: (run: () => void, millis: number) => unknown
  readonly clearTimeout: (timer: never) => void
}

interface Platform {
  readonly fetch: (url: string, request: RequestLike) => Promise<ResponseLike>
  readonly AbortController: new () => { readonly signal: Signal; abort(reason?: unknown): void }
  readonly setTimeout: (run: () => void, millis: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  readonly crypto?: { getRandomValues(bytes: Uint8Array): Uint8Array }
}

// Every platform has these; which types it gives them is its own affair.
const platform = globalThis as unknown as Platform

/** The signal that is needed of any platform's. */
export const toSignal = (signal: Signal): SignalLike => signal

/** A fetch of any platform as it is called here; the platform's own, looked up at each call, if unset. */
export function toFetch(own: Fetch | undefined): Platform['fetch'] {
  return own ?? ((url, request) => platform.fetch(url, request))
}

/** A new controller of a request's end. */
export const newController = () => new platform.AbortController()

const ownTimers: Timers = {
  setTimeout: (run, millis) => platform.setTimeout(run, millis),
  clearTimeout: (timer) => platform.clearTimeout(timer),
}

/** Timers as they are set here, which browsers refuse to do for another object; the platform's own if unset. */
export function toTimers({ setTimeout, clearTimeout }: Timers = ownTimers): Timers {
  return {
    setTimeout: (run, millis) => setTimeout(run, millis),
    clearTimeout: (timer) => clearTimeout(timer),
  }
}

/** A key of 128 random bits. @throws where the platform has no randomness: hand in `newKey` there */
export function newRandomKey(): string {
  if (!platform.crypto) throw new Error('no crypto.getRandomValues here: hand in newKey')
  const bytes = platform.crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
