// A change as Pub/Sub carries it, however it is sent.
import { ACCOUNT_CHANGED, type AccountChange } from '../contract/messages/account-change.ts'
import { type ChangeMessage, SCHEMA_VERSION } from '../contract/messages/change.ts'
import { toChange } from '../projection/change-message.ts'
import { formatInstant } from '../time/instant.ts'
import { currentTrace } from '../tracing/current.ts'
import { toTraceparent } from '../tracing/trace-context.ts'
import { AT_ATTRIBUTE } from './change-hint.ts'
import { TRACE_ATTRIBUTE } from './trace-attribute.ts'

/** Where to publish. */
export interface Pubsub {
  readonly projectId: string
  /** `https://REGION-pubsub.googleapis.com`, or the emulator's `http://host:port`. */
  readonly baseUrl: string
  /** An access token; the emulator wants none. */
  readonly accessToken?: () => Promise<string>
}

/**
 * Publishes changes of ONE calendar, revisions ascending. `millis` bounds it; what was not taken by then may still arrive,
 * so that repeating it does no harm.
 *
 * @throws Unavailable where Pub/Sub cannot be reached or refuses; the outbox still has them then
 */
export type PublishChanges = (changes: readonly ChangeMessage[], millis: number) => Promise<void>

export interface Message {
  /** JSON. */
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The message of a change: its data, the attributes of the contract, and the trace that it is published in. */
export function toPubsubMessage(change: ChangeMessage): Message & { readonly orderingKey: string } {
  const trace = currentTrace()
  return {
    text: JSON.stringify(toChange(change, formatInstant)),
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

/** The message of an account: which it is, and no more. */
export function toAccountMessage(uid: string): Message {
  const trace = currentTrace()
  const change: AccountChange = { type: ACCOUNT_CHANGED, uid }
  return {
    text: JSON.stringify(change),
    attributes: {
      type: ACCOUNT_CHANGED,
      schemaVersion: String(SCHEMA_VERSION),
      ...(trace && { [TRACE_ATTRIBUTE]: toTraceparent(trace) }),
    },
  }
}

/** The attributes of a producer's span. */
export const spanAttributes = (topic: string, count: number) => ({
  'messaging.system': 'gcp_pubsub',
  'messaging.operation.name': 'publish',
  'messaging.destination.name': topic,
  'messaging.batch.message_count': count,
})
