// What the relay publishes with: Google's client, loaded with the first change that waits. Most runs find none.
import type { PublishChanges } from '../../messaging/message.ts'
import type { World } from '../world/world.ts'

/** The publisher of a world, kept as long as the instance. */
export function openPublisher({ pubsub }: World): PublishChanges {
  let opened: Promise<PublishChanges> | undefined
  return async (changes, millis) => {
    opened ??= import('../../messaging/google-publisher.ts').then(({ openGooglePublisher }) =>
      openGooglePublisher(pubsub),
    )
    await (
      await opened
    )(changes, millis)
  }
}
