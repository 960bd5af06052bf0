// The topics and subscriptions of the local Pub/Sub: for every subscriber of the manifest, a push subscription to each of its topics.
import { type Entry, type Topic, manifest } from '../functions/manifest.ts'
import { DEAD_LETTER_TOPIC } from '../shared/messaging/publish.ts'
import { TOPICS, subscriptionName, topicsOf } from './catalogue/topics.ts'
import { ensureTopics } from './parts/pubsub-setup.ts'

const DEAD_LETTER_SUBSCRIPTION = 'dead-letters'

/** Makes what is missing. */
export async function makeTopics(
  host: string,
  projectId: string,
  functionsUrl: string,
): Promise<void> {
  const entries: readonly [string, Entry][] = Object.entries(manifest)
  const toSubscription = (topic: Topic, name: string, { timeoutSeconds, ordered }: Entry) => ({
    name: subscriptionName(name, topic),
    pushEndpoint: `${functionsUrl}/${name}`,
    ordering: ordered ?? false,
    ackDeadlineSeconds: timeoutSeconds,
    deadLetter: { topic: DEAD_LETTER_TOPIC, maxAttempts: 5 },
  })
  const topics = Object.entries(TOPICS) as [Topic, string][]
  await ensureTopics(
    host,
    projectId,
    topics.map(([topic, id]) => ({
      topic: id,
      subscriptions: entries
        .filter(([, entry]) => topicsOf(entry).includes(topic))
        .map(([name, entry]) => toSubscription(topic, name, entry)),
    })),
  )
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
