// Google's own client of Pub/Sub, for those whom nobody waits for: jobs, the local stack, tools.
import { PubSub } from '@google-cloud/pubsub'
import type { Pubsub } from './message.ts'

/** Without this, a channel that broke is left alone for up to two minutes: longer than a job lasts. */
const RECONNECTING = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
}

/** The client of a place; nothing connects before it is used. */
export function openGoogleClient({ projectId, baseUrl }: Pubsub): PubSub {
  const [scheme, apiEndpoint = ''] = baseUrl.split('://')
  return new PubSub({
    projectId,
    apiEndpoint,
    emulatorMode: scheme === 'http',
    ...RECONNECTING,
  })
}
