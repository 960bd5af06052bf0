// Makes the topics and push subscriptions in the Pub/Sub emulator, over its REST interface.
//
// What production has and the emulator (0.8.20) does wrong is left out, tried with 50 messages:
// - A retry policy lets it retry one message a second in all, and dead letters get lost. Without
//   one it retries each failed push after a second.
// - A dead letter topic on an ordered subscription gets nothing, and the key is held for ever.

export type PushSubscription = {
  readonly name: string
  /** The URL that gets each message by POST. */
  readonly pushEndpoint: string
  /** Whether messages of one ordering key arrive one after the other. */
  readonly ordering: boolean
  readonly ackDeadlineSeconds: number
  /** Where a message goes after so many failed tries (5 to 100), unless ordered; made too. */
  readonly deadLetter?: { readonly topic: string; readonly maxAttempts: number }
}

export type Topic = {
  readonly topic: string
  readonly subscriptions: readonly PushSubscription[]
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
  const project = `projects/${projectId}`
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`http://${host}/v1/${project}/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  const subscriptions = topics.flatMap((topic) =>
    topic.subscriptions.map((subscription) => ({ topic: topic.topic, subscription })),
  )
  const deadLetterTopics = subscriptions.flatMap(({ subscription: { deadLetter } }) =>
    deadLetter === undefined ? [] : [deadLetter.topic],
  )
  const names = new Set([...topics.map(({ topic }) => topic), ...deadLetterTopics])
  await Promise.all(
    [...names].map(async (name) =>
      expectAnswer(await call('PUT', `topics/${name}`, {}), [200, 409]),
    ),
  )

  const ensureSubscription = async (topic: string, subscription: PushSubscription) => {
    const path = `subscriptions/${subscription.name}`
    const wanted = toResource(project, topic, subscription)
    const put = await call('PUT', path, wanted)
    if (put.status !== 409) return expectAnswer(put, [200])
    const existing: unknown = await (await call('GET', path)).json()
    if (includes(existing, wanted)) return
    await expectAnswer(await call('DELETE', path), [200, 404])
    await expectAnswer(await call('PUT', path, wanted), [200])
  }
  await Promise.all(subscriptions.map((each) => ensureSubscription(each.topic, each.subscription)))
}

/** https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions */
const toResource = (project: string, topic: string, subscription: PushSubscription) => {
  const { ordering, deadLetter } = subscription
  return {
    topic: `${project}/topics/${topic}`,
    pushConfig: { pushEndpoint: subscription.pushEndpoint },
    enableMessageOrdering: ordering,
    ackDeadlineSeconds: subscription.ackDeadlineSeconds,
    ...(deadLetter === undefined || ordering
      ? {}
      : {
          deadLetterPolicy: {
            deadLetterTopic: `${project}/topics/${deadLetter.topic}`,
            maxDeliveryAttempts: deadLetter.maxAttempts,
          },
        }),
  }
}

/** Whether every wanted value is there; the emulator leaves out what is false. */
const includes = (existing: unknown, wanted: unknown): boolean => {
  if (wanted === null || typeof wanted !== 'object') return (existing ?? false) === wanted
  if (existing === null || typeof existing !== 'object') return false
  const fields = new Map(Object.entries(existing))
  return Object.entries(wanted).every(([name, value]) => includes(fields.get(name), value))
}

const expectAnswer = async (response: Response, statuses: readonly number[]): Promise<void> => {
  const text = await response.text()
  if (statuses.includes(response.status)) return
  throw new Error(`The Pub/Sub emulator answered ${response.url} with ${response.status}: ${text}`)
}
