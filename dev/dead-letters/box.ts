// The subscription of dead letters, by Google's client: letters are leased while they are looked at, and given back or taken away.
import { type PubSub, type protos, v1 } from '@google-cloud/pubsub'
import { DEAD_LETTERS_SUBSCRIPTION } from '../catalogue/topics.ts'
import type { Again, Letter } from './letter.ts'

/** A letter, ours until the lease is over (ten minutes), or until it is given back. */
export interface Leased extends Letter {
  readonly id: string
  /** When it became a dead letter, in milliseconds. */
  readonly at: number
  readonly ackId: string
}

export interface Box {
  /** So many letters that were there before an instant, or all; the rest stays. */
  readonly lease: (limit: number, before: number) => Promise<readonly Leased[]>
  readonly publish: (again: Again) => Promise<void>
  readonly remove: (letter: Leased) => Promise<void>
  /** They are there for others at once. */
  readonly giveBack: (letters: readonly Leased[]) => Promise<void>
}

/** A request for letters is answered after a minute and a half where there are none: so long without one means that. */
const QUIET_MILLIS = 3_000
const CALL_MILLIS = 10_000
const DEADLINE_EXCEEDED = 4
/** Pub/Sub takes a request of 512 KiB; an id of a lease has some 200 bytes. */
const IDS_AT_ONCE = 1_000

const isQuiet = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DEADLINE_EXCEEDED

function toLeased({ ackId, message }: protos.google.pubsub.v1.IReceivedMessage): Leased {
  const { messageId, publishTime, data, attributes } = message ?? {}
  return {
    id: messageId ?? '',
    at: Number(publishTime?.seconds ?? 0) * 1000 + Math.floor((publishTime?.nanos ?? 0) / 1e6),
    ackId: ackId ?? '',
    data: Buffer.from(data ?? '').toString('base64'),
    attributes: attributes ?? {},
  }
}

/** The box of a project. The client is the caller's to close, and so is the box. */
export async function openBox(
  client: PubSub,
  quietMillis = QUIET_MILLIS,
): Promise<Box & { readonly close: () => Promise<void> }> {
  const { port, ...config } = await client.getClientConfig()
  const subscriber = new v1.SubscriberClient({
    ...config,
    ...(port !== undefined && { port: Number(port) }),
  })
  const subscription = `projects/${client.projectId}/subscriptions/${DEAD_LETTERS_SUBSCRIPTION}`
  const topics = new Map<string, ReturnType<PubSub['topic']>>()

  async function pull(maxMessages: number): Promise<readonly Leased[]> {
    try {
      const options = { timeout: quietMillis, retry: null }
      const [{ receivedMessages }] = await subscriber.pull({ subscription, maxMessages }, options)
      return (receivedMessages ?? []).map(toLeased)
    } catch (error) {
      if (isQuiet(error)) return []
      throw error
    }
  }

  async function giveBack(letters: readonly Leased[]): Promise<void> {
    for (let from = 0; from < letters.length; from += IDS_AT_ONCE) {
      const ackIds = letters.slice(from, from + IDS_AT_ONCE).map(({ ackId }) => ackId)
      await subscriber.modifyAckDeadline({ subscription, ackIds, ackDeadlineSeconds: 0 })
    }
  }

  return {
    giveBack,
    lease: async (limit, before) => {
      const leased: Leased[] = []
      const newer: Leased[] = []
      while (leased.length < limit) {
        const pulled = await pull(limit - leased.length)
        if (pulled.length === 0) break
        leased.push(...pulled.filter(({ at }) => at < before))
        newer.push(...pulled.filter(({ at }) => at >= before))
        if (newer.length >= limit) break // they come faster than they are looked at
      }
      await giveBack(newer)
      return leased.toSorted((a, b) => a.at - b.at)
    },
    publish: async ({ topic, data, attributes, orderingKey }) => {
      const known = topics.get(topic)
      const opened =
        known ?? client.topic(topic, { messageOrdering: true, gaxOpts: { timeout: CALL_MILLIS } })
      topics.set(topic, opened)
      await opened.publishMessage({
        data: Buffer.from(data, 'base64'),
        attributes: { ...attributes },
        ...(orderingKey !== undefined && { orderingKey }),
      })
    },
    remove: async ({ ackId }) => {
      await subscriber.acknowledge({ subscription, ackIds: [ackId] })
    },
    close: () => subscriber.close(),
  }
}
