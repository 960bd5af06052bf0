// How long a change may wait that its command could not publish: what docs/guides/observability.md tells, and a test tries.
import { LEASE_MILLIS, OWN_PUBLISH_MILLIS } from '../../database/save/outbox.ts'
import { MINUTE, SECOND } from '../../time/instant.ts'

/** Between two looks of one run. */
export const PAUSE_MILLIS = 2 * SECOND

/** From a run's last look to the first of the next one, which begins a minute after it. */
const between = (jobSeconds: number): number => MINUTE - jobSeconds * SECOND + PAUSE_MILLIS

/**
 * From the commit of a change to its message, at most, in milliseconds, where relays run each minute for so long and Pub/Sub takes
 * what it is given; the start of a run and the publishing itself come on top. A run that dies, or does not begin, adds a minute.
 */
export const longestWait = (jobSeconds: number): number => OWN_PUBLISH_MILLIS + between(jobSeconds)

/** The same from the end of an outage of Pub/Sub, for what a relay tried to publish in it. */
export const longestWaitAfterOutage = (jobSeconds: number): number =>
  LEASE_MILLIS + between(jobSeconds)
