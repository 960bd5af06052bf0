// Publishing by Google's own client, for jobs: it gathers messages into requests, keeps what is on its way within bounds, and
// tries again what may pass. See docs/decisions/0024-googles-clients-where-nobody-waits.md.
import type { Topic } from '@google-cloud/pubsub'
import { CHANGES_TOPIC, type ChangeMessage } from '../contract/messages/change.ts'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { whenAborted } from '../http/post.ts'
import { span } from '../tracing/current.ts'
import { openGoogleClient } from './google-client.ts'
import { type PublishChanges, type Pubsub, spanAttributes, toPubsubMessage } from './message.ts'

const OPTIONS = {
  messageOrdering: true,
  /** One request's worth: Pub/Sub takes 1,000 messages and 10 MB. */
  batching: { maxMessages: 1_000, maxBytes: 5_000_000, maxMilliseconds: 10 },
  /** What may be on its way at once, of all calendars. */
  flowControlOptions: { maxOutstandingMessages: 2_000, maxOutstandingBytes: 20_000_000 },
  /** After this the client tries no more by itself; ten minutes if unset, long after the job's end. */
  gaxOpts: { timeout: 10_000 },
}

/** A publisher to a place; nothing connects before it is used. It is meant to be kept: all that use it share its bounds. */
export function openGooglePublisher(pubsub: Pubsub): PublishChanges {
  const client = openGoogleClient(pubsub)
  const openTopic = (): Topic => client.topic(CHANGES_TOPIC, OPTIONS)
  let topic = openTopic()

  async function publish(changes: readonly ChangeMessage[]): Promise<void> {
    const publisher = topic.flowControlled()
    const sent: Promise<unknown>[] = []
    for (const { text, attributes, orderingKey } of changes.map(toPubsubMessage)) {
      const message = { data: Buffer.from(text), attributes: { ...attributes }, orderingKey }
      await publisher.publish(message) // waits for room
      const taken = publisher.all()
      taken.catch(() => {}) // it is looked at below, once the others wait too
      sent.push(taken)
    }
    await Promise.all(sent)
  }

  return async (changes, millis) => {
    if (changes.length === 0) return
    const attributes = spanAttributes(CHANGES_TOPIC, changes.length)
    await span(`publish ${CHANGES_TOPIC}`, 'producer', attributes, async () => {
      try {
        const deadline = whenAborted(AbortSignal.timeout(millis))
        await Promise.race([publish(changes), deadline])
      } catch (error) {
        // It would hold the keys of messages that failed, and let later ones fail with those that it still tries to send:
        // the outbox has them all, and begins anew.
        topic = openTopic()
        throw new Unavailable(`could not publish to ${CHANGES_TOPIC}`, error)
      }
    })
  }
}
