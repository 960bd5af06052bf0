// Makes the topics and subscriptions in the Pub/Sub emulator, by Google's client.
//
// What production has and the emulator (0.8.20) does wrong is left out, tried with 50 messages:
// - A retry policy lets it retry one message a second in all, and dead letters get lost. Without
//   one it retries each failed push after a second.
// - A dead letter topic on an ordered subscription gets nothing, and the key is held for ever.
import type { PubSub } from '@google-cloud/pubsub'

export type Subscription = {
  readonly name: string
  /** The URL that gets each message by POST; without one, messages wait until they are pulled. */
  readonly pushEndpoint?: string
  /** Whether messages of one ordering key arrive one after the other. */
  readonly ordering: boolean
  readonly ackDeadlineSeconds: number
  /** Where a message goes after so many failed tries (5 to 100), unless ordered; made too. */
  readonly deadLetter?: { readonly topic: string; readonly maxAttempts: number }
}

export type Topic = {
  readonly topic: string
  readonly subscriptions: readonly Subscription[]
}

/**
 * Makes what is missing. A subscription that exists with other settings is made anew, and what was
 * waiting in it is lost.
 */
export const ensureTopics = async (
  host: string,
  projectId: string,
  topics: readonly Topic[],
): Promise<void> => {
  await withClient(host, projectId, async (client) => {
    const names = topics.flatMap(({ topic, subscriptions }) => [
      topic,
      ...subscriptions.flatMap(({ deadLetter }) => deadLetter?.topic ?? []),
    ])
    await Promise.all([...new Set(names)].map((name) => unlessThere(client.createTopic(name))))
    await Promise.all(
      topics.flatMap(({ topic, subscriptions }) =>
        subscriptions.map((subscription) => ensureSubscription(client, topic, subscription)),
      ),
    )
  })
}

/**
 * Ends every subscription of a project. The emulator outlives whom it pushed to, goes on pushing what was not acknowledged, and
 * whoever listens at that port next would get it.
 */
export const endSubscriptions = (host: string, projectId: string): Promise<void> =>
  withClient(host, projectId, async (client) => {
    const [subscriptions] = await client.getSubscriptions()
    await Promise.all(subscriptions.map((subscription) => subscription.delete()))
  })

const withClient = async (
  host: string,
  projectId: string,
  run: (client: PubSub) => Promise<void>,
): Promise<void> => {
  // Loaded here: a quarter of a second that is no use to tests without topics.
  const { openGoogleClient } = await import('../../shared/messaging/google-client.ts')
  const client = openGoogleClient({ projectId, baseUrl: `http://${host}` })
  try {
    await run(client)
  } finally {
    await client.close()
  }
}

const ensureSubscription = async (
  client: PubSub,
  topic: string,
  { name, ...told }: Subscription,
): Promise<void> => {
  const wanted = toOptions(client.projectId, told)
  const make = () => client.createSubscription(topic, name, wanted)
  if (await unlessThere(make())) return
  const subscription = client.subscription(name)
  const [existing] = await subscription.getMetadata()
  if (includes(existing, { ...wanted, topic: toPath(client.projectId, topic) })) return
  await subscription.delete()
  await make()
}

const toPath = (projectId: string, topic: string) => `projects/${projectId}/topics/${topic}`

/** https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions */
const toOptions = (projectId: string, subscription: Omit<Subscription, 'name'>) => {
  const { pushEndpoint, ordering, ackDeadlineSeconds, deadLetter } = subscription
  return {
    pushConfig: { pushEndpoint: pushEndpoint ?? '' },
    enableMessageOrdering: ordering,
    ackDeadlineSeconds,
    ...(deadLetter === undefined || ordering
      ? {}
      : {
          deadLetterPolicy: {
            deadLetterTopic: toPath(projectId, deadLetter.topic),
            maxDeliveryAttempts: deadLetter.maxAttempts,
          },
        }),
  }
}

/** Whether every wanted value is there; others may be, which the emulator sets by itself. */
const includes = (existing: unknown, wanted: unknown): boolean => {
  if (wanted === null || typeof wanted !== 'object') return existing === wanted
  if (existing === null || typeof existing !== 'object') return false
  const fields = new Map(Object.entries(existing))
  return Object.entries(wanted).every(([name, value]) => includes(fields.get(name), value))
}

/** gRPC's code of what exists already. */
const ALREADY_EXISTS = 6

/** @returns whether it was made now */
const unlessThere = async (making: Promise<unknown>): Promise<boolean> => {
  try {
    await making
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS) return false
    throw error
  }
}
