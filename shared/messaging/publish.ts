// Publishing to Pub/Sub by plain REST: the client library would more than double a command's cold start.
import { ACCOUNTS_TOPIC } from '../contract/messages/account-change.ts'
import { CHANGES_TOPIC, type ChangeMessage } from '../contract/messages/change.ts'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { post as postLetter, whenAborted } from '../http/post.ts'
import { span } from '../tracing/current.ts'
import {
  type Message,
  type Pubsub,
  spanAttributes,
  toAccountMessage,
  toPubsubMessage,
} from './message.ts'

/** Topic for what no subscriber can ever handle; kept and looked at by people. */
export const DEAD_LETTER_TOPIC = 'calendar-changes-dead-letter'

async function send(
  pubsub: Pubsub,
  topic: string,
  messages: readonly Message[],
  millis: number,
): Promise<void> {
  const deadline = AbortSignal.timeout(millis)
  try {
    // The token, too, may have to be fetched.
    await Promise.race([post(pubsub, topic, messages, deadline), whenAborted(deadline)])
  } catch (error) {
    throw new Unavailable(`could not publish to ${topic}`, error)
  }
}

const toBody = (messages: readonly Message[]) => ({
  messages: messages.map(({ text, ...rest }) => ({
    ...rest,
    data: Buffer.from(text).toString('base64'),
  })),
})

async function post(
  pubsub: Pubsub,
  topic: string,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<void> {
  const { baseUrl, projectId, accessToken } = pubsub
  const token = await accessToken?.()
  const { status, text } = await postLetter(
    `${baseUrl}/v1/projects/${projectId}/topics/${topic}:publish`,
    {
      headers: {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(toBody(messages)),
      signal,
    },
  )
  if (status !== 200)
    throw new Error(`Pub/Sub answered ${status} to ${topic}: ${text.slice(0, 200)}`)
}

/** {@link PublishChanges} in one request: what a command does before it answers. */
export async function publishChanges(
  pubsub: Pubsub,
  changes: readonly ChangeMessage[],
  millis: number,
): Promise<void> {
  if (changes.length === 0) return
  const attributes = spanAttributes(CHANGES_TOPIC, changes.length)
  await span(`publish ${CHANGES_TOPIC}`, 'producer', attributes, () =>
    send(pubsub, CHANGES_TOPIC, changes.map(toPubsubMessage), millis),
  )
}

/**
 * Publishes that something happened to accounts, in no order, in one request.
 *
 * @throws Unavailable where Pub/Sub cannot be reached or refuses within `millis`; the outbox still has them then
 */
export async function publishAccounts(
  pubsub: Pubsub,
  uids: readonly string[],
  millis: number,
): Promise<void> {
  if (uids.length === 0) return
  const attributes = spanAttributes(ACCOUNTS_TOPIC, uids.length)
  await span(`publish ${ACCOUNTS_TOPIC}`, 'producer', attributes, () =>
    send(pubsub, ACCOUNTS_TOPIC, uids.map(toAccountMessage), millis),
  )
}

/** An attribute's value may have 1,024 bytes; a letter with more would never be taken, and its subscription stand still. */
const REASON_BYTES = 1000

function toAttribute(text: string): string {
  const bytes = Buffer.from(text)
  // A character that is cut in two becomes the one that stands for what cannot be read.
  return bytes.length <= REASON_BYTES ? text : bytes.subarray(0, REASON_BYTES).toString('utf8')
}

/** Hands a message that can never be handled to the dead-letter topic, with the reason and the subscriber's name. */
export async function publishDeadLetter(
  pubsub: Pubsub,
  letter: { readonly data: string; readonly reason: string; readonly subscriber: string },
): Promise<void> {
  const { data, reason, subscriber } = letter
  const attributes = { reason: toAttribute(reason), subscriber }
  await send(pubsub, DEAD_LETTER_TOPIC, [{ text: data, attributes }], 10_000)
}
