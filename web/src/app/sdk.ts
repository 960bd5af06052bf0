// The client SDK's own code, as one chunk that comes with Firebase after the first paint.
export { createClient } from '../../../client/create-client.ts'
export { createLive } from '../../../client/live.ts'
