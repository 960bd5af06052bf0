// Publishes what commands could not: every change reaches Pub/Sub at most 75 s after its commit.
import { job } from '../../shared/runtime/edge/job.ts'
import { openPublisher } from '../../shared/runtime/jobs/open-publisher.ts'
import { relayChanges as relay } from '../../shared/runtime/jobs/relay.ts'

/** Empties the outbox for as long as the job lasts. */
export const relayChanges = job({ name: 'relay-changes', open: openPublisher, run: relay })
