// The topics by their names in the code, and who listens to which.
import type { Entry, Topic } from '../../functions/manifest.ts'
import { ACCOUNTS_TOPIC } from '../../shared/contract/messages/account-change.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'

export const TOPICS: Readonly<Record<Topic, string>> = {
  changes: CHANGES_TOPIC,
  'account-changes': ACCOUNTS_TOPIC,
}

/** The topics that a function listens to. */
export const topicsOf = ({ room, topics }: Entry): readonly Topic[] =>
  room === 'subscribers' ? (topics ?? ['changes']) : []

/** A subscriber's subscription to calendars' changes has its name; another one names its topic too. */
export const subscriptionName = (subscriber: string, topic: Topic): string =>
  topic === 'changes' ? subscriber : `${subscriber}-${topic}`

/** Where dead letters wait for people, in the deployment as here: a topic without a subscription forgets. */
export const DEAD_LETTERS_SUBSCRIPTION = 'dead-letters'
