// What a dead letter is about, who failed it and why, and how it is handed in again. Nothing that it holds of a person is kept to
// be shown.
import { type Entry, manifest } from '../../functions/manifest.ts'
import { ADDRESSEE_ATTRIBUTE } from '../../shared/messaging/addressee-attribute.ts'
import {
  type PushedMessage,
  type Pushed,
  messageOf,
  parsePush,
} from '../../shared/messaging/push-request.ts'
import { TOPICS, subscriptionName, topicsOf } from '../catalogue/topics.ts'

/** A letter as it lies in the topic. */
export interface Letter {
  /** In Base64. */
  readonly data: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The message as it was published, for the one subscriber that failed it. */
export interface Again extends PushedMessage {
  readonly topic: string
  readonly orderingKey?: string
}

export interface Read {
  readonly subscriber?: string
  readonly type?: string
  readonly professionalId?: string
  readonly reason: string
  /** Or why nothing can come of it, however often it is handed in. */
  readonly outcome: Again | { readonly stays: string }
}

/** What Pub/Sub adds to a message that it makes a dead letter: https://cloud.google.com/pubsub/docs/handling-failures */
const SOURCE = 'CloudPubSubDeadLetterSource'
const SOURCE_SUBSCRIPTION = `${SOURCE}Subscription`
const SOURCE_COUNT = `${SOURCE}DeliveryCount`

const entries: readonly [string, Entry][] = Object.entries(manifest)
const SUBSCRIBERS: ReadonlyMap<string, string> = new Map(
  entries.flatMap(([name, entry]) =>
    topicsOf(entry).map((topic) => [subscriptionName(name, topic), name]),
  ),
)

const toBody = ({ data, attributes }: Letter) => JSON.stringify({ message: { data, attributes } })

/** Who failed it, why, and the push request that it was: ours keeps the whole request, Pub/Sub's the message alone. */
function takeApart(letter: Letter) {
  const { attributes } = letter
  const subscription = attributes[SOURCE_SUBSCRIPTION]
  if (subscription === undefined)
    return {
      subscriber: attributes['subscriber'],
      reason: attributes['reason'] ?? 'it does not say why',
      body: Buffer.from(letter.data, 'base64').toString('utf8'),
    }
  const count = attributes[SOURCE_COUNT] ?? 'many'
  return {
    subscriber: SUBSCRIBERS.get(subscription) ?? subscription,
    reason: `given up after ${count} attempts; the log of ${subscription} says why`,
    body: toBody(letter),
  }
}

const isOurs = (name: string) => !name.startsWith(SOURCE) && name !== ADDRESSEE_ATTRIBUTE

function toAgain(body: string, told: Pushed, subscriber: string): Read['outcome'] {
  const message = messageOf(body)
  if ('unreadable' in told) return { stays: told.unreadable }
  if ('unknownType' in told || !message) return { stays: 'nobody here knows its type' }
  const attributes = Object.entries(message.attributes).filter(([name]) => isOurs(name))
  return {
    topic: 'account' in told ? TOPICS['account-changes'] : TOPICS.changes,
    data: message.data,
    attributes: { ...Object.fromEntries(attributes), [ADDRESSEE_ATTRIBUTE]: subscriber },
    ...('change' in told && { orderingKey: told.change.professionalId }),
  }
}

function aboutOf(told: Pushed) {
  if ('change' in told)
    return { type: told.change.type, professionalId: told.change.professionalId }
  if ('account' in told) return { type: told.account.type }
  return 'unknownType' in told ? { type: told.unknownType } : {}
}

/** Reads a letter of ours or of Pub/Sub's. */
export function readLetter(letter: Letter): Read {
  const { subscriber, reason, body } = takeApart(letter)
  const told = parsePush(body)
  const isKnown = subscriber !== undefined && [...SUBSCRIBERS.values()].includes(subscriber)
  return {
    ...(subscriber !== undefined && { subscriber }),
    ...aboutOf(told),
    reason,
    outcome: isKnown
      ? toAgain(body, told, subscriber)
      : { stays: 'its subscriber is none of ours' },
  }
}
