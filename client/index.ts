// The package's first door: calls. `./live` is the second.
export { type Client, type ClientOptions, createClient } from './create-client.ts'
export { Offline, Refusal, Unavailable } from './errors.ts'
export { fold } from './fold.ts'
export type { Fetch, Signal, Timers } from './platform.ts'
export type * from './types.ts'
