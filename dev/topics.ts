// The topics and subscriptions of the local Pub/Sub: a push subscription for every subscriber of the manifest.
import { type Entry, manifest } from '../functions/manifest.ts'
import { CHANGES_TOPIC } from '../shared/contract/change.ts'
import { DEAD_LETTER_TOPIC } from '../shared/messaging/publish.ts'
import { ensureTopics } from './parts/pubsub-setup.ts'

const DEAD_LETTER_SUBSCRIPTION = 'dead-letters'

/** Makes what is missing. */
export async function makeTopics(
  host: string,
  projectId: string,
  functionsUrl: string,
): Promise<void> {
  const entries: readonly [string, Entry][] = Object.entries(manifest)
  const subscribers = entries.filter(([, { room }]) => room === 'subscribers')
  const subscriptions = subscribers.map(([name, { timeoutSeconds, ordered = false }]) => ({
    name,
    pushEndpoint: `${functionsUrl}/${name}`,
    ordering: ordered,
    ackDeadlineSeconds: timeoutSeconds,
    deadLetter: { topic: DEAD_LETTER_TOPIC, maxAttempts: 5 },
  }))
  await ensureTopics(host, projectId, [{ topic: CHANGES_TOPIC, subscriptions }])
  await keepDeadLetters(host, projectId)
}

/** A topic without a subscription forgets; this one is read by people only. */
async function keepDeadLetters(host: string, projectId: string): Promise<void> {
  const project = `projects/${projectId}`
  const url = `http://${host}/v1/${project}/subscriptions/${DEAD_LETTER_SUBSCRIPTION}`
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ topic: `${project}/topics/${DEAD_LETTER_TOPIC}` }),
  })
  const text = await response.text()
  if (response.ok || response.status === 409) return // 409: it is there
  throw new Error(`The Pub/Sub emulator answered ${url} with ${response.status}: ${text}`)
}
