// Publishes what commands could not; how long a change waits at most is told in shared/runtime/jobs/relay-wait.ts.
import { job } from '../../shared/runtime/edge/job.ts'
import { openPublisher } from '../../shared/runtime/jobs/open-publisher.ts'
import { relayChanges as relay } from '../../shared/runtime/jobs/relay.ts'

/** Empties the outbox for as long as the job lasts. */
export const relayChanges = job({ name: 'relay-changes', open: openPublisher, run: relay })
