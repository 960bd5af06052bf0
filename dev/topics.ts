// The topics and subscriptions of the local Pub/Sub: a push subscription for every subscriber of the manifest.
import { manifest } from '../functions/manifest.ts'
import { CHANGES_TOPIC } from '../shared/contract/change.ts'
import { DEAD_LETTER_TOPIC } from '../shared/messaging/publish.ts'
import { ensureTopics } from './parts/pubsub-setup.ts'

/** The one subscriber that gets the messages of a professional one after the other (mechanisms.md, 2). */
export const ORDERED: keyof typeof manifest = 'fan-out-availability'
const DEAD_LETTER_SUBSCRIPTION = 'dead-letters'

/** Makes what is missing. */
export async function makeTopics(
  host: string,
  projectId: string,
  functionsUrl: string,
): Promise<void> {
  const subscribers = Object.entries(manifest).filter(([, { room }]) => room === 'subscribers')
  const subscriptions = subscribers.map(([name, { timeoutSeconds }]) => ({
    name,
    pushEndpoint: `${functionsUrl}/${name}`,
    ordering: name === ORDERED,
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
