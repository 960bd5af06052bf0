// The topics and subscriptions of the local Pub/Sub: for every subscriber of the manifest, a push subscription to each of its topics.
import { type Entry, type Topic, manifest } from '../functions/manifest.ts'
import { DEAD_LETTER_TOPIC } from '../shared/messaging/publish.ts'
import {
  DEAD_LETTERS_SUBSCRIPTION,
  TOPICS,
  subscriptionName,
  topicsOf,
} from './catalogue/topics.ts'
import { ensureTopics } from './parts/pubsub-setup.ts'

const DEAD_LETTERS = {
  topic: DEAD_LETTER_TOPIC,
  subscriptions: [{ name: DEAD_LETTERS_SUBSCRIPTION, ordering: false, ackDeadlineSeconds: 600 }],
}

/** How often Pub/Sub tries before a message goes to the dead letters; the emulator tries again after a second. */
const ATTEMPTS = 5

/** Makes what is missing. */
export async function makeTopics(
  host: string,
  projectId: string,
  functionsUrl: string,
  attempts = ATTEMPTS,
): Promise<void> {
  const entries: readonly [string, Entry][] = Object.entries(manifest)
  const toSubscription = (topic: Topic, name: string, { timeoutSeconds, ordered }: Entry) => ({
    name: subscriptionName(name, topic),
    pushEndpoint: `${functionsUrl}/${name}`,
    ordering: ordered ?? false,
    ackDeadlineSeconds: timeoutSeconds,
    deadLetter: { topic: DEAD_LETTER_TOPIC, maxAttempts: attempts },
  })
  const topics = Object.entries(TOPICS) as [Topic, string][]
  await ensureTopics(host, projectId, [
    ...topics.map(([topic, id]) => ({
      topic: id,
      subscriptions: entries
        .filter(([, entry]) => topicsOf(entry).includes(topic))
        .map(([name, entry]) => toSubscription(topic, name, entry)),
    })),
    DEAD_LETTERS,
  ])
}
