// Publishing to Pub/Sub by plain REST: the client library would more than double a command's cold start.
import { ACCOUNTS_TOPIC, ACCOUNT_CHANGED, type AccountChange } from '../contract/account-change.ts'
import { CHANGES_TOPIC, type ChangeMessage, SCHEMA_VERSION } from '../contract/change.ts'
import { Unavailable } from '../contract/unavailable.ts'
import { toChange } from '../projection/change-message.ts'
import { post as postLetter, whenAborted } from '../http/post.ts'
import { formatInstant } from '../time/instant.ts'
import { currentTrace, span } from '../tracing/current.ts'
import { toTraceparent } from '../tracing/trace-context.ts'
import { AT_ATTRIBUTE } from './change-hint.ts'
import { TRACE_ATTRIBUTE } from './trace-attribute.ts'

/** Topic for what no subscriber can ever handle; kept and looked at by people. */
export const DEAD_LETTER_TOPIC = 'calendar-changes-dead-letter'

/** Where to publish. */
export interface Pubsub {
  readonly projectId: string
  /** `https://REGION-pubsub.googleapis.com`, or the emulator's `http://host:port`. */
  readonly baseUrl: string
  /** An access token; the emulator wants none. */
  readonly accessToken?: () => Promise<string>
}

/** A message of Pub/Sub, its data in base64. */
interface Message {
  readonly data: string
  readonly attributes: Readonly<Record<string, string>>
  readonly orderingKey?: string
}

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
      body: JSON.stringify({ messages }),
      signal,
    },
  )
  if (status !== 200)
    throw new Error(`Pub/Sub answered ${status} to ${topic}: ${text.slice(0, 200)}`)
}

function toPubsubMessage(change: ChangeMessage): Message {
  const trace = currentTrace()
  return {
    data: Buffer.from(JSON.stringify(toChange(change, formatInstant))).toString('base64'),
    attributes: {
      type: change.type,
      professionalId: change.professionalId,
      changeId: change.changeId,
      schemaVersion: String(SCHEMA_VERSION),
      [AT_ATTRIBUTE]: new Date(change.at).toISOString(),
      ...(trace && { [TRACE_ATTRIBUTE]: toTraceparent(trace) }),
    },
    orderingKey: change.professionalId,
  }
}

function publish(
  pubsub: Pubsub,
  topic: string,
  messages: readonly Message[],
  millis: number,
): Promise<void> {
  const attributes = {
    'messaging.system': 'gcp_pubsub',
    'messaging.operation.name': 'publish',
    'messaging.destination.name': topic,
    'messaging.batch.message_count': messages.length,
  }
  return span(`publish ${topic}`, 'producer', attributes, () =>
    send(pubsub, topic, messages, millis),
  )
}

/**
 * Publishes changes of ONE calendar, revisions ascending, in one request.
 *
 * @throws Unavailable where Pub/Sub cannot be reached or refuses within `millis`; the outbox still has them then
 */
export async function publishChanges(
  pubsub: Pubsub,
  changes: readonly ChangeMessage[],
  millis: number,
): Promise<void> {
  await publish(pubsub, CHANGES_TOPIC, changes.map(toPubsubMessage), millis)
}

function toAccountMessage(uid: string): Message {
  const trace = currentTrace()
  const change: AccountChange = { type: ACCOUNT_CHANGED, uid }
  return {
    data: Buffer.from(JSON.stringify(change)).toString('base64'),
    attributes: {
      type: ACCOUNT_CHANGED,
      schemaVersion: String(SCHEMA_VERSION),
      ...(trace && { [TRACE_ATTRIBUTE]: toTraceparent(trace) }),
    },
  }
}

/**
 * Publishes that something happened to accounts, in no order, in one request.
 *
 * @throws Unavailable as `publishChanges` does
 */
export async function publishAccounts(
  pubsub: Pubsub,
  uids: readonly string[],
  millis: number,
): Promise<void> {
  await publish(pubsub, ACCOUNTS_TOPIC, uids.map(toAccountMessage), millis)
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
  const message = {
    data: Buffer.from(data).toString('base64'),
    attributes: { reason: toAttribute(reason), subscriber },
  }
  await send(pubsub, DEAD_LETTER_TOPIC, [message], 10_000)
}
